package io.rheo.engine.operator.aggregate;

import static io.rheo.engine.operator.aggregate.MomentAccumulator.FIRST;
import static io.rheo.engine.operator.aggregate.MomentAccumulator.FIRST_SQUARED;
import static io.rheo.engine.operator.aggregate.MomentAccumulator.PRODUCT;
import static io.rheo.engine.operator.aggregate.MomentAccumulator.SECOND;
import static io.rheo.engine.operator.aggregate.MomentAccumulator.SECOND_SQUARED;

/**
 * The moments of one group, read from the words of a {@link MomentAccumulator}. Reused for one
 * group after the other.
 */
final class Moments {
  /** Of the sums' digits: a difference below is rounding, not deviation. */
  private static final double ROUNDING = 0x1p-92;

  private final int at;
  private final double firstScale; // by which numbers are divided: decimals are unscaled
  private final double secondScale;
  private final TwoDoubles sum = new TwoDoubles();
  private final TwoDoubles mean = new TwoDoubles();
  private long[] words;
  private int base;

  Moments(int at, int firstScale, int secondScale) {
    this.at = at;
    this.firstScale = Math.pow(10, firstScale);
    this.secondScale = Math.pow(10, secondScale);
  }

  void of(long[] newWords, int newBase) {
    words = newWords;
    base = newBase + at;
  }

  /** The number of rows. */
  long count() {
    return words[base + MomentAccumulator.COUNT] + words[base + MomentAccumulator.NOT_FINITE];
  }

  /** Whether a value is infinite or no number, and so are all moments. */
  boolean isNaN() {
    return words[base + MomentAccumulator.NOT_FINITE] != 0;
  }

  double firstMean() {
    return mean(FIRST, firstScale);
  }

  double secondMean() {
    return mean(SECOND, secondScale);
  }

  private double mean(int word, double scale) {
    return word(word) / count() / scale;
  }

  /** The sum of the squared deviations of the first variable from its mean; never negative. */
  double firstSquares() {
    return Math.max(0, deviation(FIRST, FIRST, FIRST_SQUARED)) / firstScale / firstScale;
  }

  double secondSquares() {
    return Math.max(0, deviation(SECOND, SECOND, SECOND_SQUARED)) / secondScale / secondScale;
  }

  /** The sum of the products of the deviations of both variables. */
  double products() {
    return deviation(FIRST, SECOND, PRODUCT) / firstScale / secondScale;
  }

  /** The sum of products less the product of the sums through the number of rows. */
  private double deviation(int a, int b, int product) {
    mean.set(word(b), word(b + 1));
    mean.divide((double) count());
    mean.multiply(word(a), word(a + 1));
    sum.set(word(product), word(product + 1));
    double size = Math.abs(sum.high) + Math.abs(mean.high);
    sum.add(-mean.high, -mean.low);
    return Math.abs(sum.high) <= size * ROUNDING ? 0 : sum.value();
  }

  private double word(int word) {
    return Double.longBitsToDouble(words[base + word]);
  }
}
