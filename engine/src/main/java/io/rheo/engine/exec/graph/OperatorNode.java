package io.rheo.engine.exec.graph;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;

/** An operator in its place: what it is handed goes in, what it emits goes to its reader. */
final class OperatorNode implements StepNode, Output {
  private final OneInputOperator operator;
  private final Output reader;
  private long watermark = OneInputOperator.NO_WATERMARK;

  OperatorNode(OneInputOperator operator, Output reader) {
    this.operator = operator;
    this.reader = reader;
  }

  @Override
  public void batch(Batch batch) {
    if (batch.rowCount() > 0) {
      operator.onBatch(batch, reader);
    }
  }

  @Override
  public void watermark(long newWatermark) {
    if (newWatermark > watermark) {
      watermark = newWatermark;
      operator.onWatermark(newWatermark, reader);
    }
  }

  @Override
  public void endStep() {
    operator.onStepEnd(reader);
  }
}
