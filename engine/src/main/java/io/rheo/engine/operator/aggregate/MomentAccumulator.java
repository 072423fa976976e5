package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.expr.AggregateCall;
import java.util.Arrays;

/**
 * Sums of one variable, or two, of their squares and of their product, in two doubles each: with
 * twice the digits of a double the differences that a variance is made of lose none that count, and
 * unlike a running mean and deviation the sums can be subtracted from. Decimals are taken unscaled.
 *
 * <p>Values that are not finite are counted apart, as no subtraction would take them out of a sum.
 */
final class MomentAccumulator extends Accumulator {
  static final int COUNT = 0; // of finite rows
  static final int NOT_FINITE = 1; // how many rows have such a value
  static final int FIRST = 2;
  static final int FIRST_SQUARED = 4;
  static final int SECOND = 6;
  static final int SECOND_SQUARED = 8;
  static final int PRODUCT = 10;
  private static final int WIDTH_OF_ONE = 6;
  private static final int WIDTH_OF_TWO = 12;

  private final int first;
  private final int second;
  private final TwoDoubles a = new TwoDoubles();
  private final TwoDoubles b = new TwoDoubles();
  private final TwoDoubles product = new TwoDoubles();
  private final TwoDoubles sum = new TwoDoubles();

  /**
   * @param second the column of the second variable; {@link AggregateCall#NONE} if there is none
   */
  MomentAccumulator(int at, int first, int second) {
    super(at, second == AggregateCall.NONE ? WIDTH_OF_ONE : WIDTH_OF_TWO);
    this.first = first;
    this.second = second;
  }

  @Override
  void update(Column column, Selection selection, Groups groups) {
    throw new IllegalStateException("moments are made of batches");
  }

  @Override
  void update(Batch batch, Column column, Selection selection, Groups groups) {
    Column firstColumn = batch.column(first);
    Column secondColumn = second == AggregateCall.NONE ? null : batch.column(second);
    long[] words = groups.words();
    int[] weights = selection.weights();
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.rows()[i];
      int to = selection.bases()[i] + at;
      int weight = weights == null ? 1 : weights[i];
      read(firstColumn, row, a);
      if (secondColumn == null) {
        addOne(words, to, weight);
      } else {
        read(secondColumn, row, b);
        addTwo(words, to, weight);
      }
    }
  }

  private static void read(Column column, int row, TwoDoubles to) {
    if (column instanceof DoubleColumn doubles) {
      to.set(doubles.values()[row], 0);
    } else if (column instanceof IntColumn ints) {
      to.set(ints.values()[row], 0);
    } else if (column instanceof LongColumn longs) {
      to.setWhole(longs.values()[row]);
    } else {
      Decimal128Column decimals = (Decimal128Column) column;
      to.setWhole(decimals.high()[row], decimals.low()[row]);
    }
  }

  private void addOne(long[] words, int to, int weight) {
    if (count(words, to, weight, Double.isFinite(a.high), WIDTH_OF_ONE)) {
      addTo(words, to + FIRST, a, weight);
      addProduct(words, to + FIRST_SQUARED, a, a, weight);
    }
  }

  private void addTwo(long[] words, int to, int weight) {
    boolean finite = Double.isFinite(a.high) && Double.isFinite(b.high);
    if (count(words, to, weight, finite, WIDTH_OF_TWO)) {
      addTo(words, to + FIRST, a, weight);
      addProduct(words, to + FIRST_SQUARED, a, a, weight);
      addTo(words, to + SECOND, b, weight);
      addProduct(words, to + SECOND_SQUARED, b, b, weight);
      addProduct(words, to + PRODUCT, a, b, weight);
    }
  }

  /**
   * Counts a row; returns whether its values are to be added. The sums of none are exactly zero.
   */
  private static boolean count(long[] words, int to, int weight, boolean finite, int width) {
    if (!finite) {
      words[to + NOT_FINITE] += weight;
      return false;
    }
    words[to + COUNT] += weight;
    if (words[to + COUNT] == 0) {
      Arrays.fill(words, to + FIRST, to + width, 0);
      return false;
    }
    return true;
  }

  private void addProduct(long[] words, int to, TwoDoubles left, TwoDoubles right, int weight) {
    product.set(left.high, left.low);
    product.multiply(right.high, right.low);
    addTo(words, to, product, weight);
  }

  private void addTo(long[] words, int to, TwoDoubles value, double weight) {
    sum.set(Double.longBitsToDouble(words[to]), Double.longBitsToDouble(words[to + 1]));
    sum.add(value.high * weight, value.low * weight);
    words[to] = Double.doubleToRawLongBits(sum.high);
    words[to + 1] = Double.doubleToRawLongBits(sum.low);
  }

  @Override
  void merge(Merge merge, int sign) {
    long[] from = merge.from().words();
    long[] to = merge.to().words();
    for (int i = 0; i < merge.count(); i++) {
      int source = merge.fromBases()[i] + at;
      int target = merge.toBases()[i] + at;
      to[target + COUNT] += from[source + COUNT];
      to[target + NOT_FINITE] += from[source + NOT_FINITE];
      for (int word = FIRST; word < width(); word += 2) {
        double high = Double.longBitsToDouble(from[source + word]);
        product.set(high, Double.longBitsToDouble(from[source + word + 1]));
        addTo(to, target + word, product, 1);
      }
    }
  }
}
