package io.rheo.engine.operator.over;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.changelog.Consolidation;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.state.BatchCodec;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code OVER} of rows that change, in any order.
 *
 * <p>Input: any changelog. Output: a changelog: at the end of each step the net changes of the
 * partitions whose rows have changed, which are computed anew. A row with a result that its type
 * cannot hold is counted as a row error and left out. State: the rows and the results of all
 * partitions. Cost: O(n log n) for a partition of n rows, in every step that changes it.
 */
public final class OverChangesOperator implements OneInputOperator, KeyedState {
  private static final int MIN_GONE = 64;
  private static final long GONE = -1;

  private final OrderedNode.Over plan;
  private final RowType inputType;
  private final OperatorMetrics metrics;
  private final KeyEncoder keys;
  private final GroupTable table; // after the key: the partition's number + 1, or GONE
  private final int numberAt;
  private final List<Partition> partitions = new ArrayList<>(); // by number; null: it is gone
  private final List<Integer> touched = new ArrayList<>();
  private final BatchCodec inputCodec;
  private final BatchCodec outputCodec;
  private int[] bases = {};
  private int[] all = {};
  private int gone;

  /** Rows in order with their results, and what has changed in this step. */
  private static final class Partition {
    private final int base; // in the table
    private Batch rows;
    private Batch results;
    private BatchBuilder changes; // null: nothing has changed

    Partition(int base, Batch rows, Batch results) {
      this.base = base;
      this.rows = rows;
      this.results = results;
    }
  }

  public OverChangesOperator(OrderedNode.Over plan, OperatorMetrics metrics) {
    this.plan = plan;
    this.metrics = metrics;
    inputType = plan.input().rowType();
    keys = new KeyEncoder(inputType, plan.partition());
    table = new GroupTable(keys.width(), new long[1], 0);
    numberAt = keys.width();
    inputCodec = new BatchCodec(inputType);
    outputCodec = new BatchCodec(plan.rowType());
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int count = batch.rowCount();
    if (count > all.length) {
      all = IntStream.range(0, count).toArray();
      bases = new int[count];
    }
    table.probe(keys.encode(batch), all, 0, count, bases);
    for (int row = 0; row < count; row++) {
      Partition partition = partition(bases[row]);
      if (partition.changes == null) {
        partition.changes = new BatchBuilder(inputType);
        touched.add((int) table.rows()[bases[row] + numberAt] - 1);
      }
      partition.changes.appendRow(batch, row);
    }
  }

  private Partition partition(int base) {
    long word = table.rows()[base + numberAt];
    if (word > 0) {
      return partitions.get((int) word - 1);
    }
    gone -= word == GONE ? 1 : 0;
    Batch none = new BatchBuilder(inputType).build();
    Partition partition = new Partition(base, none, new BatchBuilder(plan.rowType()).build());
    partitions.add(partition);
    table.rows()[base + numberAt] = partitions.size();
    return partition;
  }

  @Override
  public void onStepEnd(Output out) {
    OverProgram program = new OverProgram(plan);
    for (int number : touched) {
      recompute(number, program, out);
    }
    touched.clear();
    if (gone > MIN_GONE && gone * 2 > table.size()) {
      dropGone();
    }
    if (keys.wantsCollection()) {
      keys.mark(table);
      keys.sweep();
    }
  }

  private void recompute(int number, OverProgram program, Output out) {
    Partition partition = partitions.get(number);
    Consolidation rows = new Consolidation(inputType);
    rows.add(partition.rows);
    rows.add(partition.changes.build());
    partition.changes = null;
    partition.rows = PartitionRun.inOrder(rows.batches(), plan);
    Batch results = results(number, partition.rows, program);
    Consolidation difference = new Consolidation(plan.rowType());
    int[] retractions = new int[partition.results.rowCount()];
    Arrays.fill(retractions, -1);
    difference.add(partition.results.withWeights(retractions));
    difference.add(results);
    difference.batches().forEach(out::batch);
    partition.results = results;
    if (partition.rows.rowCount() == 0) {
      partitions.set(number, null);
      table.rows()[partition.base + numberAt] = GONE;
      gone++;
    }
  }

  private Batch results(int number, Batch rows, OverProgram program) {
    RowStore store = new RowStore(inputType);
    store.add(rows, new int[rows.rowCount()]);
    OverPartition partition = program.newPartition(number, store);
    for (int row = 0; row < rows.rowCount(); row++) {
      partition.rows().add(store.hold(row));
    }
    BatchBuilder builder = new BatchBuilder(plan.rowType());
    while (partition.hasPending()) {
      if (!partition.takeNext(plan.passed(), builder)) {
        metrics.rowError("the result of an aggregate exceeds its type");
      }
    }
    partition.drop();
    return builder.build();
  }

  /** Makes the table and the list of partitions anew, without those that have no rows. */
  private void dropGone() {
    List<Partition> kept = new ArrayList<>();
    table.compact(
        (rows, base) -> rows[base + numberAt] != GONE,
        (from, to) -> {
          Partition old = partitions.get((int) table.rows()[to + numberAt] - 1);
          kept.add(new Partition(to, old.rows, old.results));
          table.rows()[to + numberAt] = kept.size();
        });
    partitions.clear();
    partitions.addAll(kept);
    gone = 0;
  }

  @Override
  public BitSet forget(Batch batch) {
    long[] words = keys.encode(batch);
    for (int i = 0; i < batch.rowCount(); i++) {
      int base = table.find(words, i * keys.width());
      if (base >= 0 && table.rows()[base + numberAt] > 0) {
        partitions.set((int) table.rows()[base + numberAt] - 1, null);
        table.rows()[base + numberAt] = GONE;
        gone++;
      }
    }
    return new BitSet();
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    keys.writeTo(state);
    table.writeTo(state);
    state.putInt(gone);
    state.putInt(partitions.size());
    for (Partition partition : partitions) {
      state.putInt(partition == null ? -1 : partition.base);
      if (partition != null) {
        inputCodec.write(partition.rows, state);
        outputCodec.write(partition.results, state);
      }
    }
  }

  @Override
  public void restore(StateReader state) throws IOException {
    keys.readFrom(state);
    table.readFrom(state);
    gone = state.getInt();
    int count = state.getInt();
    for (int i = 0; i < count; i++) {
      int base = state.getInt();
      Batch rows = base < 0 ? null : inputCodec.read(state);
      partitions.add(base < 0 ? null : new Partition(base, rows, outputCodec.read(state)));
    }
  }
}
