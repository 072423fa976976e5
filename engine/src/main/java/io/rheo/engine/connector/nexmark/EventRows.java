package io.rheo.engine.connector.nexmark;

import java.util.Arrays;

/** The events of one kind in a batch: their numbers, and the row of each. Filled anew each time. */
final class EventRows {
  private static final int INITIAL_ROWS = 1024;

  private final long seed;
  private long[] numbers = new long[INITIAL_ROWS];
  private long[] epochs = new long[INITIAL_ROWS];
  private int[] rows = new int[INITIAL_ROWS];
  private long[] hashes = new long[INITIAL_ROWS];
  private int count;
  private boolean hashed;

  EventRows(long seed) {
    this.seed = Draws.mix(seed);
  }

  void clear() {
    count = 0;
    hashed = false;
  }

  /** Adds {@code added} events of one epoch, whose rows follow each other. */
  void add(long firstNumber, int added, long epoch, int firstRow) {
    int end = count + added;
    if (end > numbers.length) {
      grow(Math.max(end, numbers.length * 2));
    }
    for (int i = count; i < end; i++) {
      numbers[i] = firstNumber + (i - count);
      epochs[i] = epoch;
      rows[i] = firstRow + (i - count);
    }
    count = end;
  }

  private void grow(int length) {
    numbers = Arrays.copyOf(numbers, length);
    epochs = Arrays.copyOf(epochs, length);
    rows = Arrays.copyOf(rows, length);
    hashes = new long[length];
  }

  int count() {
    return count;
  }

  /** The number of each event, from 0. */
  long[] numbers() {
    return numbers;
  }

  /** The epoch of each event. */
  long[] epochs() {
    return epochs;
  }

  /** Where each event stands in the batch. */
  int[] rows() {
    return rows;
  }

  /** What the fields of each event draw from. */
  long[] hashes() {
    if (!hashed) {
      for (int i = 0; i < count; i++) {
        hashes[i] = Draws.hash(seed, numbers[i]);
      }
      hashed = true;
    }
    return hashes;
  }
}
