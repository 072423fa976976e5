package io.rheo.engine.operator.window;

import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.type.RowType;

/** Chooses the operator for a windowed aggregate. */
public final class WindowAggregates {
  private WindowAggregates() {}

  /** By panes where results leave once and can be merged, else window by window. */
  public static OneInputOperator operator(
      PhysicalNode.WindowAggregate plan, OperatorMetrics metrics) {
    RowType input = plan.input().rowType();
    boolean updating = plan.input().traits().updating();
    KeyEncoder keys = new KeyEncoder(input, plan.keys());
    AggregateLayout layout = new AggregateLayout(keys.width(), input, plan.aggregates(), updating);
    return plan.emit() == EmitMode.ON_WINDOW_CLOSE && layout.mergeable()
        ? new PaneAggregateOperator(plan, keys, layout, metrics)
        : new WholeWindowAggregateOperator(plan, keys, layout, metrics);
  }
}
