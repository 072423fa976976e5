package io.rheo.engine.codegen.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * PostgreSQL's {@code TO_CHAR} of numbers. A pattern has a {@code 9} for each digit that may be
 * missing and a {@code 0} for one that may not, {@code .} or {@code D}, {@code ,} or {@code G},
 * {@code S}, {@code MI}, {@code PL}, {@code $} or {@code L}, and {@code FM} for no spaces; anything
 * else stands for itself. A number that is too long shows as {@code #}.
 */
public final class NumberFormats {
  private NumberFormats() {}

  /** The number as the pattern says. */
  public static Slice format(Object number, Slice pattern) {
    return Slice.of(format(decimal(number), pattern.toString()));
  }

  private static BigDecimal decimal(Object number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    } else if (number instanceof Double value) {
      if (!Double.isFinite(value)) {
        throw new RowException("TO_CHAR of " + value);
      }
      return BigDecimal.valueOf(value);
    }
    return BigDecimal.valueOf(((Number) number).longValue());
  }

  private static String format(BigDecimal number, String given) {
    String pattern = given.toUpperCase(Locale.ROOT);
    boolean fill = !pattern.contains("FM");
    int point = point(pattern);
    int wholeDigits = digits(pattern.substring(0, point));
    int fraction = digits(pattern.substring(point));
    BigDecimal rounded = number.abs().setScale(fraction, RoundingMode.HALF_UP);
    boolean negative = number.signum() < 0 && rounded.signum() != 0;
    String digits = rounded.unscaledValue().toString();
    digits = "0".repeat(Math.max(0, fraction + 1 - digits.length())) + digits;
    String whole = digits.substring(0, digits.length() - fraction);
    whole = whole.equals("0") && fraction > 0 ? "" : whole;
    boolean fits = whole.length() <= wholeDigits;
    String all = fits ? whole + digits.substring(digits.length() - fraction) : null;
    return new Writer(given, pattern, point, fill, negative)
        .write(all, wholeDigits, whole.length());
  }

  private static int point(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '.' || pattern.charAt(i) == 'D') {
        return i;
      }
    }
    return pattern.length();
  }

  private static int digits(String pattern) {
    return (int) pattern.chars().filter(c -> c == '9' || c == '0').count();
  }

  /** Writes one number. */
  private static final class Writer {
    private final String given;
    private final String pattern;
    private final int point;
    private final boolean fill;
    private final boolean negative;
    private final boolean signIsWritten;
    private final StringBuilder text = new StringBuilder();
    private boolean started; // whether a digit was written
    private boolean signed;

    Writer(String given, String pattern, int point, boolean fill, boolean negative) {
      this.given = given;
      this.pattern = pattern;
      this.point = point;
      this.fill = fill;
      this.negative = negative;
      signIsWritten = pattern.contains("S") || pattern.contains("MI") || pattern.contains("PL");
    }

    /**
     * The text of a number.
     *
     * @param digits all of them, without a point; {@code null} if they are too many
     * @param places for digits before the point
     * @param wholeLength how many digits are before the point
     */
    String write(String digits, int places, int wholeLength) {
      int leadingZero = firstZero();
      int place = 0;
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        if (pattern.startsWith("FM", i)) {
          i++;
        } else if (pattern.startsWith("MI", i) || pattern.startsWith("PL", i)) {
          text.append(pattern.startsWith("MI", i) == negative ? (negative ? "-" : "+") : space());
          i++;
        } else if (c == '9' || c == '0') {
          boolean whole = place < places;
          boolean present = !whole || place >= places - wholeLength;
          digit(digits, present, whole && leadingZero <= i, place - (places - wholeLength));
          place++;
        } else if (i == point) {
          start();
          text.append('.');
        } else if (c == ',' || c == 'G') {
          text.append(started ? "," : space());
        } else if (c == 'S') {
          text.append(negative ? "-" : "+");
        } else {
          text.append(c == 'L' ? '$' : given.charAt(i));
        }
      }
      return trimmed();
    }

    private int firstZero() {
      int zero = pattern.indexOf('0');
      return zero < 0 || zero > point ? Integer.MAX_VALUE : zero;
    }

    private void digit(String digits, boolean present, boolean zero, int index) {
      if (digits == null) {
        start();
        text.append('#');
      } else if (present) {
        start();
        text.append(digits.charAt(index));
      } else if (zero) {
        start();
        text.append('0');
      } else {
        text.append(space());
      }
    }

    /** The sign goes before the first digit. */
    private void start() {
      started = true;
      if (!signed && !signIsWritten) {
        signed = true;
        text.append(negative ? "-" : space());
      }
    }

    private String space() {
      return fill ? " " : "";
    }

    /** Without the zeros at the end that {@code 9} need not show. */
    private String trimmed() {
      if (fill || point == pattern.length() || pattern.indexOf('0', point) >= 0) {
        return text.toString();
      }
      int end = text.length();
      while (end > 0 && text.charAt(end - 1) == '0') {
        end--;
      }
      return text.substring(0, end);
    }
  }
}
