package io.rheo.engine.operator.aggregate;

/**
 * A number as the sum of two doubles, some 106 bits (Dekker, "A Floating-Point Technique for
 * Extending the Available Precision", 1971). Reused for one number after the other.
 */
final class TwoDoubles {
  double high;
  double low;

  void set(double newHigh, double newLow) {
    high = newHigh;
    low = newLow;
  }

  /** Becomes an integer of 64 bits, exactly. */
  void setWhole(long value) {
    // The upper half is a double without rounding, and so is the rest.
    long upper = value & -(1L << 32);
    setSum((double) upper, (double) (value - upper));
  }

  /** Becomes an integer of 128 bits, rounded to 106. */
  void setWhole(long highWord, long lowWord) {
    setWhole(highWord);
    high *= 0x1p64;
    low *= 0x1p64;
    add((double) (lowWord >>> 32) * 0x1p32, (double) (lowWord & 0xFFFFFFFFL));
  }

  private void setSum(double a, double b) {
    high = a + b;
    double part = high - a;
    low = (a - (high - part)) + (b - part);
  }

  /** Adds {@code otherHigh + otherLow}. */
  void add(double otherHigh, double otherLow) {
    double oldLow = low;
    setSum(high, otherHigh);
    double sum = high;
    double lost = low;
    setSum(oldLow, otherLow);
    double lostLow = low;
    lost += high;
    setSum(sum, lost);
    setSum(high, low + lostLow);
  }

  /** Multiplies by {@code otherHigh + otherLow}. */
  void multiply(double otherHigh, double otherLow) {
    double product = high * otherHigh;
    double error = Math.fma(high, otherHigh, -product);
    error += high * otherLow + low * otherHigh;
    setSum(product, error);
  }

  /** Divides by a whole number. */
  void divide(double divisor) {
    double first = high / divisor;
    double product = first * divisor;
    double error = Math.fma(first, divisor, -product);
    setSum(first, ((high - product - error) + low) / divisor);
  }

  double value() {
    return high + low;
  }
}
