package io.rheo.engine.connector.nexmark;

import java.util.Arrays;
import java.util.Set;

/**
 * Which events a batch has, row by row, relative to the epoch that it begins in: batches of whole
 * epochs have the same layout, one after the other.
 */
final class EventLayout {
  private final int total;
  private final int begin;
  private final long end;
  private long next;
  private int[] types;
  private long[] offsets;
  private int rowCount;

  /**
   * Lays the wanted events of a range out, up to {@code rowsMax} of them.
   *
   * @param begin how far into its epoch the range begins
   * @param end the end of the range, from the beginning of that epoch
   */
  EventLayout(
      NexmarkConfig.Proportions proportions,
      Set<EventKind> wanted,
      int begin,
      long end,
      int rowsMax) {
    total = proportions.total();
    this.begin = begin;
    this.end = end;
    int rows = (int) Math.min(rowsMax, end - begin);
    types = new int[rows];
    offsets = new long[rows];
    next = end;
    for (long epoch = 0; epoch * total < end && next == end && !wanted.isEmpty(); epoch++) {
      for (EventKind kind : wanted) {
        long first = epoch * total + proportions.first(kind);
        add(kind, Math.max(first, begin), Math.min(first + proportions.of(kind), end));
      }
    }
    types = Arrays.copyOf(types, rowCount);
    offsets = Arrays.copyOf(offsets, rowCount);
  }

  private void add(EventKind kind, long from, long to) {
    for (long event = from; event < to && next == end; event++) {
      if (rowCount == types.length) {
        next = event;
      } else {
        types[rowCount] = kind.type();
        offsets[rowCount++] = event;
      }
    }
  }

  /** Whether it is that of a range which begins and ends in this way. */
  boolean fits(int otherBegin, long otherEnd) {
    return begin == otherBegin && end == otherEnd;
  }

  int rowCount() {
    return rowCount;
  }

  /** The first wanted event that found no room; if there is none, the end of the range. */
  long next() {
    return next;
  }

  /** The kind of each row as its number. Not to be written to. */
  int[] types() {
    return types;
  }

  /** The event of a row, from the beginning of the first epoch. */
  long offset(int row) {
    return offsets[row];
  }

  /** The epoch of a row, from the first one. */
  long epoch(int row) {
    return offsets[row] / total;
  }
}
