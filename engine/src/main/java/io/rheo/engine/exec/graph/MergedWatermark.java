package io.rheo.engine.exec.graph;

import io.rheo.engine.operator.Operator;
import java.util.Arrays;

/** The least of the watermarks of several inputs. */
final class MergedWatermark {
  private final long[] watermarks;
  private long merged = Operator.NO_WATERMARK;

  MergedWatermark(int inputs) {
    watermarks = new long[inputs];
    Arrays.fill(watermarks, Operator.NO_WATERMARK);
  }

  /** Notes the watermark of one input; returns whether the least one has risen. */
  boolean advance(int input, long watermark) {
    watermarks[input] = Math.max(watermarks[input], watermark);
    long least = Arrays.stream(watermarks).min().orElseThrow();
    boolean risen = least > merged;
    merged = least;
    return risen;
  }

  long get() {
    return merged;
  }
}
