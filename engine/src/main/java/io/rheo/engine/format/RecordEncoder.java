package io.rheo.engine.format;

import io.rheo.engine.column.Batch;

/** Encodes rows as records of one format. Used by one thread. */
public interface RecordEncoder {
  /**
   * Appends one row's record, without the line feed that ends it in a file. Only an encoder of a
   * format that is updating gets retractions.
   */
  void encode(Batch batch, int row, ByteSink out);

  /** Appends the record that a file starts with, if the format has one; returns whether it has. */
  default boolean header(ByteSink out) {
    return false;
  }
}
