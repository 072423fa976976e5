package io.rheo.engine.codegen.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;

/** Values as SQL text, for CAST to a string. */
public final class TextWriter {
  private TextWriter() {}

  public static Slice ofBoolean(boolean value) {
    return ascii(value ? "TRUE" : "FALSE");
  }

  public static Slice ofLong(long value) {
    return ascii(Long.toString(value));
  }

  public static Slice ofDouble(double value) {
    return ascii(shortest(value));
  }

  public static Slice ofFloat(double value) {
    return ascii(Float.toString((float) value));
  }

  public static Slice ofDecimal(long unscaled, int scale) {
    return ascii(BigDecimal.valueOf(unscaled, scale).toPlainString());
  }

  public static Slice ofDecimal(Int128 unscaled, int scale) {
    return ascii(Decimals.toBigDecimal(unscaled, scale).toPlainString());
  }

  /** {@code yyyy-MM-dd}. */
  public static Slice ofDate(int days) {
    StringBuilder text = new StringBuilder(10);
    appendDate(text, days);
    return ascii(text.toString());
  }

  /** {@code HH:mm:ss} and the fraction, if {@code digits} is not zero. */
  public static Slice ofTime(int millis, int digits) {
    StringBuilder text = new StringBuilder(12);
    appendTime(text, millis, digits);
    return ascii(text.toString());
  }

  /** {@code yyyy-MM-dd HH:mm:ss} and the fraction, if {@code digits} is not zero. */
  public static Slice ofTimestamp(long millis, int digits) {
    StringBuilder text = new StringBuilder(23);
    appendDate(text, Times.date(millis));
    text.append(' ');
    appendTime(text, Times.timeOfDay(millis), digits);
    return ascii(text.toString());
  }

  /** {@code [-]days HH:mm:ss.SSS}. */
  public static Slice ofDayTimeInterval(long millis) {
    StringBuilder text = new StringBuilder();
    long magnitude = Math.absExact(millis);
    text.append(millis < 0 ? '-' : '+').append(magnitude / Times.DAY).append(' ');
    appendTime(text, (int) (magnitude % Times.DAY), 3);
    return ascii(text.toString());
  }

  /** {@code [-]years-months}. */
  public static Slice ofMonthInterval(long months) {
    long magnitude = Math.absExact(months);
    StringBuilder text = new StringBuilder();
    text.append(months < 0 ? '-' : '+').append(magnitude / 12).append('-');
    appendPadded(text, magnitude % 12, 2);
    return ascii(text.toString());
  }

  /** The fewest digits that read back as {@code value}; {@code Double.toString} may give more. */
  static String shortest(double value) {
    String text = Double.toString(value);
    if (text.length() < 18 || Double.isNaN(value) || Double.isInfinite(value)) {
      return text; // longer than needed only with 17 or more digits
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 15; digits < 17; digits++) {
      double candidate = exact.round(new MathContext(digits)).doubleValue();
      String shorter = Double.toString(candidate);
      if (candidate == value && shorter.length() < text.length()) {
        return shorter;
      }
    }
    return text;
  }

  private static void appendDate(StringBuilder text, int days) {
    int year = Times.year(days);
    if (year < 0) {
      text.append('-');
    }
    appendPadded(text, Math.abs(year), 4);
    text.append('-');
    appendPadded(text, Times.month(days), 2);
    text.append('-');
    appendPadded(text, Times.dayOfMonth(days), 2);
  }

  private static void appendTime(StringBuilder text, int millis, int digits) {
    appendPadded(text, millis / 3_600_000, 2);
    text.append(':');
    appendPadded(text, millis / 60_000 % 60, 2);
    text.append(':');
    appendPadded(text, millis / 1_000 % 60, 2);
    if (digits > 0) {
      text.append('.');
      int start = text.length();
      appendPadded(text, millis % 1_000, 3);
      text.setLength(Math.min(text.length(), start + digits));
    }
  }

  private static void appendPadded(StringBuilder text, long value, int width) {
    String digits = Long.toString(value);
    text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
  }

  private static Slice ascii(String text) {
    return Slice.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
