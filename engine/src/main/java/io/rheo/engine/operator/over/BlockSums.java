package io.rheo.engine.operator.over;

import java.util.Arrays;

/**
 * Sums of runs of numbers that come at one end and go at the other: a tree of the sums of aligned
 * blocks of 16, 256, 4096 … numbers. Nothing is ever subtracted, so an infinity, a NaN or a huge
 * number that has passed leaves no trace; and a sum depends on its numbers and their places alone,
 * not on what was asked before. Short runs are added from left to right.
 *
 * <p>Cost of a number: amortised O(1); of a sum of n numbers: O(log n).
 */
final class BlockSums {
  private static final int BITS = 4;
  private static final int BLOCK = 1 << BITS;

  private Level[] levels = {new Level()};

  /** The sums of the blocks of one size, by number: a ring. */
  private static final class Level {
    private double[] ring = new double[BLOCK];
    private long first;
    private long end;

    double get(long number) {
      return ring[(int) number & (ring.length - 1)];
    }

    void startAt(long number) {
      first = number;
      end = number;
    }

    void add(double value) {
      if (end - first == ring.length) {
        double[] larger = new double[ring.length * 2];
        for (long number = first; number < end; number++) {
          larger[(int) number & (larger.length - 1)] = get(number);
        }
        ring = larger;
      }
      ring[(int) end & (ring.length - 1)] = value;
      end++;
    }

    double addTo(double sum, long from, long to) {
      double result = sum;
      for (long number = from; number < to; number++) {
        result += get(number);
      }
      return result;
    }
  }

  /** Adds the number with this place, which follows the last one unless there is none. */
  void add(long place, double value) {
    add(0, place, value);
  }

  private void add(int height, long number, double value) {
    if (height == levels.length) {
      levels = Arrays.copyOf(levels, height + 1);
      levels[height] = new Level();
    }
    Level level = levels[height];
    if (level.first == level.end) {
      level.startAt(number);
    }
    level.add(value);
    long block = number >> BITS;
    if (level.end == (block + 1) << BITS && level.first <= block << BITS) {
      add(height + 1, block, level.addTo(0, block << BITS, level.end));
    }
  }

  /** Forgets the numbers before {@code place}. */
  void dropBefore(long place) {
    long number = place;
    for (int height = 0; height < levels.length; height++) {
      Level level = levels[height];
      level.first = Math.max(level.first, Math.min(number, level.end));
      number >>= BITS;
    }
  }

  /** The sum of the numbers with places {@code [from, to)}. */
  double sum(long from, long to) {
    return addTo(0, 0, from, to);
  }

  private double addTo(double sum, int height, long from, long to) {
    Level level = levels[height];
    if (to - from < 2 * BLOCK) {
      return level.addTo(sum, from, to);
    }
    long firstBlock = (from + BLOCK - 1) >> BITS;
    long lastBlock = to >> BITS;
    double head = level.addTo(sum, from, firstBlock << BITS);
    double middle = addTo(head, height + 1, firstBlock, lastBlock);
    return level.addTo(middle, lastBlock << BITS, to);
  }
}
