package io.rheo.engine.operator.over;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.sort.RowOrder;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows that are all there, in the order of an {@code OVER}. */
final class PartitionRun {
  private PartitionRun() {}

  /** Emits each row with its results, in order. */
  static void emit(
      List<Batch> unordered, OrderedNode.Over plan, OperatorMetrics metrics, Output out) {
    Batch rows = inOrder(unordered, plan);
    RowStore store = new RowStore(plan.input().rowType());
    PartitionTable<OverPartition> partitions = new OverProgram(plan).newTable(store);
    int[] all = IntStream.range(0, rows.rowCount()).toArray();
    int[] numbers = partitions.numbers(rows, all, all.length);
    store.add(rows, numbers);
    for (int row : all) {
      partitions.get(numbers[row]).rows().add(store.hold(row));
    }
    OverOutput output = new OverOutput(plan, metrics);
    for (int row : all) {
      OverPartition partition = partitions.get(numbers[row]);
      output.take(partition, out);
      partition.dropRows();
    }
    output.flush(out);
  }

  /**
   * The rows in order, those of weight 2 twice, as inserts.
   *
   * @throws IllegalStateException if a weight is negative
   */
  static Batch inOrder(List<Batch> rows, OrderedNode.Over plan) {
    Batch all = concatenated(rows, plan.input().rowType());
    int[] order = copies(all, new RowOrder(all, keys(plan)).sorted(all.rowCount()));
    return all.withoutWeights().gather(order, order.length);
  }

  /**
   * Rows that can change have no order of arrival to speak of: rows that are equal by the keys are
   * ordered by the rest of their columns, so that the result does not depend on steps.
   */
  private static List<SortKey> keys(OrderedNode.Over plan) {
    List<SortKey> keys = new ArrayList<>(plan.order());
    RowType input = plan.input().rowType();
    if (plan.input().traits().updating()) {
      for (int i = 0; i < plan.passed(); i++) {
        int column = i;
        boolean known = keys.stream().anyMatch(key -> key.column() == column);
        if (!known && input.type(i).storage() != Storage.OBJECT) {
          keys.add(new SortKey(i, false, true));
        }
      }
    }
    return keys;
  }

  private static Batch concatenated(List<Batch> batches, RowType rowType) {
    if (batches.size() == 1) {
      return batches.get(0);
    }
    BatchBuilder builder = new BatchBuilder(rowType);
    for (Batch batch : batches) {
      for (int row = 0; row < batch.rowCount(); row++) {
        builder.appendRow(batch, row);
      }
    }
    return builder.build();
  }

  private static int[] copies(Batch rows, int[] order) {
    if (rows.weights() == null) {
      return order;
    }
    return Arrays.stream(order)
        .flatMap(row -> IntStream.generate(() -> row).limit(copies(rows, row)))
        .toArray();
  }

  private static int copies(Batch rows, int row) {
    if (rows.weight(row) < 0) {
      throw new IllegalStateException("a row was retracted that was not inserted");
    }
    return rows.weight(row);
  }
}
