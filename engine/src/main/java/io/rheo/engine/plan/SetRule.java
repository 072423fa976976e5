package io.rheo.engine.plan;

/** How often a row is in the result of a set operation. */
public enum SetRule {
  /** As often as in the input that has it least often. */
  INTERSECT_ALL,
  /** Once if every input has it. */
  INTERSECT,
  /** As often as in the first input, less how often the others have it. */
  EXCEPT_ALL,
  /** Once if the first input has it and no other one. */
  EXCEPT;

  /**
   * How often a row is in the result.
   *
   * @param counts how often it is in each input, from {@code counts[from]} on
   */
  public long count(long[] counts, int from, int inputs) {
    long first = Math.max(0, counts[from]);
    long least = first;
    long others = 0;
    for (int i = 1; i < inputs; i++) {
      long count = Math.max(0, counts[from + i]);
      least = Math.min(least, count);
      others += count;
    }
    return switch (this) {
      case INTERSECT_ALL -> least;
      case INTERSECT -> Math.min(1, least);
      case EXCEPT_ALL -> Math.max(0, first - others);
      case EXCEPT -> others == 0 ? Math.min(1, first) : 0;
    };
  }

  /** Whether the result only grows as long as the inputs do. */
  public boolean isMonotone() {
    return this == INTERSECT || this == INTERSECT_ALL;
  }
}
