package io.rheo.engine.operator.join;

import io.rheo.engine.operator.sort.TimeHeap;

/**
 * Cells by time, the earliest first. Those that come in the order of their times cost constant
 * time; the others wait in a heap.
 */
final class TimeQueue {
  private static final int INITIAL_CELLS = 64;

  private long[] times = new long[INITIAL_CELLS]; // a ring
  private int[] cells = new int[INITIAL_CELLS];
  private int head;
  private int size;
  private long lastTime = Long.MIN_VALUE;
  private final TimeHeap outOfOrder = new TimeHeap();

  boolean isEmpty() {
    return size == 0 && outOfOrder.isEmpty();
  }

  /** The earliest time; {@code Long.MAX_VALUE} if there is no cell. */
  long firstTime() {
    long inOrder = size == 0 ? Long.MAX_VALUE : times[head];
    return outOfOrder.isEmpty() ? inOrder : Math.min(inOrder, outOfOrder.firstTime());
  }

  void add(long time, int cell) {
    if (size > 0 && time < lastTime) {
      outOfOrder.add(time, cell);
      return;
    }
    if (size == times.length) {
      grow();
    }
    int at = (head + size) & (times.length - 1);
    times[at] = time;
    cells[at] = cell;
    lastTime = time;
    size++;
  }

  private void grow() {
    long[] newTimes = new long[2 * size];
    int[] newCells = new int[2 * size];
    int untilEnd = size - head;
    System.arraycopy(times, head, newTimes, 0, untilEnd);
    System.arraycopy(times, 0, newTimes, untilEnd, head);
    System.arraycopy(cells, head, newCells, 0, untilEnd);
    System.arraycopy(cells, 0, newCells, untilEnd, head);
    times = newTimes;
    cells = newCells;
    head = 0;
  }

  /** Takes out the cell of the earliest time. */
  int removeFirst() {
    if (size == 0 || (!outOfOrder.isEmpty() && outOfOrder.firstTime() < times[head])) {
      return (int) outOfOrder.removeFirst();
    }
    int cell = cells[head];
    head = (head + 1) & (times.length - 1);
    size--;
    return cell;
  }

  /** Forgets all cells. */
  void clear() {
    head = 0;
    size = 0;
    lastTime = Long.MIN_VALUE;
    for (int left = outOfOrder.places().length; left > 0; left--) {
      outOfOrder.removeFirst();
    }
  }

  /** All cells, in no order. */
  int[] toArray() {
    long[] places = outOfOrder.places();
    int[] all = new int[size + places.length];
    for (int i = 0; i < size; i++) {
      all[i] = cells[(head + i) & (times.length - 1)];
    }
    for (int i = 0; i < places.length; i++) {
      all[size + i] = (int) places[i];
    }
    return all;
  }
}
