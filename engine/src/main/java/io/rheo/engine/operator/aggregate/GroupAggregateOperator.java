package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Aggregates per key over all rows so far.
 *
 * <p>Input: any changelog. Output: {@code keys, aggregates} as a changelog; at the end of each step
 * one net change for every group that the step changed: the old row with weight -1, the new one
 * with +1, nothing if they are equal.
 *
 * <p>Without keys, and for the grouping set without keys, there is one group from the first row on,
 * from the end of an input without rows, or from the first step on if that is asked for: {@code
 * COUNT} is 0 and the others NULL when it has no rows. With keys a group without rows is gone.
 * State: one row of words per group.
 */
public final class GroupAggregateOperator implements OneInputOperator, KeyedState {
  private static final long[] NO_PROPERTIES = {};

  private final KeyEncoder keys;
  private final AggregateLayout layout;
  private final ChangingGroups groups;
  private final boolean hasAlways;
  private int[] allRows = Selection.allRows(Batch.TARGET_ROWS);
  private boolean alwaysDue; // the group of all rows is to be there from the end of this step on
  private boolean ended;

  public GroupAggregateOperator(PhysicalNode.GroupAggregate plan, OperatorMetrics metrics) {
    RowType input = plan.input().rowType();
    keys = new KeyEncoder(input, plan.keys());
    layout =
        new AggregateLayout(
            keys.width(), input, plan.aggregates(), plan.input().traits().updating());
    AggregateOutput output = new AggregateOutput(keys, layout, metrics);
    long[] always = keyWithoutRows(plan);
    hasAlways = always != null;
    groups = new ChangingGroups(layout, output, always);
  }

  /** Lets the group of all rows be there from the first step on, with rows or without. */
  public GroupAggregateOperator fromTheFirstStep() {
    alwaysDue = true;
    return this;
  }

  /** Of the group of all rows, which is there without any; {@code null} if there is none. */
  private long[] keyWithoutRows(PhysicalNode.GroupAggregate plan) {
    if (plan.keys().isEmpty()) {
      return new long[0];
    }
    if (!(plan.input() instanceof PhysicalNode.Expand expand)
        || !expand.sets().contains(List.of())) {
      return null;
    }
    BatchBuilder row = new BatchBuilder(expand.rowType());
    int set = expand.rowType().size() - 1;
    for (int i = 0; i < set; i++) {
      row.column(i).appendNull();
    }
    row.ints(set).append(expand.sets().indexOf(List.of()));
    row.endRow();
    return Arrays.copyOf(keys.encode(row.build()), keys.width());
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int count = batch.rowCount();
    if (count > allRows.length) {
      allRows = Selection.allRows(count);
    }
    groups.apply(batch, keys.encode(batch), allRows, 0, count);
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    ended = watermark == END_OF_INPUT;
    out.watermark(watermark);
  }

  @Override
  public void onStepEnd(Output out) {
    if (hasAlways && (ended || alwaysDue)) {
      groups.touchAlways();
    }
    alwaysDue = false; // and not again: it may have been forgotten since
    groups.emitChanges(NO_PROPERTIES, out);
    if (keys.wantsCollection()) {
      groups.groups().mark(keys);
      keys.sweep();
    }
    layout.collectStrings(List.of(groups.groups()));
  }

  @Override
  public BitSet forget(Batch batch) {
    groups.forget(keys.encode(batch), batch.rowCount());
    return new BitSet();
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    keys.writeTo(state);
    layout.writeTo(state);
    groups.writeTo(state);
    state.putInt(ended ? 1 : 0);
    state.putInt(alwaysDue ? 1 : 0);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    keys.readFrom(state);
    layout.readFrom(state);
    groups.readFrom(state);
    ended = state.getInt() != 0;
    alwaysDue = state.getInt() != 0;
  }
}
