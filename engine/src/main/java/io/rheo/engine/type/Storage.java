package io.rheo.engine.type;

/** The array layouts of a column. There are few on purpose: kernels are written once for each. */
public enum Storage {
  /** {@code byte[]}, 0 or 1. */
  BOOLEAN,
  /** {@code int[]}: TINYINT, SMALLINT, INTEGER, DATE (days since 1970), TIME (ms of the day). */
  INT,
  /**
   * {@code long[]}: BIGINT, TIMESTAMP and TIMESTAMP_LTZ (ms since 1970 UTC), intervals (ms, or
   * months), DECIMAL of up to 18 digits (unscaled).
   */
  LONG,
  /** {@code double[]}: DOUBLE, and FLOAT, whose values are exactly representable floats. */
  DOUBLE,
  /** Two {@code long[]}, high and low word of a 128-bit two's complement: wider DECIMAL. */
  DECIMAL128,
  /** Slices of a {@code byte[]}: CHAR and VARCHAR in UTF-8, BINARY and VARBINARY. */
  BYTES,
  /** {@code Object[]} of boxed values: ARRAY and ROW as {@code List}, MAP as {@code Map}. */
  OBJECT
}
