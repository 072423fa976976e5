package io.rheo.engine.codegen.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Arithmetic on unscaled decimals, as {@code long} up to 18 digits and as {@link Int128} beyond.
 * Rounds half away from zero. A result of too many digits is an {@link ArithmeticException}.
 */
public final class Decimals {
  private static final int ALL_DIGITS = 80;
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long EXACT_DOUBLE = 1L << 53;

  private Decimals() {}

  /** Fewer fractional digits: {@code value / power}, rounded. */
  public static long down(long value, long power) {
    long quotient = value / power;
    long remainder = Math.abs(value % power);
    return remainder >= power - remainder ? quotient + (value < 0 ? -1 : 1) : quotient;
  }

  /** Fewer fractional digits: {@code value / 10^digits}, rounded. */
  public static Int128 down(Int128 value, int digits) {
    if (digits > 38) {
      return Int128.ZERO;
    }
    if (digits <= 18 && value.isLong()) {
      return Int128.of(down(value.low(), Int128.powerOfTen(digits).low()));
    }
    return Int128.of(divideHalfUp(value.toBigInteger(), BigInteger.TEN.pow(digits)));
  }

  /** Drops fractional digits: {@code value / 10^digits}, towards zero. */
  public static Int128 truncate(Int128 value, int digits) {
    if (digits > 38) {
      return Int128.ZERO;
    }
    if (digits <= 18 && value.isLong()) {
      return Int128.of(value.low() / Int128.powerOfTen(digits).low());
    }
    return Int128.of(value.toBigInteger().divide(BigInteger.TEN.pow(digits)));
  }

  /** More fractional digits: {@code value * 10^digits}. */
  public static Int128 up(Int128 value, int digits) {
    return Int128.multiply(value, Int128.powerOfTen(digits));
  }

  /** {@code value} if it has at most so many digits that {@code |value| < limit}. */
  public static long check(long value, long limit) {
    if (value >= limit || value <= -limit) {
      throw tooManyDigits();
    }
    return value;
  }

  /** {@code value} if it has at most {@code digits} digits. */
  public static Int128 check(Int128 value, int digits) {
    Int128 limit = Int128.powerOfTen(digits);
    if (value.compareTo(limit) >= 0 || Int128.negate(limit).compareTo(value) >= 0) {
      throw tooManyDigits();
    }
    return value;
  }

  /** {@code a * b / 10^digits}, rounded; the product may be longer than 128 bits. */
  public static Int128 multiplyDown(Int128 a, Int128 b, int digits) {
    if (a.isLong() && b.isLong()) {
      return down(Int128.multiply(a.low(), b.low()), digits);
    }
    BigInteger product = a.toBigInteger().multiply(b.toBigInteger());
    return Int128.of(divideHalfUp(product, BigInteger.TEN.pow(digits)));
  }

  /** {@code a * 10^shift / b}, rounded; {@code shift} may be negative. */
  public static Int128 divide(Int128 a, Int128 b, int shift) {
    if (b.signum() == 0) {
      throw new ArithmeticException("/ by zero");
    }
    if (shift >= 0 && shift <= 18 && a.isLong() && b.isLong()) {
      Int128 scaled = Int128.multiply(a.low(), Int128.powerOfTen(shift).low());
      if (scaled.isLong() && b.low() != Long.MIN_VALUE && scaled.low() != Long.MIN_VALUE) {
        return Int128.of(divideHalfUp(scaled.low(), b.low()));
      }
    }
    BigInteger numerator = a.toBigInteger();
    BigInteger denominator = b.toBigInteger();
    BigInteger power = BigInteger.TEN.pow(Math.abs(shift));
    return Int128.of(
        shift >= 0
            ? divideHalfUp(numerator.multiply(power), denominator)
            : divideHalfUp(numerator, denominator.multiply(power)));
  }

  private static long divideHalfUp(long a, long b) {
    long quotient = a / b;
    long remainder = Math.abs(a % b);
    if (remainder >= Math.abs(b) - remainder) {
      quotient += (a < 0) == (b < 0) ? 1 : -1;
    }
    return quotient;
  }

  private static BigInteger divideHalfUp(BigInteger a, BigInteger b) {
    return new BigDecimal(a).divide(new BigDecimal(b), 0, RoundingMode.HALF_UP).toBigInteger();
  }

  /** Compares decimals of any scales; where one scale serves both, compare the words instead. */
  public static int compare(Int128 a, int scaleA, Int128 b, int scaleB) {
    return toBigDecimal(a, scaleA).compareTo(toBigDecimal(b, scaleB));
  }

  /** The nearest double. */
  public static double toDouble(long value, int scale) {
    if (scale < EXACT_POWERS.length && value < EXACT_DOUBLE && value > -EXACT_DOUBLE) {
      return value / EXACT_POWERS[scale]; // both exact, so one rounding
    }
    return BigDecimal.valueOf(value, scale).doubleValue();
  }

  /** The nearest double. */
  public static double toDouble(Int128 value, int scale) {
    return value.isLong() ? toDouble(value.low(), scale) : toBigDecimal(value, scale).doubleValue();
  }

  /** The decimal nearest to the shortest text of {@code value}. */
  public static Int128 fromDouble(double value, int scale, int precision) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new RowException("cannot cast " + value + " to DECIMAL");
    }
    return fromBigDecimal(BigDecimal.valueOf(value), scale, precision);
  }

  public static Int128 fromBigDecimal(BigDecimal value, int scale, int precision) {
    BigInteger unscaled = value.setScale(scale, RoundingMode.HALF_UP).unscaledValue();
    if (unscaled.bitLength() > 127) {
      throw tooManyDigits();
    }
    return check(Int128.of(unscaled), precision);
  }

  /** Rounded to {@code digits} after the point, or before it if negative, in the result's scale. */
  public static Int128 toDigits(
      BigDecimal value, int digits, RoundingMode mode, int scale, int precision) {
    int known = Math.max(-ALL_DIGITS, Math.min(ALL_DIGITS, digits)); // no number has more
    BigDecimal rounded = digits >= value.scale() ? value : value.setScale(known, mode);
    return fromBigDecimal(rounded, scale, precision);
  }

  public static BigDecimal toBigDecimal(long value, int scale) {
    return BigDecimal.valueOf(value, scale);
  }

  public static BigDecimal toBigDecimal(Int128 value, int scale) {
    return value.isLong()
        ? BigDecimal.valueOf(value.low(), scale)
        : new BigDecimal(value.toBigInteger(), scale);
  }

  private static ArithmeticException tooManyDigits() {
    return new ArithmeticException("DECIMAL overflow");
  }
}
