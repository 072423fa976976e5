package io.rheo.server.avatica;

import io.rheo.engine.column.Batch;

/** Turns batches into what frames carry, in the form that the client reads. */
interface FrameEncoder {
  /** The next rows; all earlier ones were taken. */
  void start(Batch batch);

  /** Whether there are rows that were not taken. */
  boolean hasMore();

  /** Adds at most {@code rowsMax} rows to a frame; at least one if there are any. */
  void take(int rowsMax, FrameRows frame);
}
