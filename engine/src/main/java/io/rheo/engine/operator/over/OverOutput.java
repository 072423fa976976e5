package io.rheo.engine.operator.over;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.OrderedNode;

/** Collects rows with their results into batches. */
final class OverOutput {
  private final int passed;
  private final OperatorMetrics metrics;
  private final BatchBuilder builder;

  OverOutput(OrderedNode.Over plan, OperatorMetrics metrics) {
    this.metrics = metrics;
    passed = plan.passed();
    builder = new BatchBuilder(plan.rowType());
  }

  /** Takes the next row of the partition, whose results must be ready. */
  void take(OverPartition partition, Output out) {
    if (!partition.takeNext(passed, builder)) {
      metrics.rowError("the result of an aggregate exceeds its type");
    }
    if (builder.isFull()) {
      flush(out);
    }
  }

  void flush(Output out) {
    if (!builder.isEmpty()) {
      out.batch(builder.build());
    }
  }
}
