package io.rheo.engine.operator.over;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.sort.RowOrder;
import io.rheo.engine.operator.sort.TimeHeap;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.plan.OverTiming;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * {@code OVER} of a stream without retractions, by event time or in the order of arrival.
 *
 * <p>Input: append-only. Output: append-only, each input row once, with its results: by event time
 * when the watermark has passed the row, in the order of time, and where a frame reaches ahead when
 * the rows there have come; the watermark that is handed on stays behind the rows that wait. Rows
 * that are late are dropped and counted; a row whose time is NULL is a row error; a row with a
 * result that its type cannot hold is counted as a row error and left out, but other rows see it.
 *
 * <p>State: the rows that wait and those that a later frame can reach; with frames of time alone a
 * partition goes when none of its rows can be reached.
 */
public final class OverStreamOperator implements OneInputOperator, KeyedState {
  private final OrderedNode.Over plan;
  private final OperatorMetrics metrics;
  private final OverProgram program;
  private final RowStore store;
  private final PartitionTable<OverPartition> partitions;
  private final OverOutput output;
  private final boolean byTime;
  private final boolean looksAhead;
  private final TimeHeap waiting = new TimeHeap(); // rows after the watermark
  private final PendingRows pending = new PendingRows(); // rows before it, if some look ahead
  private final Expiry expiry;
  private long[] released = new long[16];
  private long watermark = NO_WATERMARK;

  public OverStreamOperator(OrderedNode.Over plan, OperatorMetrics metrics) {
    this.plan = plan;
    this.metrics = metrics;
    program = new OverProgram(plan);
    store = new RowStore(plan.input().rowType());
    partitions = program.newTable(store);
    output = new OverOutput(plan, metrics);
    byTime = plan.timing() == OverTiming.WATERMARK;
    looksAhead = plan.calls().stream().anyMatch(OverCall::looksAhead);
    expiry = new Expiry(plan.keepMillis(), partitions, pending);
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int[] accepted = new int[batch.rowCount()];
    int count = byTime ? acceptTimely(batch, accepted) : acceptAll(accepted);
    if (count == 0) {
      return;
    }
    int[] numbers = partitions.numbers(batch, accepted, count);
    store.add(batch, numbers);
    long[] places = new long[count];
    for (int i = 0; i < count; i++) {
      places[i] = store.hold(accepted[i]);
    }
    if (byTime) {
      await(batch, accepted, places, numbers);
    } else {
      takeUp(accepted, places, numbers, out);
    }
  }

  private void await(Batch batch, int[] accepted, long[] places, int[] numbers) {
    long[] times = batch.longs(plan.timeColumn());
    for (int i = 0; i < places.length; i++) {
      waiting.add(times[accepted[i]], places[i]);
      expiry.rowWaits(numbers[accepted[i]]);
    }
  }

  /** Takes rows up in the order of arrival. */
  private void takeUp(int[] accepted, long[] places, int[] numbers, Output out) {
    for (int i = 0; i < places.length; i++) {
      enter(numbers[accepted[i]], places[i], NO_WATERMARK);
      takeReady(numbers[accepted[i]], NO_WATERMARK, out);
    }
    output.flush(out);
  }

  private static int acceptAll(int[] accepted) {
    Arrays.setAll(accepted, row -> row);
    return accepted.length;
  }

  /** Leaves out the rows that are late. */
  private int acceptTimely(Batch batch, int[] accepted) {
    LongColumn times = (LongColumn) batch.column(plan.timeColumn());
    int[] late = new int[batch.rowCount()];
    int lateCount = 0;
    int count = 0;
    for (int row = 0; row < batch.rowCount(); row++) {
      if (times.isNull(row)) {
        metrics.rowError("the time attribute is NULL");
      } else if (times.values()[row] <= watermark) {
        late[lateCount++] = row;
      } else {
        accepted[count++] = row;
      }
    }
    metrics.late(batch, late, 0, lateCount, plan.timeColumn(), watermark);
    return count;
  }

  @Override
  public void onWatermark(long newWatermark, Output out) {
    watermark = newWatermark;
    if (byTime) {
      while (!waiting.isEmpty() && waiting.firstTime() <= watermark) {
        release(waiting.firstTime(), out);
      }
    }
    takePending(out);
    expiry.onWatermark(watermark);
    output.flush(out);
    out.watermark(
        byTime && !pending.isEmpty() ? Math.min(watermark, pending.firstTime() - 1) : watermark);
  }

