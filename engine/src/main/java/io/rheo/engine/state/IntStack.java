package io.rheo.engine.state;

import java.util.Arrays;

/** A stack of numbers. */
final class IntStack {
  private int[] values = new int[16];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** The numbers, the lowest first; the first {@link #size} of the array. */
  int[] values() {
    return values;
  }

  void push(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int pop() {
    return values[--size];
  }

  /** What was pushed and not popped, the first first. */
  int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  void clear() {
    size = 0;
  }
}
