package io.rheo.engine.column;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Reads numbers from ASCII text: {@code [+-]digits[.digits][e[+-]digits]}, without white space. A
 * method says how it went; the number is then in {@link #asLong}, {@link #asDouble} or {@link
 * #high} and {@link #low}. Allocates nothing for numbers of ordinary length. For one thread.
 */
public final class NumberParser {
  /** Longer numbers are refused: reading them exactly takes time quadratic in their length. */
  public static final int MAX_LENGTH = 1000;

  private static final int MAX_LONG_DIGITS = 18;
  private static final long[] LONG_POWERS = powersOfTen();
  private static final double[] DOUBLE_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final float[] FLOAT_POWERS = {
    1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f
  };

  private long longValue;
  private double doubleValue;
  private long high;

  private boolean negative;
  private long digits; // all digits of the number, without its point
  private int digitCount; // without leading zeros
  private int fractionCount;
  private int exponent;

  /** How reading a number went. */
  public enum Result {
    OK,
    NOT_A_NUMBER,
    NOT_A_WHOLE_NUMBER,
    OUT_OF_RANGE
  }

  /** The last whole number. */
  public long asLong() {
    return longValue;
  }

  /** The last floating-point number. */
  public double asDouble() {
    return doubleValue;
  }

  /** The upper word of the last unscaled DECIMAL. */
  public long high() {
    return high;
  }

  /** The lower word of the last unscaled DECIMAL: all of it if the type has up to 18 digits. */
  public long low() {
    return longValue;
  }

  /**
   * Reads a whole number from {@code min} to {@code max}; {@code 1.0} and {@code 1e3} are whole.
   */
  public Result parseWhole(byte[] text, int from, int to, long min, long max) {
    if (!scan(text, from, to)) {
      return Result.NOT_A_NUMBER;
    }
    if (fractionCount != 0 || exponent != 0) {
      Result result = wholeOfBig(big(text, from, to));
      if (result != Result.OK) {
        return result;
      }
    } else if (digitCount > MAX_LONG_DIGITS + 1
        || (digits < 0 && !(negative && digits == Long.MIN_VALUE))) {
      return Result.OUT_OF_RANGE; // 19 digits are less than 2^64, so the sign tells
    } else {
      longValue = negative ? -digits : digits;
    }
    return longValue < min || longValue > max ? Result.OUT_OF_RANGE : Result.OK;
  }

  private Result wholeOfBig(BigDecimal number) {
    if (number.signum() == 0) {
      longValue = 0;
      return Result.OK;
    }
    if (number.stripTrailingZeros().scale() > 0) {
      return Result.NOT_A_WHOLE_NUMBER;
    }
    if (magnitude(number) > MAX_LONG_DIGITS + 1) {
      return Result.OUT_OF_RANGE;
    }
    BigInteger whole = number.toBigIntegerExact();
    longValue = whole.longValue();
    return whole.bitLength() > 63 ? Result.OUT_OF_RANGE : Result.OK;
  }

  /**
   * Reads a number as an unscaled DECIMAL, rounded half up to {@code scale}; out of range if it
   * then has more than {@code precision} digits.
   */
  public Result parseDecimal(byte[] text, int from, int to, int precision, int scale) {
    if (!scan(text, from, to)) {
      return Result.NOT_A_NUMBER;
    }
    int shift = scale - fractionCount + exponent;
    if (digitCount > MAX_LONG_DIGITS
        || shift < -MAX_LONG_DIGITS
        || digitCount + Math.max(shift, 0) > MAX_LONG_DIGITS) {
      return digits == 0 && digitCount == 0 ? zero() : bigDecimal(text, from, to, precision, scale);
    }
    long unscaled = shift >= 0 ? digits * LONG_POWERS[shift] : divideHalfUp(digits, -shift);
    if (precision <= MAX_LONG_DIGITS && unscaled >= LONG_POWERS[precision]) {
      return Result.OUT_OF_RANGE;
    }
    longValue = negative ? -unscaled : unscaled;
    high = longValue >> 63;
    return Result.OK;
  }

  /** Reads a DOUBLE: the nearest one; {@code NaN} and {@code Infinity} are taken too. */
  public Result parseDouble(byte[] text, int from, int to) {
    if (!scan(text, from, to)) {
      return parseSpecial(text, from, to);
    }
    int power = exponent - fractionCount;
    if (digitCount <= MAX_LONG_DIGITS
        && digits <= 1L << 53
        && power >= -22
        && power <= 22) { // both factors are exact, so the product is rounded once
      double magnitude = power < 0 ? digits / DOUBLE_POWERS[-power] : digits * DOUBLE_POWERS[power];
      doubleValue = negative ? -magnitude : magnitude;
      return Result.OK;
    }
    doubleValue = Double.parseDouble(ascii(text, from, to));
    return Double.isInfinite(doubleValue) ? Result.OUT_OF_RANGE : Result.OK;
  }

  /** Reads a FLOAT: the nearest one (not by way of the nearest DOUBLE, which may differ). */
  public Result parseFloat(byte[] text, int from, int to) {
    if (!scan(text, from, to)) {
      return parseSpecial(text, from, to);
    }
    int power = exponent - fractionCount;
    if (digitCount <= MAX_LONG_DIGITS && digits <= 1L << 24 && power >= -10 && power <= 10) {
      float magnitude = power < 0 ? digits / FLOAT_POWERS[-power] : digits * FLOAT_POWERS[power];
      doubleValue = negative ? -magnitude : magnitude;
      return Result.OK;
    }
    doubleValue = Float.parseFloat(ascii(text, from, to));
    return Double.isInfinite(doubleValue) ? Result.OUT_OF_RANGE : Result.OK;
  }

  /** Finds sign, digits, point and exponent; false if the text is not a number. */
  private boolean scan(byte[] text, int from, int to) {
    if (to - from > MAX_LENGTH) {
      return false;
    }
    int at = from;
    negative = at < to && text[at] == '-';
    if (at < to && (negative || text[at] == '+')) {
      at++;
    }
    digits = 0;
    digitCount = 0;
    exponent = 0;
    int wholeStart = at;
    at = scanDigits(text, at, to);
    int allDigits = at - wholeStart;
    fractionCount = 0;
    if (at < to && text[at] == '.') {
      int fractionStart = at + 1;
      at = scanDigits(text, fractionStart, to);
      fractionCount = at - fractionStart;
      allDigits += fractionCount;
    }
    if (allDigits == 0) {
      return false;
    }
    return at == to || scanExponent(text, at, to);
  }

  private int scanDigits(byte[] text, int from, int to) {
    int at = from;
    for (; at < to; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      if (digitCount > 0 || digit != 0) {
        digitCount++;
      }
      digits = digits * 10 + digit; // wrong beyond 18 digits, and not used then
    }
    return at;
  }

  private boolean scanExponent(byte[] text, int from, int to) {
    if ((text[from] | 0x20) != 'e') {
      return false;
    }
    int at = from + 1;
    boolean down = at < to && text[at] == '-';
    if (at < to && (down || text[at] == '+')) {
      at++;
    }
    if (at == to || to - at > 9) {
      return false;
    }
    for (; at < to; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      exponent = exponent * 10 + digit;
    }
    exponent = down ? -exponent : exponent;
    return true;
  }

  private Result parseSpecial(byte[] text, int from, int to) {
    if (to - from > "+Infinity".length()) {
      return Result.NOT_A_NUMBER;
    }
    switch (ascii(text, from, to)) {
      case "NaN" -> doubleValue = Double.NaN;
      case "Infinity", "+Infinity" -> doubleValue = Double.POSITIVE_INFINITY;
      case "-Infinity" -> doubleValue = Double.NEGATIVE_INFINITY;
      default -> {
        return Result.NOT_A_NUMBER;
      }
    }
    return Result.OK;
  }

  private Result zero() {
    longValue = 0;
    high = 0;
    return Result.OK;
  }

  private Result bigDecimal(byte[] text, int from, int to, int precision, int scale) {
    BigDecimal number = big(text, from, to);
    if (magnitude(number) > precision - scale + 1L) {
      return Result.OUT_OF_RANGE; // before setScale, which would write all the zeros of 1e999999
    }
    if (magnitude(number) < -scale - 1L) {
      return zero();
    }
    BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() > precision) {
      return Result.OUT_OF_RANGE;
    }
    BigInteger unscaled = rounded.unscaledValue();
    longValue = unscaled.longValue();
    high = unscaled.shiftRight(64).longValue();
    return Result.OK;
  }

  /** The number of digits before the point; negative for zeros behind it. */
  private static long magnitude(BigDecimal number) {
    return (long) number.precision() - number.scale();
  }

  private static BigDecimal big(byte[] text, int from, int to) {
    return new BigDecimal(ascii(text, from, to));
  }

  private static long divideHalfUp(long dividend, int power) {
    long divisor = LONG_POWERS[power];
    long quotient = dividend / divisor;
    return dividend % divisor >= divisor - dividend % divisor ? quotient + 1 : quotient;
  }

  private static String ascii(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static long[] powersOfTen() {
    long[] powers = new long[MAX_LONG_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
