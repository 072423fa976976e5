package io.rheo.shell.render;

import java.util.function.Predicate;

/**
 * DOUBLE and FLOAT values as text: the fewest digits that read back as the same value, laid out
 * without an exponent from 1e-6 up to 1e21 and as {@code 1.5E21} outside. Whole numbers keep {@code
 * .0}, so that a reader sees that they are not exact.
 */
final class DecimalDigits {
  /** Digits that name a value uniquely whatever the value; with more, fewer may do. */
  private static final int DOUBLE_DIGITS_SAFE = 15;

  private static final int FLOAT_DIGITS_SAFE = 6;
  private static final double SMALL_MAX = 1e11;
  private static final int PLAIN_POINT_MIN = -5; // 0.000001 = 0.1E-5
  private static final int PLAIN_POINT_MAX = 21;

  /** Before JDK 19 {@code toString} gave a digit too many for some values (JDK-4511638). */
  private static final boolean LIBRARY_IS_SHORTEST = Runtime.version().feature() >= 19;

  private DecimalDigits() {}

  static void append(StringBuilder out, double value) {
    if (appendSpecial(out, value) || appendSmall(out, value)) {
      return;
    }
    Digits digits = Digits.parse(Double.toString(value));
    if (!LIBRARY_IS_SHORTEST) {
      digits = digits.shortened(DOUBLE_DIGITS_SAFE, text -> Double.parseDouble(text) == value);
    }
    digits.appendTo(out);
  }

  static void append(StringBuilder out, float value) {
    if (appendSpecial(out, value)) {
      return;
    }
    Digits digits = Digits.parse(Float.toString(value));
    if (!LIBRARY_IS_SHORTEST) {
      digits = digits.shortened(FLOAT_DIGITS_SAFE, text -> Float.parseFloat(text) == value);
    }
    digits.appendTo(out);
  }

  private static boolean appendSpecial(StringBuilder out, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      out.append(value);
      return true;
    }
    return false;
  }

  /**
   * Values with up to four decimals, the common case. If {@code value} is the quotient of two
   * integers below 2^53 of which the divisor is a power of ten, then their decimal form reads back
   * as it, because division rounds as reading does; with at most 15 digits no shorter form exists.
   */
  private static boolean appendSmall(StringBuilder out, double value) {
    double scaled = Math.rint(value * 1e4);
    if (Math.abs(value) >= SMALL_MAX || scaled / 1e4 != value || scaled == 0) {
      return false; // zero: its sign must show
    }
    long units = Math.abs((long) scaled);
    if (value < 0) {
      out.append('-');
    }
    out.append(units / 10_000).append('.');
    int fraction = (int) (units % 10_000);
    int divisor = 1_000;
    do {
      out.append((char) ('0' + fraction / divisor));
      fraction %= divisor;
      divisor /= 10;
    } while (fraction != 0);
    return true;
  }

  /**
   * The number {@code 0.digits × 10^point}, with its sign; no zeros at either end unless it is
   * zero.
   */
  private record Digits(boolean negative, String digits, int point) {
    /** Reads the two forms that {@code Double.toString} has. */
    static Digits parse(String text) {
      boolean negative = text.charAt(0) == '-';
      int e = text.indexOf('E');
      int end = e < 0 ? text.length() : e;
      int dot = text.indexOf('.');
      int exponent = e < 0 ? 0 : Integer.parseInt(text.substring(e + 1));
      int start = negative ? 1 : 0;
      return of(
          negative,
          text.substring(start, dot) + text.substring(dot + 1, end),
          dot - start + exponent);
    }

    private static Digits of(boolean negative, String digits, int point) {
      int from = 0;
      int to = digits.length();
      while (from < to - 1 && digits.charAt(from) == '0') {
        from++;
      }
      while (to > from + 1 && digits.charAt(to - 1) == '0') {
        to--;
      }
      String stripped = digits.substring(from, to);
      return new Digits(negative, stripped, stripped.equals("0") ? 1 : point - from);
    }

    /** With as few digits as still read back, but no fewer than {@code safe} if it has more. */
    Digits shortened(int safe, Predicate<String> readsBack) {
      Digits shortest = this;
      while (shortest.digits.length() > safe) {
        Digits down = shortest.withoutLastDigit(0);
        Digits up = shortest.withoutLastDigit(1);
        boolean upIsNearer = shortest.digits.charAt(shortest.digits.length() - 1) >= '5';
        Digits nearer = upIsNearer ? up : down;
        Digits other = upIsNearer ? down : up;
        if (readsBack.test(nearer.toString())) {
          shortest = nearer;
        } else if (readsBack.test(other.toString())) {
          shortest = other;
        } else {
          break;
        }
      }
      return shortest;
    }

    private Digits withoutLastDigit(int increment) {
      String fewer = Long.toString(Long.parseLong(digits) / 10 + increment);
      int carried = fewer.length() - (digits.length() - 1);
      return of(negative, fewer, point + carried);
    }

    void appendTo(StringBuilder out) {
      if (negative) {
        out.append('-');
      }
      if (point < PLAIN_POINT_MIN || point > PLAIN_POINT_MAX) {
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
          out.append('.').append(digits, 1, digits.length());
        }
        out.append('E').append(point - 1);
      } else if (point <= 0) {
        out.append("0.").append("0".repeat(-point)).append(digits);
      } else if (point >= digits.length()) {
        out.append(digits).append("0".repeat(point - digits.length())).append(".0");
      } else {
        out.append(digits, 0, point).append('.').append(digits, point, digits.length());
      }
    }

    /** In a form that Java reads. */
    @Override
    public String toString() {
      return (negative ? "-0." : "0.") + digits + "E" + point;
    }
  }
}
