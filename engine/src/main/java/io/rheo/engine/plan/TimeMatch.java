package io.rheo.engine.plan;

/** How the time of a left row compares with that of the right row that goes with it. */
public enum TimeMatch {
  /** The right row is the last one that is not later. */
  AT_OR_AFTER(">=", true, 0),
  /** The right row is the last one that is earlier. */
  AFTER(">", true, -1),
  /** The right row is the first one that is not earlier. */
  AT_OR_BEFORE("<=", false, 0),
  /** The right row is the first one that is later. */
  BEFORE("<", false, 1);

  private final String text;
  private final boolean isBackwards;
  private final int offset;

  TimeMatch(String text, boolean isBackwards, int offset) {
    this.text = text;
    this.isBackwards = isBackwards;
    this.offset = offset;
  }

  /** Whether the right row is before the left one. */
  public boolean isBackwards() {
    return isBackwards;
  }

  /** The time of a right row that is as near as can be, in milliseconds. */
  public long nearest(long leftTime) {
    return leftTime + offset;
  }

  /** As SQL spells it, the left's time first. */
  public String text() {
    return text;
  }
}
