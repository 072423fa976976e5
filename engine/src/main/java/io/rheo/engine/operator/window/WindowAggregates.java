package io.rheo.engine.operator.window;

import io.rheo.engine.operator.LocalTime;
import io.rheo.engine.operator.LocalTimeOperator;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.type.RowType;

/** Chooses the operator for a windowed aggregate. */
public final class WindowAggregates {
  private WindowAggregates() {}

  /** By panes where results leave once and can be merged, else window by window. */
  public static OneInputOperator operator(
      WindowNode.WindowAggregate plan, OperatorMetrics metrics) {
    return LocalTimeOperator.of(inWindowTime(plan, metrics), LocalTime.of(plan.window().zone()));
  }

  private static OneInputOperator inWindowTime(
      WindowNode.WindowAggregate plan, OperatorMetrics metrics) {
    RowType input = plan.input().rowType();
    boolean updating = plan.input().traits().updating();
    KeyEncoder keys = new KeyEncoder(input, plan.keys());
    AggregateLayout layout = new AggregateLayout(keys.width(), input, plan.aggregates(), updating);
    if (plan.emit() == EmitMode.CHANGES || !layout.mergeable()) {
      return new WholeWindowAggregateOperator(plan, keys, layout, metrics);
    }
    return plan.window().sharesStarts()
        ? new CumulatingAggregateOperator(plan, keys, layout, metrics)
        : new PaneAggregateOperator(plan, keys, layout, metrics);
  }
}
