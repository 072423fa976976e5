package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.LocalTime;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.plan.WindowNode;

/** The rows of a batch by pane, and what is told of those that no window can take. */
final class WindowInput {
  private final int timeColumn;
  private final OperatorMetrics metrics;
  private final WindowTimes times;
  private final PaneSplitter splitter;
  private final LateRule late;

  WindowInput(WindowNode.WindowAggregate plan, OperatorMetrics metrics) {
    this.metrics = metrics;
    timeColumn = plan.timeColumn();
    times = new WindowTimes(plan);
    splitter = new PaneSplitter(plan.window());
    late = new LateRule(plan.window());
  }

  /** Has the rows by pane after {@link #split}. */
  PaneSplitter splitter() {
    return splitter;
  }

  LateRule late() {
    return late;
  }

  /** The clock that the windows go by. */
  LocalTime clock() {
    return times.clock();
  }

  /** Splits a batch; rows whose time is NULL are errors. */
  void split(Batch batch) {
    splitter.split(times.of(batch), batch.rowCount());
    for (int i = 0; i < splitter.nullCount(); i++) {
      metrics.rowError("the time attribute is NULL");
    }
  }

  /** Counts the rows of a pane of the batch as late. */
  void reportLate(Batch batch, int pane) {
    metrics.late(
        batch,
        splitter.rows(),
        splitter.from(pane),
        splitter.to(pane),
        timeColumn,
        late.watermark());
  }
}
