package io.rheo.engine.operator.rank;

import java.util.Arrays;

/** The partitions that changed since changes were handed on last, and the rows that they had. */
final class TouchedPartitions {
  private int[] bases = new int[64];
  private int[] firsts = new int[65]; // where the rows of each start
  private long[] rows = new long[64];
  private int count;

  /** Notes what a partition has; returns its number. */
  int add(int base, FirstRowsTable table) {
    if (count == bases.length) {
      bases = Arrays.copyOf(bases, 2 * count);
      firsts = Arrays.copyOf(firsts, 2 * count + 1);
    }
    int rowCount = table.count(base);
    int from = firsts[count];
    if (from + rowCount > rows.length) {
      rows = Arrays.copyOf(rows, Math.max(2 * rows.length, from + rowCount));
    }
    for (int place = 0; place < rowCount; place++) {
      rows[from + place] = table.row(base, place);
    }
    bases[count] = base;
    firsts[count + 1] = from + rowCount;
    return count++;
  }

  int count() {
    return count;
  }

  int base(int number) {
    return bases[number];
  }

  int rowCount(int number) {
    return firsts[number + 1] - firsts[number];
  }

  /** What referred to a row that the partition had. */
  long row(int number, int place) {
    return rows[firsts[number] + place];
  }

  void clear() {
    count = 0;
  }
}
