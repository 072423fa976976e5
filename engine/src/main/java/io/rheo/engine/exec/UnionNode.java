package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import java.util.Arrays;

/** Several inputs as one, in the order of arrival; the watermark is the least of theirs. */
final class UnionNode {
  private final Output reader;
  private final long[] watermarks;
  private long merged = OneInputOperator.NO_WATERMARK;

  UnionNode(int inputs, Output reader) {
    this.reader = reader;
    watermarks = new long[inputs];
    Arrays.fill(watermarks, OneInputOperator.NO_WATERMARK);
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
        watermarks[input] = Math.max(watermarks[input], watermark);
        long least = Arrays.stream(watermarks).min().orElseThrow();
        if (least > merged) {
          merged = least;
          reader.watermark(least);
        }
      }
    };
  }
}
