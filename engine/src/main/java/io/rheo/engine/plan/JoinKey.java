package io.rheo.engine.plan;

/**
 * A column of each side of a join that must be equal in rows that go together; both have types of
 * the same form.
 *
 * @param left a column of the left input
 * @param right a column of the right input, counted from its own first one
 * @param nullsEqual whether NULL is equal to NULL; else it is equal to nothing
 */
public record JoinKey(int left, int right, boolean nullsEqual) {
  /** The column of a side; 0 is left. */
  public int column(int side) {
    return side == 0 ? left : right;
  }
}
