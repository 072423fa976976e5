package io.rheo.engine.operator.over;

import java.util.Arrays;

/** Numbers that come at one end and go at both: a ring in one array. */
public final class LongDeque {
  private static final long[] NONE = {};

  private long[] ring = NONE; // its length is a power of two, or zero
  private int head;
  private int size;

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public long get(int index) {
    return ring[(head + index) & (ring.length - 1)];
  }

  public void set(int index, long value) {
    ring[(head + index) & (ring.length - 1)] = value;
  }

  public long first() {
    return get(0);
  }

  public long last() {
    return get(size - 1);
  }

  public void addLast(long value) {
    if (size == ring.length) {
      long[] larger = new long[Math.max(4, size * 2)];
      for (int i = 0; i < size; i++) {
        larger[i] = get(i);
      }
      ring = larger;
      head = 0;
    }
    ring[(head + size) & (ring.length - 1)] = value;
    size++;
  }

  public long removeFirst() {
    long value = first();
    head = (head + 1) & (ring.length - 1);
    size--;
    return value;
  }

  public void removeLast() {
    size--;
  }

  /** The numbers, first to last. */
  public long[] toArray() {
    long[] values = new long[size];
    Arrays.setAll(values, this::get);
    return values;
  }
}
