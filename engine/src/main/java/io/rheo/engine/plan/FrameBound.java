package io.rheo.engine.plan;

/** Where a frame of rows around each row of a partition starts or ends; both ends belong to it. */
public sealed interface FrameBound {
  /** The first row of the partition, as a start; the last one, as an end. */
  record Unbounded() implements FrameBound {}

  /** So many rows after the current row; before it if negative. */
  record Rows(long offset) implements FrameBound {}

  /** The first or last row that is equal to the current row in all columns of the order. */
  record Peers() implements FrameBound {}

  /**
   * The first or last row whose key is within a bound that the current row has.
   *
   * @param key the column that is ordered by, in the type of the bound
   * @param bound the bound of the current row; NULL where the key is NULL: then the other NULLs
   * @param following whether the bound is after the key
   */
  record Range(int key, int bound, boolean following) implements FrameBound {}

  /** Whether rows after the current one, and after those equal to it, can belong to the frame. */
  default boolean isAhead() {
    return this instanceof Unbounded
        || (this instanceof Rows rows && rows.offset() > 0)
        || (this instanceof Range range && range.following());
  }
}
