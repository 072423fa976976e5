package io.rheo.engine.connector;

import io.rheo.engine.column.Batch;

/** Takes what a reader reads. Splits are numbered by the reader, from 0 and without gaps. */
public interface SourceOutput {
  /** A split was found; it holds the watermark back from now on. */
  void splitAdded(int split, String name);

  /** Rows of a split, in its order. */
  void rows(int split, Batch batch);

  /** Everything that the split has was read: from now on its silence counts as idleness. */
  void splitCaughtUp(int split);

  /**
   * The split has more to read after all, or may have, as contact was lost: its silence does not
   * count before it is caught up again.
   */
  default void splitBehind(int split) {}

  /** The split will not have more rows; it no longer holds the watermark back. */
  void splitFinished(int split);

  /** How far the split's own watermark is; the reader reads the least advanced split first. */
  long watermark(int split);
}
