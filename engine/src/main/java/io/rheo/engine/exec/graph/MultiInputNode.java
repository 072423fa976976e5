package io.rheo.engine.exec.graph;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.Output;

/** An operator with several inputs in its place: each input has a port that its rows go into. */
final class MultiInputNode implements StepNode {
  private final MultiInputOperator operator;
  private final Output reader;
  private final MergedWatermark merged;

  MultiInputNode(MultiInputOperator operator, int inputs, Output reader) {
    this.operator = operator;
    this.reader = reader;
    merged = new MergedWatermark(inputs);
  }

  /** Where the rows of one input go. */
  Output port(int input) {
    return new Output() {
      @Override
      public void batch(Batch batch) {
        if (batch.rowCount() > 0) {
          operator.onBatch(input, batch, reader);
        }
      }

      @Override
      public void watermark(long watermark) {
        operator.onInputWatermark(input, watermark, reader);
        if (merged.advance(input, watermark)) {
          operator.onWatermark(merged.get(), reader);
        }
      }
    };
  }

  @Override
  public void endStep() {
    operator.onStepEnd(reader);
  }
}
