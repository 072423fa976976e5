package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.operator.aggregate.AggregateOutput;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Aggregates per partition, key and window of row counts. Window <i>k</i> of a partition is emitted
 * when its row {@code k * slide + size - 1} arrives, in the order of these arrivals; incomplete
 * windows never are.
 *
 * <p>Input: append-only. Output: insert-only {@code partition keys, keys, aggregates, window
 * properties}. State: per partition a row of words for each key and each pane of {@code gcd(slide,
 * size)} rows in the windows that are open, and a counter for ever.
 */
public final class CountWindowAggregateOperator implements OneInputOperator {
  private final KeyEncoder partitionKeys;
  private final KeyEncoder groupKeys; // partition and further keys
  private final AggregateLayout layout;
  private final CountWindowRules rules;
  private final AggregateOutput output;
  private final GroupTable partitionTable;
  private final List<CountWindowPartition> partitions = new ArrayList<>(); // by row of the table
  private int[] allRows = {};
  private int[] partitionBases = {};

  public CountWindowAggregateOperator(
      WindowNode.CountWindowAggregate plan, OperatorMetrics metrics) {
    RowType input = plan.input().rowType();
    partitionKeys = new KeyEncoder(input, plan.partition());
    List<Integer> keys = new ArrayList<>(plan.partition());
    keys.addAll(plan.keys());
    groupKeys = new KeyEncoder(input, keys);
    layout = new AggregateLayout(groupKeys.width() + 1, input, calls(plan, input), false);
    rules = new CountWindowRules(plan, layout, groupKeys.width());
    output = new AggregateOutput(groupKeys, layout, metrics, plan.aggregates().size());
    partitionTable = new GroupTable(partitionKeys.width(), new long[0], 0);
  }

  /** The plan's calls and, last, the greatest time. */
  private static List<AggregateCall> calls(WindowNode.CountWindowAggregate plan, RowType input) {
    List<AggregateCall> calls = new ArrayList<>(plan.aggregates());
    if (plan.timeColumn() >= 0) {
      DataType type = input.type(plan.timeColumn());
      calls.add(AggregateCall.of(AggregateFunction.MAX, plan.timeColumn(), type, type));
    }
    return calls;
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int count = batch.rowCount();
    if (count > allRows.length) {
      allRows = IntStream.range(0, count).toArray();
      partitionBases = new int[count];
    }
    partitionTable.probe(partitionKeys.encode(batch), allRows, 0, count, partitionBases);
    while (partitions.size() < partitionTable.size()) {
      partitions.add(new CountWindowPartition(rules));
    }
    long[] keys = groupKeys.encode(batch);
    int stride = partitionTable.stride();
    for (int from = 0, to; from < count; from = to) {
      int base = partitionBases[from];
      to = from + 1;
      while (to < count && partitionBases[to] == base) {
        to++;
      }
      partitions.get(base / stride).add(batch, keys, from, to, output, out);
    }
    collectStrings();
  }

  private void collectStrings() {
    if (groupKeys.wantsCollection()) {
      partitions.forEach(partition -> partition.groups().mark(groupKeys));
      groupKeys.sweep();
    }
    layout.collectStrings(() -> partitions.stream().map(CountWindowPartition::groups).iterator());
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    partitionKeys.writeTo(state);
    groupKeys.writeTo(state);
    layout.writeTo(state);
    partitionTable.writeTo(state);
    for (CountWindowPartition partition : partitions) {
      partition.writeTo(state);
    }
  }

  @Override
  public void restore(StateReader state) throws IOException {
    partitionKeys.readFrom(state);
    groupKeys.readFrom(state);
    layout.readFrom(state);
    partitionTable.readFrom(state);
    for (int i = 0; i < partitionTable.size(); i++) {
      CountWindowPartition partition = new CountWindowPartition(rules);
      partition.readFrom(state);
      partitions.add(partition);
    }
  }
}
