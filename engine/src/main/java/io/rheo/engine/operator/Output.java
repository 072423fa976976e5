package io.rheo.engine.operator;

import io.rheo.engine.column.Batch;

/** Where an operator's rows and watermark go: the operators that read it. */
public interface Output {
  /** Hands on rows, in order. Empty batches are allowed and ignored. */
  void batch(Batch batch);

  /**
   * Hands on the watermark: no more rows with time {@code <= watermark} follow. Never goes back.
   */
  void watermark(long watermark);
}
