package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;

/**
 * Exact sums, as two's complement numbers of one, two or three words, highest first: as many as no
 * number of rows that a stream can have overflows.
 */
final class SumAccumulators {
  private SumAccumulators() {}

  /** Sum of 32-bit integers: 2^32 rows of them fit in a word. */
  static final class OfInts extends Accumulator {
    OfInts(int at) {
      super(at, 1);
    }

    @Override
    void update(Column column, Selection selection, Groups groups) {
      int[] values = ((IntColumn) column).values();
      int[] weights = selection.weights();
      if (weights == null) {
        add(values, selection.rows(), groups.words(), selection.bases(), at, selection.count());
      } else {
        addWeighted(values, selection, groups.words(), weights);
      }
    }

    private static void add(
        int[] values, int[] rows, long[] words, int[] bases, int at, int count) {
      for (int i = 0; i < count; i++) {
        words[bases[i] + at] += values[rows[i]];
      }
    }

    private void addWeighted(int[] values, Selection selection, long[] words, int[] weights) {
      for (int i = 0; i < selection.count(); i++) {
        words[selection.bases()[i] + at] += (long) values[selection.rows()[i]] * weights[i];
      }
    }

    @Override
    void merge(Merge merge, int sign) {
      mergeWords(merge, at, sign);
    }

    @Override
    boolean invertible() {
      return true;
    }
  }

  /** Sum of decimals of few digits: a word holds 2^32 rows of up to nine digits. */
  static final class OfShortDecimals extends Accumulator {
    static final int MAX_DIGITS = 9;

    OfShortDecimals(int at) {
      super(at, 1);
    }

    @Override
    void update(Column column, Selection selection, Groups groups) {
      long[] values = ((LongColumn) column).values();
      int[] weights = selection.weights();
      if (weights == null) {
        add(values, selection.rows(), groups.words(), selection.bases(), at, selection.count());
      } else {
        addWeighted(values, selection, groups.words(), weights);
      }
    }

    private static void add(
        long[] values, int[] rows, long[] words, int[] bases, int at, int count) {
      for (int i = 0; i < count; i++) {
        words[bases[i] + at] += values[rows[i]];
      }
    }

    private void addWeighted(long[] values, Selection selection, long[] words, int[] weights) {
      for (int i = 0; i < selection.count(); i++) {
        words[selection.bases()[i] + at] += values[selection.rows()[i]] * weights[i];
      }
    }

    @Override
    void merge(Merge merge, int sign) {
      mergeWords(merge, at, sign);
    }

    @Override
    boolean invertible() {
      return true;
    }
  }

  /** Sum of 64-bit integers in 128 bits. */
  static final class OfLongs extends Accumulator {
    OfLongs(int at) {
      super(at, 2);
    }

    @Override
    void update(Column column, Selection selection, Groups groups) {
      long[] values = ((LongColumn) column).values();
      int[] weights = selection.weights();
      if (weights == null) {
        add(values, selection.rows(), groups.words(), selection.bases(), at, selection.count());
      } else {
        addWeighted(values, selection, groups.words(), weights);
      }
    }

    private static void add(
        long[] values, int[] rows, long[] words, int[] bases, int at, int count) {
      for (int i = 0; i < count; i++) {
        int to = bases[i] + at;
        long value = values[rows[i]];
        long low = words[to + 1];
        long sum = low + value;
        words[to + 1] = sum;
        words[to] += (value >> 63) + carry(low, value, sum);
      }
    }

    private void addWeighted(long[] values, Selection selection, long[] words, int[] weights) {
      for (int i = 0; i < selection.count(); i++) {
        long value = values[selection.rows()[i]];
        long high = Math.multiplyHigh(value, weights[i]);
        add128(words, selection.bases()[i] + at, high, value * weights[i]);
      }
    }

    @Override
    void merge(Merge merge, int sign) {
      long[] from = merge.from().words();
      long[] to = merge.to().words();
      for (int i = 0; i < merge.count(); i++) {
        int source = merge.fromBases()[i] + at;
        long high = from[source];
        long low = from[source + 1];
        if (sign < 0) {
          high = low == 0 ? -high : ~high;
          low = -low;
        }
        add128(to, merge.toBases()[i] + at, high, low);
      }
    }

    @Override
    boolean invertible() {
      return true;
    }
  }

  /** Sum of 128-bit decimals in 192 bits. */
  static final class OfDecimals extends Accumulator {
    OfDecimals(int at) {
      super(at, 3);
    }

    @Override
    void update(Column column, Selection selection, Groups groups) {
      Decimal128Column values = (Decimal128Column) column;
      long[] words = groups.words();
      int[] weights = selection.weights();
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.rows()[i];
        int to = selection.bases()[i] + at;
        if (weights == null) {
          long high = values.high()[row];
          add192(words, to, high >> 63, high, values.low()[row]);
        } else {
          addProduct(words, to, values.high()[row], values.low()[row], weights[i]);
        }
      }
    }

    private static void addProduct(long[] words, int to, long high, long low, int weight) {
      if (weight < 0) {
        // Negated first, so that the product below is of an unsigned word and a positive number.
        addProduct(words, to, low == 0 ? -high : ~high, -low, -(long) weight);
      } else {
        addProduct(words, to, high, low, (long) weight);
      }
    }

    private static void addProduct(long[] words, int to, long high, long low, long factor) {
      long lowHigh = Math.multiplyHigh(low, factor) + (low < 0 ? factor : 0);
      long highLow = high * factor;
      long middle = highLow + lowHigh;
      long top = Math.multiplyHigh(high, factor) + carry(highLow, lowHigh, middle);
      add192(words, to, top, middle, low * factor);
    }

    @Override
    void merge(Merge merge, int sign) {
      long[] from = merge.from().words();
      long[] to = merge.to().words();
      for (int i = 0; i < merge.count(); i++) {
        int source = merge.fromBases()[i] + at;
        long top = from[source];
        long high = from[source + 1];
        long low = from[source + 2];
        if (sign < 0) {
          low = -low;
          high = ~high + (low == 0 ? 1 : 0);
          top = ~top + (low == 0 && high == 0 ? 1 : 0);
        }
        add192(to, merge.toBases()[i] + at, top, high, low);
      }
    }

    @Override
    boolean invertible() {
      return true;
    }
  }

  static void mergeWords(Merge merge, int at, int sign) {
    long[] from = merge.from().words();
    long[] to = merge.to().words();
    int[] fromBases = merge.fromBases();
    int[] toBases = merge.toBases();
    for (int i = 0; i < merge.count(); i++) {
      to[toBases[i] + at] += sign * from[fromBases[i] + at];
    }
  }

  private static void add128(long[] words, int to, long high, long low) {
    long old = words[to + 1];
    long sum = old + low;
    words[to + 1] = sum;
    words[to] += high + carry(old, low, sum);
  }

  private static void add192(long[] words, int to, long top, long high, long low) {
    long oldLow = words[to + 2];
    long newLow = oldLow + low;
    words[to + 2] = newLow;
    long carryLow = carry(oldLow, low, newLow);
    long oldHigh = words[to + 1];
    long partHigh = oldHigh + high;
    long newHigh = partHigh + carryLow;
    words[to + 1] = newHigh;
    words[to] += top + carry(oldHigh, high, partHigh) + carry(partHigh, carryLow, newHigh);
  }

  /** The bit carried out of {@code a + b = sum}, all unsigned. */
  static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }
}
