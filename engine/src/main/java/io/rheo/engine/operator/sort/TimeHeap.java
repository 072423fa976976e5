package io.rheo.engine.operator.sort;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** Places of rows by time, then by place: a binary heap in two arrays. */
public final class TimeHeap {
  private long[] times = new long[64];
  private long[] places = new long[64];
  private int size;

  public boolean isEmpty() {
    return size == 0;
  }

  public long firstTime() {
    return times[0];
  }

  /** The first row. */
  public long firstPlace() {
    return places[0];
  }

  public void add(long time, long place) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      places = Arrays.copyOf(places, size * 2);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!isBefore(time, place, parent)) {
        break;
      }
      times[at] = times[parent];
      places[at] = places[parent];
      at = parent;
    }
    times[at] = time;
    places[at] = place;
  }

  /** Removes the first row and returns its place. */
  public long removeFirst() {
    long first = places[0];
    size--;
    long time = times[size];
    long place = places[size];
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && isBefore(times[child + 1], places[child + 1], child)) {
        child++;
      }
      if (!isBefore(times[child], places[child], time, place)) {
        break;
      }
      times[at] = times[child];
      places[at] = places[child];
      at = child;
    }
    times[at] = time;
    places[at] = place;
    return first;
  }

  private boolean isBefore(long time, long place, int other) {
    return isBefore(time, place, times[other], places[other]);
  }

  private static boolean isBefore(long time, long place, long otherTime, long otherPlace) {
    return time != otherTime ? time < otherTime : place < otherPlace;
  }

  /** Replaces every place; the new places must be in the order of the old ones. */
  public void replacePlaces(LongUnaryOperator newPlace) {
    for (int i = 0; i < size; i++) {
      places[i] = newPlace.applyAsLong(places[i]);
    }
  }

  /** The places of all rows, in no order. */
  public long[] places() {
    return Arrays.copyOf(places, size);
  }
}
