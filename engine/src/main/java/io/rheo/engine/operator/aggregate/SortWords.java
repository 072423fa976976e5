package io.rheo.engine.operator.aggregate;

/** Floating-point numbers as integers of the same order: NaN is the greatest. */
final class SortWords {
  private SortWords() {}

  static long ofDouble(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  static double toDouble(long word) {
    return Double.longBitsToDouble(word ^ ((word >> 63) & Long.MAX_VALUE));
  }
}