  /** Takes up all rows of one time: each of them sees the others. */
  private void release(long time, Output out) {
    int count = 0;
    while (!waiting.isEmpty() && waiting.firstTime() == time) {
      if (count == released.length) {
        released = Arrays.copyOf(released, count * 2);
      }
      released[count++] = waiting.removeFirst();
    }
    if (count > 1 && plan.order().size() > 1) {
      sortReleased(count);
    }
    for (int i = 0; i < count; i++) {
      int number = store.owner(released[i]);
      expiry.rowReleased(number, time);
      enter(number, released[i], time);
    }
    for (int i = 0; i < count; i++) {
      released[i] = store.owner(released[i]);
    }
    for (int i = 0; i < count; i++) {
      takeReady((int) released[i], time, out);
    }
  }

  private void sortReleased(int count) {
    BatchBuilder builder = new BatchBuilder(plan.input().rowType());
    for (int i = 0; i < count; i++) {
      builder.appendRow(store.batch(released[i]), RowStore.row(released[i]));
    }
    int[] order = new RowOrder(builder.build(), plan.order()).sorted(count);
    long[] unsorted = Arrays.copyOf(released, count);
    Arrays.setAll(released, i -> i < count ? unsorted[order[i]] : 0);
  }

  private void enter(int number, long place, long time) {
    OverPartition partition = partitions.get(number);
    partition.rows().add(place);
    if (looksAhead) {
      pending.add(number, partition.rows().end() - 1, time);
    }
  }

  /**
   * Emits what is ready of a partition: without frames that reach ahead, one row for each that has
   * entered.
   *
   * @param reached all rows up to this time have entered
   */
  private void takeReady(int number, long reached, Output out) {
    OverPartition partition = partitions.get(number);
    if (!looksAhead) {
      output.take(partition, out);
    } else {
      while (partition.hasPending() && partition.isReady(reached, false)) {
        output.take(partition, out);
      }
    }
    partition.dropRows();
  }

  /** Emits the rows for which the watermark, or the end, was what they waited for. */
  private void takePending(Output out) {
    boolean ended = watermark == END_OF_INPUT;
    long reached = byTime ? watermark : NO_WATERMARK;
    while (!pending.isEmpty()) {
      OverPartition partition = partitions.get(pending.firstPartition());
      if (partition.next() <= pending.firstNumber()) {
        if (!partition.isReady(reached, ended)) {
          return;
        }
        output.take(partition, out);
        partition.dropRows();
      }
      pending.removeFirst();
    }
  }

  @Override
  public void onStepEnd(Output out) {
    program.endStep();
    partitions.endStep();
    if (store.wantsCompaction()) {
      store.compact();
      waiting.replacePlaces(store::moved);
      for (int i = 0; i < partitions.size(); i++) {
        if (partitions.get(i) != null) {
          partitions.get(i).rows().move();
        }
      }
    }
  }

  @Override
  public BitSet forget(Batch keys) {
    BitSet staying = new BitSet();
    BitSet reachingAhead = pending.partitions();
    int[] numbers = partitions.find(keys);
    for (int i = 0; i < numbers.length; i++) {
      int number = numbers[i];
      if (number >= 0 && (expiry.hasWaiting(number) || reachingAhead.get(number))) {
        staying.set(i);
      } else if (number >= 0) {
        partitions.remove(number);
      }
    }
    return staying;
  }

  /** How many rows are held. */
  long heldRows() {
    return store.heldRows();
  }

  /** How many partitions there are. */
  int partitionCount() {
    return partitions.count();
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(watermark);
    store.writeTo(state);
    program.writeTo(state);
    RowStore.Places written = store.written();
    partitions.writeTo(state, written);
    long[] places = waiting.places();
    Arrays.setAll(places, i -> written.of(places[i]));
    Arrays.sort(places);
    state.putLongs(places, places.length);
    pending.writeTo(state);
    expiry.writeTo(state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    watermark = state.getLong();
    store.readFrom(state);
    program.readFrom(state);
    partitions.readFrom(state);
    for (long place : state.getLongs()) {
      int row = RowStore.row(place);
      waiting.add(store.batch(place).longs(plan.timeColumn())[row], place);
      expiry.rowWaits(store.owner(place));
    }
    pending.readFrom(state);
    expiry.readFrom(state);
  }
}
