package io.rheo.engine.connector.datagen;

import io.rheo.engine.column.ColumnBuilder;
import java.util.SplittableRandom;

/** Makes values of one column up. Immutable. */
interface Generator {
  /**
   * Appends one value.
   *
   * @param row counts the rows from 0
   * @param nowMillis the time at which the row is made
   */
  void append(SplittableRandom random, long row, long nowMillis, ColumnBuilder out);

  /** After how many rows there are no more values. */
  default long rowLimit() {
    return Long.MAX_VALUE;
  }
}
