package io.rheo.engine.operator.sketch;

import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which number is at a place of many in ascending order: exact up to {@link #EXACT_MAX} numbers,
 * from then on one whose place is off by a small part of all. A KLL sketch (Karnin, Lang and
 * Liberty, "Optimal Quantile Approximation in Streams", FOCS 2016): when a level is full, every
 * second of its numbers in order goes on to the next one, where each counts for twice as many.
 *
 * <p>Whether that is the first or the second of each two is drawn from a counter, so that equal
 * inputs give equal results; these depend on the order of the numbers and of merges. The least and
 * the greatest number are exact. With the size 1024 a sketch takes up to 24 KiB. A number costs
 * O(log size) amortised, a result some 10 µs, whatever the number of numbers.
 */
public final class QuantileSketch {
  /** The most numbers that are all kept. */
  public static final int EXACT_MAX = 2048;

  private static final double SHRINK = 2.0 / 3; // of the capacity from a level to the one below
  private static final int CAPACITY_MIN = 8;
  private static final int INITIAL_CAPACITY = 8;

  private final int size;
  private long[][] levels = {new long[INITIAL_CAPACITY]}; // ascending, but for the first one
  private int[] counts = {0};
  private long total;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;
  private boolean sorted = true; // the first level is
  private int draws;
  private int firstCapacity = EXACT_MAX + 1;

  /**
   * @param size the capacity of the highest level: the error is about {@code 3 / size} of all
   *     numbers
   */
  public QuantileSketch(int size) {
    this.size = size;
  }

  /** How many numbers there are. */
  public long total() {
    return total;
  }

  public void add(long number) {
    append(0, number);
    sorted = false;
    total++;
    min = Math.min(min, number);
    max = Math.max(max, number);
    if (counts[0] >= firstCapacity) {
      compact();
    }
  }

  /** Adds all that another sketch of the same size was given, which stays as it is. */
  public void merge(QuantileSketch other) {
    while (levels.length < other.levels.length) {
      addLevel();
    }
    for (int i = 0; i < other.counts[0]; i++) {
      append(0, other.levels[0][i]);
    }
    sorted = false;
    for (int level = 1; level < other.levels.length; level++) {
      mergeInto(level, other.levels[level], other.counts[level]);
    }
    total += other.total;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    compact();
  }

  /**
   * The number at a place.
   *
   * @param place from 0, less than {@link #total}
   */
  public long at(long place) {
    if (place == 0 || place == total - 1) {
      return place == 0 ? min : max;
    }
    sort();
    long low = min;
    long high = max;
    while (low < high) { // the least number that enough are not above
      long middle = low + ((high - low) >>> 1); // also where the difference has 64 bits
      if (notAbove(middle) > place) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private long notAbove(long number) {
    long sum = 0;
    for (int level = 0; level < levels.length; level++) {
      sum += (long) countNotAbove(levels[level], counts[level], number) << level;
    }
    return sum;
  }

  private static int countNotAbove(long[] numbers, int count, long number) {
    int from = 0;
    int to = count;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (numbers[middle] <= number) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private int capacity(int level) {
    if (levels.length == 1) {
      return EXACT_MAX + 1; // one more than may stay
    }
    int below = levels.length - 1 - level;
    return Math.max(CAPACITY_MIN, (int) Math.ceil(size * Math.pow(SHRINK, below)));
  }

  private void append(int level, long number) {
    if (counts[level] == levels[level].length) {
      levels[level] = Arrays.copyOf(levels[level], counts[level] * 2);
    }
    levels[level][counts[level]++] = number;
  }

  private void addLevel() {
    levels = Arrays.copyOf(levels, levels.length + 1);
    counts = Arrays.copyOf(counts, levels.length);
    levels[levels.length - 1] = new long[INITIAL_CAPACITY];
    firstCapacity = capacity(0);
  }

  /** Numbers that came in order, as most do, are in order. */
  private void sort() {
    if (!sorted) {
      Arrays.sort(levels[0], 0, counts[0]);
      sorted = true;
    }
  }

  /** Halves each level that is full, from the first one on. */
  private void compact() {
    for (int level = 0; level < levels.length; level++) {
      if (counts[level] >= capacity(level)) {
        if (level == levels.length - 1) {
          addLevel();
        }
        halve(level);
      }
    }
  }

  private void halve(int level) {
    sort();
    long[] numbers = levels[level];
    int pairs = counts[level] / 2;
    int first = drawBit();
    long[] half = new long[pairs];
    for (int i = 0; i < pairs; i++) {
      half[i] = numbers[2 * i + first];
    }
    numbers[0] = numbers[counts[level] - 1]; // an odd one stays
    counts[level] -= 2 * pairs;
    mergeInto(level + 1, half, pairs);
  }

  /** A bit of the counter's hash. */
  private int drawBit() {
    long hash = ++draws * 0x9E3779B97F4A7C15L;
    return (int) (((hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L) >>> 63);
  }

  /** Merges numbers in ascending order into a level above the first. */
  private void mergeInto(int level, long[] added, int addedCount) {
    long[] old = levels[level];
    int a = counts[level] - 1;
    int b = addedCount - 1;
    int to = counts[level] + addedCount;
    long[] merged = to <= old.length ? old : Arrays.copyOf(old, Math.max(to, 2 * old.length));
    counts[level] = to;
    while (b >= 0) { // from the end, where there is room
      merged[--to] = a >= 0 && merged[a] > added[b] ? merged[a--] : added[b--];
    }
    levels[level] = merged;
  }

  public void writeTo(StateWriter state) throws IOException {
    state.putInt(levels.length);
    for (int level = 0; level < levels.length; level++) {
      state.putLongs(levels[level], counts[level]);
    }
    state.putLong(total);
    state.putLong(min);
    state.putLong(max);
    state.putInt(draws);
  }

  /** Reads what {@link #writeTo} of a sketch of this size wrote. */
  public static QuantileSketch read(StateReader state, int size) throws IOException {
    QuantileSketch sketch = new QuantileSketch(size);
    int levelCount = state.getInt();
    sketch.levels = new long[levelCount][];
    sketch.counts = new int[levelCount];
    for (int level = 0; level < levelCount; level++) {
      long[] numbers = state.getLongs();
      sketch.counts[level] = numbers.length;
      sketch.levels[level] = Arrays.copyOf(numbers, Math.max(INITIAL_CAPACITY, numbers.length));
    }
    sketch.total = state.getLong();
    sketch.min = state.getLong();
    sketch.max = state.getLong();
    sketch.draws = state.getInt();
    sketch.sorted = false;
    sketch.firstCapacity = sketch.capacity(0);
    return sketch;
  }
}
