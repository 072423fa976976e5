package io.rheo.engine.plan;

/**
 * The rows around each row of a partition that a function sees.
 *
 * @param exclusion which of the rows from start to end it does not see
 */
public record OverFrame(FrameBound start, FrameBound end, Exclusion exclusion) {
  /** What {@code EXCLUDE} leaves out. */
  public enum Exclusion {
    NO_OTHERS,
    CURRENT_ROW,
    /** The current row and those equal to it in ORDER BY. */
    GROUP,
    /** Those equal to the current row, but not itself. */
    TIES
  }

  /** All rows of the partition. */
  public static final OverFrame PARTITION =
      new OverFrame(new FrameBound.Unbounded(), new FrameBound.Unbounded());

  /** A frame of all rows from start to end. */
  public OverFrame(FrameBound start, FrameBound end) {
    this(start, end, Exclusion.NO_OTHERS);
  }

  /** Whether rows never leave the frame, not even for a moment. */
  public boolean isGrowing() {
    return isFromFirst() && !excludes();
  }

  /** Whether it starts at the first row of the partition. */
  public boolean isFromFirst() {
    return start instanceof FrameBound.Unbounded;
  }

  /** Whether some of the rows from start to end are not seen. */
  public boolean excludes() {
    return exclusion != Exclusion.NO_OTHERS;
  }
}
