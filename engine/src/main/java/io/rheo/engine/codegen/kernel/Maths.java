package io.rheo.engine.codegen.kernel;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;

/** Functions of numbers that Java's {@code Math} does not have. */
public final class Maths {
  private static final double LN_2 = Math.log(2);
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(64);

  private Maths() {}

  public static double log2(double number) {
    return Math.log(number) / LN_2;
  }

  public static double log(double base, double number) {
    return Math.log(number) / Math.log(base);
  }

  /** Whether a sub-query that must give one value has a row; more than one are an error. */
  public static boolean isOneRow(long rows) {
    if (rows > 1) {
      throw new RowException("a sub-query gave " + rows + " rows where it must give one value");
    }
    return rows == 1;
  }

  /** The greatest number that divides both; 0 of zeros. */
  public static long greatestDivisor(long a, long b) {
    long divisor = a;
    for (long rest = b; rest != 0; ) {
      long next = divisor % rest;
      divisor = rest;
      rest = next;
    }
    return absolute(divisor);
  }

  /** The least number above 0 that both divide; 0 if one is 0. */
  public static long leastMultiple(long a, long b) {
    if (a == 0 || b == 0) {
      return 0;
    }
    try {
      return absolute(Math.multiplyExact(a / greatestDivisor(a, b), b));
    } catch (ArithmeticException e) {
      throw new RowException("the least common multiple of " + a + " and " + b + " is too large");
    }
  }

  private static long absolute(long number) {
    if (number == Long.MIN_VALUE) {
      throw new RowException("9223372036854775808 is too large for BIGINT");
    }
    return Math.abs(number);
  }

  /**
   * Which of so many parts of equal width from one bound to the other a number is in, counted from
   * 1; 0 before the first bound, one more than there are behind the last. The bounds may fall.
   */
  public static int widthBucket(double number, double first, double last, int count) {
    if (count <= 0 || count == Integer.MAX_VALUE) {
      throw new RowException("WIDTH_BUCKET needs a positive number of parts, not " + count);
    } else if (first == last || Double.isNaN(number) || !Double.isFinite(last - first)) {
      throw new RowException("WIDTH_BUCKET needs two finite bounds that differ, and a number");
    }
    double place = (number - first) * count / (last - first); // not below 0 within if they fall
    if (place < 0) {
      return 0;
    }
    return place >= count ? count + 1 : (int) place + 1;
  }

  /** The binary digits; of a negative number the 64 bits that hold it. */
  public static Slice bin(long number) {
    return Slice.of(Long.toBinaryString(number));
  }

  /** The next number in {@code [0, bound)}. */
  public static int below(Random random, int bound) {
    if (bound <= 0) {
      throw new RowException("RAND_INTEGER needs a positive bound, not " + bound);
    }
    return random.nextInt(bound);
  }

  public static Slice convert(long number, int from, int to) {
    return convert(Slice.of(Long.toString(number)), from, to);
  }

  /**
   * A whole number written in another base, 2 to 36. A negative target base gives negative numbers
   * a sign, else they are the 64 bits that hold them. Digits after the last valid one are left out.
   * {@code null} if there is no digit or no such base.
   */
  public static Slice convert(Slice number, int from, int to) {
    if (from < 2 || from > 36 || Math.abs((long) to) < 2 || Math.abs((long) to) > 36) {
      return null;
    }
    String text = number.toString().trim();
    boolean negative = text.startsWith("-");
    int start = negative ? 1 : 0;
    int end = start;
    while (end < text.length() && Character.digit(text.charAt(end), from) >= 0) {
      end++;
    }
    if (end == start) {
      return null;
    }
    BigInteger value = new BigInteger(text.substring(start, end), from);
    if (value.bitLength() > 64) {
      throw new RowException("CONV: '" + text + "' has more than 64 bits");
    }
    if (negative) {
      value = to < 0 ? value.negate() : MODULUS.subtract(value).mod(MODULUS);
    } else if (to < 0 && value.bitLength() == 64) {
      value = value.subtract(MODULUS);
    }
    return Slice.of(value.toString(Math.abs(to)).toUpperCase(Locale.ROOT));
  }
}
