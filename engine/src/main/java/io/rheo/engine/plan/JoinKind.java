package io.rheo.engine.plan;

/** Which rows a join gives. */
public enum JoinKind {
  /** The pairs of rows that go together. */
  INNER(false, false),
  /** The pairs, and each left row without a partner once, with NULLs on the right. */
  LEFT(true, false),
  /** The pairs, and each right row without a partner once, with NULLs on the left. */
  RIGHT(false, true),
  /** The pairs, and each row of both sides without a partner once, with NULLs. */
  FULL(true, true),
  /** Each left row that has a partner, once, without the right's columns. */
  SEMI(true, false),
  /** Each left row that has no partner, without the right's columns. */
  ANTI(true, false);

  private final boolean watchesLeft;
  private final boolean watchesRight;

  JoinKind(boolean watchesLeft, boolean watchesRight) {
    this.watchesLeft = watchesLeft;
    this.watchesRight = watchesRight;
  }

  /** Whether it counts for the result if a row of a side has partners or none; 0 is left. */
  public boolean watches(int side) {
    return side == 0 ? watchesLeft : watchesRight;
  }

  /** Whether pairs of rows are in the result. */
  public boolean givesPairs() {
    return this != SEMI && this != ANTI;
  }

  /** Whether columns of a side may be NULL because a row of the other has no partner. */
  public boolean pads(int side) {
    return this == FULL || (side == 0 ? this == RIGHT : this == LEFT);
  }

  /** As SQL and EXPLAIN spell it. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
