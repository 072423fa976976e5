package io.rheo.engine.operator.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An integer of up to 192 bits, read from the words of an exact sum. Reused row after row. */
final class WideInteger {
  private static final BigInteger DECIMAL_LIMIT = BigInteger.TEN.pow(38);
  private static final long LIMIT_HIGH = DECIMAL_LIMIT.shiftRight(64).longValue();

  private long top;
  private long high;
  private long low;

  /** Reads {@code width} words, the highest first. */
  void read(long[] words, int at, int width) {
    low = words[at + width - 1];
    high = width > 1 ? words[at + width - 2] : low >> 63;
    top = width > 2 ? words[at] : high >> 63;
  }

  /** Becomes {@code value}, which has at most 192 bits. */
  void set(BigInteger value) {
    low = value.longValue();
    high = value.shiftRight(64).longValue();
    top = value.shiftRight(128).longValue();
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  boolean fitsLong() {
    return high == low >> 63 && top == high;
  }

  /** Whether it has at most 38 digits. */
  boolean fitsDecimal() {
    if (top != high >> 63) {
      return false;
    }
    boolean wellInside = high < LIMIT_HIGH && high > -LIMIT_HIGH;
    return wellInside || toBigInteger().abs().compareTo(DECIMAL_LIMIT) < 0;
  }

  BigInteger toBigInteger() {
    return BigInteger.valueOf(top)
        .shiftLeft(128)
        .add(unsigned(high).shiftLeft(64))
        .add(unsigned(low));
  }

  private static BigInteger unsigned(long word) {
    BigInteger value = BigInteger.valueOf(word & Long.MAX_VALUE);
    return word < 0 ? value.setBit(63) : value;
  }

  /** The decimal with these words and scale. */
  static double toDouble(long high, long low, int scale) {
    BigInteger unscaled = BigInteger.valueOf(high).shiftLeft(64).add(unsigned(low));
    return new BigDecimal(unscaled, scale).doubleValue();
  }

  double toDouble() {
    return fitsLong() ? low : toBigInteger().doubleValue();
  }

  /** The average of {@code count} decimals of scale {@code scale}, rounded half up. */
  BigDecimal average(int scale, long count, int resultScale) {
    return new BigDecimal(toBigInteger(), scale)
        .divide(BigDecimal.valueOf(count), resultScale, RoundingMode.HALF_UP);
  }
}
