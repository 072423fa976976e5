package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.DoubleColumn;

/** Sums of floating-point numbers. They are never subtracted from: a sum keeps no trace. */
final class DoubleSumAccumulators {
  private DoubleSumAccumulators() {}

  /** The sum in one word, for input that is only ever added to. */
  static final class Plain extends Accumulator {
    Plain(int at) {
      super(at, 1);
    }

    @Override
    void update(Column column, Selection selection, Groups groups) {
      double[] values = ((DoubleColumn) column).values();
      add(values, selection.rows(), groups.words(), selection.bases(), at, selection.count());
    }

    private static void add(
        double[] values, int[] rows, long[] words, int[] bases, int at, int count) {
      for (int i = 0; i < count; i++) {
        int to = bases[i] + at;
        double sum = Double.longBitsToDouble(words[to]) + values[rows[i]];
        words[to] = Double.doubleToRawLongBits(sum);
      }
    }

    @Override
    void merge(Merge merge, int sign) {
      long[] from = merge.from().words();
      long[] to = merge.to().words();
      for (int i = 0; i < merge.count(); i++) {
        int target = merge.toBases()[i] + at;
        double added = Double.longBitsToDouble(from[merge.fromBases()[i] + at]);
        double sum = Double.longBitsToDouble(to[target]) + added;
        to[target] = Double.doubleToRawLongBits(sum);
      }
    }
  }

  /**
   * For input that retracts: the sum of the finite values with what rounding lost (Neumaier, 1974),
   * and how often NaN and the infinities are in it, which no subtraction would take out again.
   */
  static final class Retracting extends Accumulator {
    private static final int SUM = 0;
    private static final int LOST = 1;
    private static final int NANS = 2;
    private static final int POSITIVE_INFINITIES = 3;
    private static final int NEGATIVE_INFINITIES = 4;
    private static final int FINITE = 5; // how many; the sum of none is exactly zero

    Retracting(int at) {
      super(at, 6);
    }

    @Override
    void update(Column column, Selection selection, Groups groups) {
      double[] values = ((DoubleColumn) column).values();
      long[] words = groups.words();
      int[] weights = selection.weights();
      for (int i = 0; i < selection.count(); i++) {
        double value = values[selection.rows()[i]];
        add(words, selection.bases()[i] + at, value, weights == null ? 1 : weights[i]);
      }
    }

    private static void add(long[] words, int to, double value, int weight) {
      if (Double.isFinite(value)) {
        words[to + FINITE] += weight;
        if (words[to + FINITE] == 0) {
          words[to + SUM] = 0;
          words[to + LOST] = 0;
        } else {
          addFinite(words, to, value * weight);
        }
      } else {
        words[to + notFinite(value)] += weight;
      }
    }

    private static int notFinite(double value) {
      if (Double.isNaN(value)) {
        return NANS;
      }
      return value > 0 ? POSITIVE_INFINITIES : NEGATIVE_INFINITIES;
    }

    private static void addFinite(long[] words, int to, double value) {
      double old = Double.longBitsToDouble(words[to + SUM]);
      double sum = old + value;
      double lost = Math.abs(old) >= Math.abs(value) ? (old - sum) + value : (value - sum) + old;
      words[to + SUM] = Double.doubleToRawLongBits(sum);
      lost += Double.longBitsToDouble(words[to + LOST]);
      words[to + LOST] = Double.doubleToRawLongBits(lost);
    }

    @Override
    void merge(Merge merge, int sign) {
      long[] from = merge.from().words();
      long[] to = merge.to().words();
      for (int i = 0; i < merge.count(); i++) {
        int source = merge.fromBases()[i] + at;
        int target = merge.toBases()[i] + at;
        addFinite(to, target, Double.longBitsToDouble(from[source + SUM]));
        addFinite(to, target, Double.longBitsToDouble(from[source + LOST]));
        for (int word = NANS; word <= FINITE; word++) {
          to[target + word] += from[source + word];
        }
      }
    }

    /** The value of the sum whose words start at {@code to}. */
    static double value(long[] words, int to) {
      boolean positive = words[to + POSITIVE_INFINITIES] != 0;
      boolean negative = words[to + NEGATIVE_INFINITIES] != 0;
      if (words[to + NANS] != 0 || (positive && negative)) {
        return Double.NaN;
      } else if (positive || negative) {
        return positive ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      }
      return Double.longBitsToDouble(words[to + SUM]) + Double.longBitsToDouble(words[to + LOST]);
    }
  }
}
