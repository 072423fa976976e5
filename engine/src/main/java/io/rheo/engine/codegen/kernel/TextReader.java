package io.rheo.engine.codegen.kernel;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * SQL text as values, for CAST from a string. Blanks around are ignored; text of another form is a
 * {@link RowException}.
 */
public final class TextReader {
  private TextReader() {}

  public static boolean toBoolean(Slice text) {
    return switch (text.toString().trim().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1" -> true;
      case "false", "f", "no", "n", "0" -> false;
      default -> throw bad(text, "BOOLEAN");
    };
  }

  /** A whole number; a fraction is dropped, as Flink does. */
  public static long toLong(Slice text) {
    int end = end(text);
    int at = start(text, end);
    boolean negative = at < end && text.at(at) == '-';
    if (negative || (at < end && text.at(at) == '+')) {
      at++;
    }
    int digits = 0;
    long value = 0; // kept negative: there is one more negative number
    for (; at < end && isDigit(text.at(at)); at++, digits++) {
      int digit = text.at(at) - '0';
      if (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
        throw tooLarge(text, "BIGINT");
      }
      value = value * 10 - digit;
    }
    if (at < end && text.at(at) == '.') {
      for (at++; at < end && isDigit(text.at(at)); at++) {
        digits++;
      }
    }
    if (digits == 0 || at < end) {
      throw bad(text, "a whole number");
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw tooLarge(text, "BIGINT");
    }
    return negative ? value : -value;
  }

  /** A whole number between the bounds. */
  public static int toInt(Slice text, int min, int max) {
    long value = toLong(text);
    if (value < min || value > max) {
      throw tooLarge(text, "an integer from " + min + " to " + max);
    }
    return (int) value;
  }

  public static double toDouble(Slice text) {
    String trimmed = text.toString().trim();
    if (!trimmed.isEmpty()) {
      char last = trimmed.charAt(trimmed.length() - 1);
      boolean javaOnly = "dDfFpP".indexOf(last) >= 0 || trimmed.indexOf('x') > 0;
      if (!javaOnly || trimmed.toLowerCase(Locale.ROOT).endsWith("inf")) {
        return parseDouble(text, trimmed);
      }
    }
    throw bad(text, "DOUBLE");
  }

  private static double parseDouble(Slice text, String trimmed) {
    return switch (trimmed.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "infinity", "+infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        try {
          yield Double.parseDouble(trimmed);
        } catch (NumberFormatException e) {
          throw bad(text, "DOUBLE");
        }
      }
    };
  }

  public static double toFloat(Slice text) {
    return (float) toDouble(text);
  }

  public static Int128 toDecimal(Slice text, int scale, int precision) {
    BigDecimal value;
    try {
      value = new BigDecimal(text.toString().trim());
    } catch (NumberFormatException e) {
      throw bad(text, "DECIMAL");
    }
    if (value.precision() - (long) value.scale()
        > 40) { // also keeps 1e999999999 from being expanded
      throw tooLarge(text, "DECIMAL(" + precision + ", " + scale + ")");
    }
    if (value.scale() > 1_000 && value.precision() - (long) value.scale() < -100) {
      return Int128.ZERO;
    }
    return Decimals.fromBigDecimal(value, scale, precision);
  }

  public static int toDate(Slice text) {
    DateTimeScanner scanner = new DateTimeScanner(text);
    int days = scanner.date();
    if (!scanner.atEnd()) {
      scanner.dateTimeSeparator();
      scanner.time();
    }
    scanner.expectEnd();
    return days;
  }

  /** Milliseconds of the day. */
  public static int toTime(Slice text) {
    DateTimeScanner scanner = new DateTimeScanner(text);
    int millis = scanner.time();
    scanner.expectEnd();
    return millis;
  }

  /** Milliseconds since 1970 on a clock without a zone; digits after the third are dropped. */
  public static long toTimestamp(Slice text) {
    DateTimeScanner scanner = new DateTimeScanner(text);
    long millis = scanner.date() * Times.DAY;
    if (!scanner.atEnd()) {
      scanner.dateTimeSeparator();
      millis += scanner.time();
    }
    scanner.expectEnd();
    return millis;
  }

  private static int start(Slice text, int end) {
    int at = 0;
    while (at < end && text.at(at) <= ' ' && text.at(at) >= 0) {
      at++;
    }
    return at;
  }

  private static int end(Slice text) {
    int end = text.length();
    while (end > 0 && text.at(end - 1) <= ' ' && text.at(end - 1) >= 0) {
      end--;
    }
    return end;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  static RowException bad(Slice text, String type) {
    return new RowException("'" + shown(text) + "' is not " + type);
  }

  private static RowException tooLarge(Slice text, String type) {
    return new RowException("'" + shown(text) + "' is too large for " + type);
  }

  private static String shown(Slice text) {
    String shown = text.toString();
    return shown.length() <= 80 ? shown : shown.substring(0, 80) + "…";
  }
}
