package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.state.GroupTable;
import java.util.Arrays;

/**
 * Sorts the rows of a batch by pane, so that what follows runs over the rows of one pane at a time.
 * Mostly that is the whole batch. Rows keep their order; panes come in the order of their first
 * row; rows without a time are in none. Scratch memory only.
 */
final class PaneSplitter {
  private static final int NO_PANE = -1;

  private final TimeWindow window;
  private final GroupTable paneOfStart = new GroupTable(1, new long[0], 0); // start -> ordinal
  private long[] starts = new long[16];
  private int[] counts = new int[16];
  private int[] ends = new int[16]; // in rows
  private int paneCount;
  private int nullCount;
  private int[] rows = new int[Batch.TARGET_ROWS];
  private int[] paneOfRow = new int[Batch.TARGET_ROWS];

  PaneSplitter(TimeWindow window) {
    this.window = window;
  }

  void split(LongColumn times, int rowCount) {
    if (rowCount > rows.length) {
      rows = new int[rowCount];
      paneOfRow = new int[rowCount];
    }
    paneCount = 0;
    nullCount = 0;
    if (rowCount == 0) {
      return;
    }
    if (times.validity() == null && allInOnePane(times.values(), rowCount)) {
      addPane(window.paneStart(times.values()[0]));
      counts[0] = rowCount;
      ends[0] = rowCount;
      Arrays.setAll(rows, row -> row);
    } else {
      findPanes(times, rowCount);
      order(rowCount);
    }
  }

  private boolean allInOnePane(long[] times, int rowCount) {
    long start = window.paneStart(times[0]);
    long end = window.paneEnd(start);
    long least = times[0];
    long greatest = times[0];
    for (int row = 1; row < rowCount; row++) {
      least = Math.min(least, times[row]);
      greatest = Math.max(greatest, times[row]);
    }
    return least >= start && greatest < end;
  }

  private void findPanes(LongColumn times, int rowCount) {
    long[] values = times.values();
    long[] validity = times.validity();
    paneOfStart.clear();
    long start = 0;
    long end = Long.MIN_VALUE; // of the pane of the row before: none
    int pane = NO_PANE;
    for (int row = 0; row < rowCount; row++) {
      if (!Validity.isSet(validity, row)) {
        paneOfRow[row] = NO_PANE;
        nullCount++;
        continue;
      }
      long time = values[row];
      if (time < start || time >= end) {
        start = window.paneStart(time);
        end = window.paneEnd(start);
        pane = paneAt(start);
      }
      paneOfRow[row] = pane;
      counts[pane]++;
    }
  }

  private int paneAt(long start) {
    long[] key = {start};
    int pane = paneOfStart.probe(key, 0);
    if (pane == paneCount) {
      addPane(start);
    }
    return pane;
  }

  private void addPane(long start) {
    if (paneCount == starts.length) {
      starts = Arrays.copyOf(starts, paneCount * 2);
      counts = Arrays.copyOf(counts, paneCount * 2);
      ends = Arrays.copyOf(ends, paneCount * 2);
    }
    starts[paneCount] = start;
    counts[paneCount] = 0;
    paneCount++;
  }

  private void order(int rowCount) {
    int from = 0;
    for (int pane = 0; pane < paneCount; pane++) {
      ends[pane] = from; // moves on to the end as rows are put
      from += counts[pane];
    }
    for (int row = 0; row < rowCount; row++) {
      int pane = paneOfRow[row];
      if (pane != NO_PANE) {
        rows[ends[pane]++] = row;
      }
    }
  }

  int paneCount() {
    return paneCount;
  }

  /** How many rows have no time. */
  int nullCount() {
    return nullCount;
  }

  long start(int pane) {
    return starts[pane];
  }

  int rowCount(int pane) {
    return counts[pane];
  }

  /** The rows of all panes, pane after pane. */
  int[] rows() {
    return rows;
  }

  /** Where the pane's rows begin in {@link #rows}. */
  int from(int pane) {
    return ends[pane] - counts[pane];
  }

  /** Is told the pane of a row, and the row's place in {@link #rows}. */
  @FunctionalInterface
  interface RowVisitor {
    void visit(int pane, int at);
  }

  /** Visits the rows of all panes in the order of the batch, if there is more than one pane. */
  void forRowsInOrder(int rowCount, RowVisitor visitor) {
    int[] next = new int[paneCount];
    Arrays.setAll(next, this::from);
    for (int row = 0; row < rowCount; row++) {
      int pane = paneOfRow[row];
      if (pane != NO_PANE) {
        visitor.visit(pane, next[pane]++);
      }
    }
  }

  /** Where they end, exclusive. */
  int to(int pane) {
    return ends[pane];
  }
}
