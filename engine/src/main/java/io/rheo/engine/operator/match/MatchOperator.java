package io.rheo.engine.operator.match;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.over.LongDeque;
import io.rheo.engine.operator.over.PartitionRows;
import io.rheo.engine.operator.over.PartitionTable;
import io.rheo.engine.operator.over.RowStore;
import io.rheo.engine.operator.sort.TimeHeap;
import io.rheo.engine.plan.MatchSpec;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds the matches of a row pattern in each partition.
 *
 * <p>Input: append-only, each partition in the order of the match; the watermark speaks of the time
 * column if rows are sorted by it. Output: insert-only; a match when it is decided, which is when
 * no row to come can make a match from the same row that is preferred, or the end of the input. The
 * watermark stays before the first row of every match that is not decided, if something above reads
 * times.
 *
 * <p>State: the rows of matches that are not decided, and those before a row that the pattern looks
 * at. With WITHIN they go when the watermark has passed their time. A row is read once by each
 * attempt at a match that it can be in.
 */
public final class MatchOperator implements OneInputOperator, KeyedState {
  private final OrderedNode.Match plan;
  private final MatchSpec spec;
  private final int rowsAfter;
  private final boolean remembersPartitions;
  private final RowStore store;
  private final PartitionTable<MatchPartition> partitions;
  private final RowConditions conditions;
  private final MatchSearch search;
  private final MatchOutput output;
  private final TimeHeap open =
      new TimeHeap(); // partitions by their first undecided row, or before
  private long watermark = NO_WATERMARK;

  public MatchOperator(
      OrderedNode.Match plan, StageEnvironment environment, OperatorMetrics metrics) {
    this.plan = plan;
    spec = plan.spec();
    rowsAfter = spec.rowsAfter();
    remembersPartitions = spec.remembersPartitions();
    store = new RowStore(plan.input().rowType());
    partitions = new PartitionTable<>(plan.input().rowType(), spec.partition(), this::newPartition);
    conditions = new RowConditions(spec, environment);
    output = new MatchOutput(plan, metrics);
    Matcher matcher = new Matcher(spec, plan.input().rowType(), environment, metrics);
    search = new MatchSearch(spec, matcher, output, metrics);
  }

  private MatchPartition newPartition(long serial) {
    return new MatchPartition(serial, new PartitionRows(store, new io.rheo.engine.expr.SortKey[0]));
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int rowCount = batch.rowCount();
    if (rowCount == 0) {
      return;
    }
    int[] all = new int[rowCount];
    Arrays.setAll(all, row -> row);
    int[] numbers = partitions.numbers(batch, all, rowCount);
    store.add(batch, numbers);
    MatchPartition[] ready = new MatchPartition[rowCount];
    long[] rows = new long[rowCount];
    int count = 0;
    for (int i = 0; i < rowCount; i++) {
      MatchPartition partition = partitions.get(numbers[i]);
      partition.rows().add(store.hold(i));
      long row = partition.rows().end() - 1 - rowsAfter;
      if (row >= 0) {
        ready[count] = partition;
        rows[count++] = row;
      }
    }
    Batch same = rowsAfter == 0 ? batch : null;
    long[] variables = conditions.variables(ready, rows, count, same);
    for (int i = 0; i < count; i++) {
      ready[i].addTruths(variables[i]);
      search.advance(ready[i], watermark, out);
    }
    for (int i = 0; i < rowCount; i++) {
      settle(numbers[i]);
    }
    output.flush(out);
  }

  /** Gives up what a partition does not need, or notes that it waits for more rows. */
  private void settle(int number) {
    MatchPartition partition = partitions.get(number);
    if (partition == null) {
      return;
    }
    search.dropRows(partition);
    if (search.isIdle(partition)) {
      if (!remembersPartitions) {
        partitions.remove(number);
      }
    } else if (spec.byWatermark() && !partition.isQueued()) {
      partition.setQueued(true);
      open.add(search.firstTime(partition), number);
    }
  }

  @Override
  public void onWatermark(long newWatermark, Output out) {
    watermark = newWatermark;
    if (watermark == END_OF_INPUT) {
      finish(out);
    }
    expire(out);
    output.flush(out);
    long first = plan.holdsWatermark() ? firstOpen() : END_OF_INPUT;
    out.watermark(first == END_OF_INPUT ? watermark : Math.min(watermark, first - 1));
  }

  /** Decides the attempts whose time the watermark has passed. */
  private void expire(Output out) {
    LongDeque waiting = new LongDeque(); // those that wait for rows to look ahead at
    for (long first = firstOpen(); isExpired(first); first = firstOpen()) {
      int number = (int) open.removeFirst();
      MatchPartition partition = partitions.get(number);
      partition.setQueued(false);
      search.advance(partition, watermark, out);
      if (!search.isIdle(partition) && search.firstTime(partition) == first) {
        waiting.addLast(number);
      } else {
        settle(number);
      }
    }
    while (!waiting.isEmpty()) {
      settle((int) waiting.removeFirst());
    }
  }

  private boolean isExpired(long first) {
    return first != END_OF_INPUT
        && spec.withinMillis() >= 0
        && watermark - first >= spec.withinMillis();
  }

  /** The time of the first row of the attempts that are not decided; that of the end if none is. */
  private long firstOpen() {
    while (!open.isEmpty()) {
      long noted = open.firstTime();
      int number = (int) open.firstPlace();
      MatchPartition partition = partitions.get(number);
      if (partition != null && !search.isIdle(partition)) {
        long first = search.firstTime(partition);
        if (first == noted) {
          return first;
        }
        open.removeFirst();
        open.add(first, number);
      } else {
        open.removeFirst();
        if (partition != null) {
          partition.setQueued(false);
        }
      }
    }
    return END_OF_INPUT;
  }

  /** No row comes any more. */
  private void finish(Output out) {
    for (int number = 0; number < partitions.size(); number++) {
      MatchPartition partition = partitions.get(number);
      if (partition != null) {
        int count = (int) (partition.rows().end() - partition.ready());
        MatchPartition[] ready = new MatchPartition[count];
        long[] rows = new long[count];
        for (int i = 0; i < count; i++) {
          ready[i] = partition;
          rows[i] = partition.ready() + i;
        }
        for (long variables : conditions.variables(ready, rows, count, null)) {
          partition.addTruths(variables);
        }
        search.advance(partition, END_OF_INPUT, out);
        partition.setQueued(false);
        partitions.remove(number);
      }
    }
  }

  @Override
  public void onStepEnd(Output out) {
    partitions.endStep();
    if (store.wantsCompaction()) {
      store.compact();
      for (int i = 0; i < partitions.size(); i++) {
        if (partitions.get(i) != null) {
          partitions.get(i).rows().move();
        }
      }
    }
  }

  @Override
  public BitSet forget(Batch keys) {
    for (int number : partitions.find(keys)) {
      if (number >= 0) {
        partitions.remove(number);
      }
    }
    return new BitSet();
  }

  /** How many rows are held. */
  long heldRows() {
    return store.heldRows();
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(watermark);
    store.writeTo(state);
    partitions.writeTo(state, store.written());
  }

  @Override
  public void restore(StateReader state) throws IOException {
    watermark = state.getLong();
    store.readFrom(state);
    partitions.readFrom(state);
    for (int number = 0; number < partitions.size(); number++) {
      if (partitions.get(number) != null) {
        search.repeat(partitions.get(number));
        settle(number);
      }
    }
  }
}
