package io.rheo.shell.render;

/** Dates and times as text; years are at least four digits, before year 0 with a minus. */
final class TemporalText {
  private static final int MILLIS_PER_DAY = 86_400_000;
  private static final int DAYS_PER_ERA = 146_097; // 400 years
  private static final int EPOCH_DAY_OF_ERA_ZERO = 719_468; // days from 0000-03-01 to 1970-01-01

  private TemporalText() {}

  /** Appends {@code 2026-01-31 10:00:00.000}. */
  static void appendTimestamp(StringBuilder out, long millis, int fractionDigits) {
    appendDate(out, Math.floorDiv(millis, MILLIS_PER_DAY));
    out.append(' ');
    appendTime(out, Math.floorMod(millis, MILLIS_PER_DAY), fractionDigits);
  }

  /** Appends {@code 10:00:00.000}; no point if there are no digits after it. */
  static void appendTime(StringBuilder out, int millisOfDay, int fractionDigits) {
    int seconds = millisOfDay / 1000;
    appendTwo(out, seconds / 3600);
    out.append(':');
    appendTwo(out, seconds / 60 % 60);
    out.append(':');
    appendTwo(out, seconds % 60);
    if (fractionDigits > 0) {
      out.append('.');
      int rest = millisOfDay % 1000;
      for (int digit = 0; digit < fractionDigits; digit++) {
        out.append((char) ('0' + rest / 100));
        rest = rest % 100 * 10;
      }
    }
  }

  /** Appends {@code 2026-01-31}, in the Gregorian calendar extended to all times as SQL has it. */
  static void appendDate(StringBuilder out, long epochDay) {
    // Years are counted from March, so that the leap day is the last day of a year.
    long days = epochDay + EPOCH_DAY_OF_ERA_ZERO;
    long era = Math.floorDiv(days, DAYS_PER_ERA);
    int dayOfEra = (int) Math.floorMod(days, (long) DAYS_PER_ERA);
    int yearOfEra =
        (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / (DAYS_PER_ERA - 1)) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    appendYear(out, year);
    out.append('-');
    appendTwo(out, month);
    out.append('-');
    appendTwo(out, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
  }

  private static void appendYear(StringBuilder out, long year) {
    long magnitude = Math.abs(year);
    if (year < 0) {
      out.append('-');
    }
    for (long limit = 1_000; limit > 1 && magnitude < limit; limit /= 10) {
      out.append('0');
    }
    out.append(magnitude);
  }

  private static void appendTwo(StringBuilder out, int value) {
    out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
