package io.rheo.engine.plan;

/** The rows around each row of a partition that a function sees. */
public record OverFrame(FrameBound start, FrameBound end) {
  /** All rows of the partition. */
  public static final OverFrame PARTITION =
      new OverFrame(new FrameBound.Unbounded(), new FrameBound.Unbounded());

  /** Whether rows never leave the frame. */
  public boolean isGrowing() {
    return start instanceof FrameBound.Unbounded;
  }
}
