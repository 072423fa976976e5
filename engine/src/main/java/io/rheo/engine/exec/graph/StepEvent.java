package io.rheo.engine.exec.graph;

import io.rheo.engine.column.Batch;

/**
 * Something that goes along an edge of a dataflow in a step.
 *
 * @param order events with smaller numbers came first, on whatever edge; {@link #STEP_END}: it is
 *     the work of an operator at the end of the step
 * @param batch rows; {@code null} if this is a watermark
 */
record StepEvent(long order, Batch batch, long watermark) {
  /** After everything that the rows of the step have caused. */
  static final long STEP_END = Long.MAX_VALUE;

  static StepEvent rows(long order, Batch batch) {
    return new StepEvent(order, batch, Long.MIN_VALUE);
  }

  static StepEvent watermark(long order, long watermark) {
    return new StepEvent(order, null, watermark);
  }

  boolean isRows() {
    return batch != null;
  }
}
