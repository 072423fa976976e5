package io.rheo.engine.operator.join;

import java.util.Arrays;

/** The rows of a side that a step has touched, each with a number from before. */
final class TouchedRows {
  private int[] bases = new int[16];
  private long[] before = new long[16];
  private int count;

  void add(int base, long numberBefore) {
    if (count == bases.length) {
      bases = Arrays.copyOf(bases, 2 * count);
      before = Arrays.copyOf(before, 2 * count);
    }
    bases[count] = base;
    before[count++] = numberBefore;
  }

  int count() {
    return count;
  }

  int base(int index) {
    return bases[index];
  }

  long before(int index) {
    return before[index];
  }

  void clear() {
    count = 0;
  }
}
