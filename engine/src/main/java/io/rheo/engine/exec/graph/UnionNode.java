package io.rheo.engine.exec.graph;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.Output;

/** Several inputs as one, in the order of arrival; the watermark is the least of theirs. */
final class UnionNode {
  private final Output reader;
  private final MergedWatermark merged;

  UnionNode(int inputs, Output reader) {
    this.reader = reader;
    merged = new MergedWatermark(inputs);
  }

  /** Where the rows of one input go. */
  Output port(int input) {
    return new Output() {
      @Override
      public void batch(Batch batch) {
        reader.batch(batch);
      }

      @Override
      public void watermark(long watermark) {
        if (merged.advance(input, watermark)) {
          reader.watermark(merged.get());
        }
      }
    };
  }
}
