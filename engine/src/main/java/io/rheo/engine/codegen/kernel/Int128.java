package io.rheo.engine.codegen.kernel;

import java.math.BigInteger;

/**
 * A signed 128-bit integer, the unscaled value of a wide DECIMAL. Operations are exact or throw
 * {@link ArithmeticException}. Small on purpose: HotSpot keeps the two words in registers.
 *
 * @param high the upper word, with the sign
 * @param low the lower word, unsigned
 */
public record Int128(long high, long low) implements Comparable<Int128> {
  public static final Int128 ZERO = new Int128(0, 0);

  private static final Int128[] POWERS_OF_TEN = powersOfTen();

  public static Int128 of(long value) {
    return new Int128(value >> 63, value);
  }

  /** {@code 10^exponent}, up to 38. */
  public static Int128 powerOfTen(int exponent) {
    return POWERS_OF_TEN[exponent];
  }

  public static Int128 of(BigInteger value) {
    if (value.bitLength() > 127) {
      throw overflow();
    }
    return new Int128(value.shiftRight(64).longValue(), value.longValue());
  }

  public static Int128 add(Int128 a, Int128 b) {
    long low = a.low + b.low;
    long carry = Long.compareUnsigned(low, a.low) < 0 ? 1 : 0;
    long high = a.high + b.high + carry;
    if (((a.high ^ high) & (b.high ^ high)) < 0) {
      throw overflow();
    }
    return new Int128(high, low);
  }

  public static Int128 subtract(Int128 a, Int128 b) {
    long low = a.low - b.low;
    long borrow = Long.compareUnsigned(a.low, b.low) < 0 ? 1 : 0;
    long high = a.high - b.high - borrow;
    if (((a.high ^ b.high) & (a.high ^ high)) < 0) {
      throw overflow();
    }
    return new Int128(high, low);
  }

  public static Int128 negate(Int128 a) {
    return subtract(ZERO, a);
  }

  /** Never overflows. */
  public static Int128 multiply(long a, long b) {
    return new Int128(Math.multiplyHigh(a, b), a * b);
  }

  public static Int128 multiply(Int128 a, Int128 b) {
    if (a.isLong() && b.isLong()) {
      return multiply(a.low, b.low);
    }
    return of(a.toBigInteger().multiply(b.toBigInteger()));
  }

  /** The remainder, with the sign of {@code a}. */
  public static Int128 remainder(Int128 a, Int128 b) {
    if (a.isLong() && b.isLong()) {
      return of(a.low % b.low);
    }
    return of(a.toBigInteger().remainder(b.toBigInteger()));
  }

  @Override
  public int compareTo(Int128 other) {
    return high != other.high
        ? Long.compare(high, other.high)
        : Long.compareUnsigned(low, other.low);
  }

  public boolean isLong() {
    return high == low >> 63;
  }

  /** The value, if 64 bits hold it. */
  public long toLong() {
    if (!isLong()) {
      throw overflow();
    }
    return low;
  }

  public int signum() {
    return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
  }

  public BigInteger toBigInteger() {
    return io.rheo.engine.column.BoxedValues.toBigInteger(high, low);
  }

  @Override
  public String toString() {
    return toBigInteger().toString();
  }

  private static ArithmeticException overflow() {
    return new ArithmeticException("DECIMAL overflow");
  }

  private static Int128[] powersOfTen() {
    Int128[] powers = new Int128[39];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = of(BigInteger.TEN.pow(i));
    }
    return powers;
  }
}
