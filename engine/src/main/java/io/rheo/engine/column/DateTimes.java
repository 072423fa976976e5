package io.rheo.engine.column;

/**
 * DATE, TIME and TIMESTAMP as text, both ways, in the proleptic Gregorian calendar and without
 * objects: {@code 2026-01-31}, {@code 10:00:00.250}, {@code 2026-01-31 10:00:00.250}.
 *
 * <p>Reading takes the years 0001 to 9999 and cuts fractions of a second off after the millisecond.
 */
public final class DateTimes {
  /** What {@link #parseTimestamp} returns for text that is no timestamp. */
  public static final long NO_TIMESTAMP = Long.MIN_VALUE;

  /** What {@link #parseDate} returns for text that is no date. */
  public static final int NO_DATE = Integer.MIN_VALUE;

  /** What {@link #parseTime} returns for text that is no time of day. */
  public static final int NO_TIME = -1;

  public static final long MILLIS_PER_DAY = 86_400_000L;

  private static final int DATE_LENGTH = 10;
  private static final int MINUTE_MILLIS = 60_000;
  private static final int HOUR_MILLIS = 3_600_000;
  private static final int NO_OFFSET = Integer.MIN_VALUE;
  private static final int DAYS_FROM_YEAR_0_TO_1970 = 719_528;

  /** How date and time of day are joined in a timestamp. */
  public enum TimestampStyle {
    /** By a space or a {@code T}; a date alone is midnight. */
    ANY,
    /** By a space. */
    SQL,
    /** By a {@code T}. */
    ISO_8601
  }

  private DateTimes() {}

  /** Days since 1970 of {@code yyyy-MM-dd}, or {@link #NO_DATE}. */
  public static int parseDate(byte[] text, int from, int to) {
    if (to - from != DATE_LENGTH || text[from + 4] != '-' || text[from + 7] != '-') {
      return NO_DATE;
    }
    int century = twoDigits(text, from);
    int yearOfCentury = twoDigits(text, from + 2);
    int month = twoDigits(text, from + 5);
    int day = twoDigits(text, from + 8);
    if ((century | yearOfCentury | month | day) < 0) {
      return NO_DATE;
    }
    int year = century * 100 + yearOfCentury;
    if (year == 0 || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) {
      return NO_DATE;
    }
    return daysOfDate(year, month, day);
  }

  /** Milliseconds of the day of {@code HH:mm[:ss[.fraction]]}, or {@link #NO_TIME}. */
  public static int parseTime(byte[] text, int from, int to) {
    int length = to - from;
    if (length < 5 || text[from + 2] != ':') {
      return NO_TIME;
    }
    int hour = twoDigits(text, from);
    int minute = twoDigits(text, from + 3);
    if ((hour | minute) < 0 || hour > 23 || minute > 59) {
      return NO_TIME;
    }
    int minutes = hour * HOUR_MILLIS + minute * MINUTE_MILLIS;
    if (length == 5) {
      return minutes;
    }
    if (length < 8 || text[from + 5] != ':') {
      return NO_TIME;
    }
    int second = twoDigits(text, from + 6);
    if (second < 0 || second > 59) {
      return NO_TIME;
    }
    int fraction = length == 8 ? 0 : fractionMillis(text, from + 8, to);
    return fraction < 0 ? NO_TIME : minutes + second * 1000 + fraction;
  }

  /**
   * Milliseconds since 1970 of {@code yyyy-MM-dd HH:mm:ss.fraction} and its shorter forms, or
   * {@link #NO_TIMESTAMP}. A trailing {@code Z} is taken and changes nothing.
   *
   * @param instant whether the text names an instant: an offset such as {@code +02:00} is then
   *     taken too and applied; without one the text is in UTC
   */
  public static long parseTimestamp(
      byte[] text, int from, int to, TimestampStyle style, boolean instant) {
    if (to - from < DATE_LENGTH) {
      return NO_TIMESTAMP;
    }
    int days = parseDate(text, from, from + DATE_LENGTH);
    if (days == NO_DATE) {
      return NO_TIMESTAMP;
    }
    int timeStart = from + DATE_LENGTH;
    if (timeStart == to) {
      return style == TimestampStyle.ANY ? days * MILLIS_PER_DAY : NO_TIMESTAMP;
    }
    if (!joins(text[timeStart], style)) {
      return NO_TIMESTAMP;
    }
    int timeEnd = to;
    int offset = 0;
    if (text[to - 1] == 'Z') {
      timeEnd--;
    } else if (instant) {
      int zone = startOfOffset(text, timeStart, to);
      timeEnd = zone;
      offset = zone == to ? 0 : parseOffset(text, zone, to);
    }
    int time = parseTime(text, timeStart + 1, timeEnd);
    if (time == NO_TIME || offset == NO_OFFSET) {
      return NO_TIMESTAMP;
    }
    return days * MILLIS_PER_DAY + time - offset;
  }

  /**
   * The first fractional digits of a number of milliseconds, the rest cut off (towards the past).
   */
  public static long truncateMillis(long millis, int precision) {
    return switch (precision) {
      case 0 -> millis - Math.floorMod(millis, 1000L);
      case 1 -> millis - Math.floorMod(millis, 100L);
      case 2 -> millis - Math.floorMod(millis, 10L);
      default -> millis;
    };
  }

  /** Appends {@code yyyy-MM-dd}. */
  public static void appendDate(StringBuilder out, long days) {
    long shifted = days + DAYS_FROM_YEAR_0_TO_1970 - 60; // days since 1 March of year 0
    long era = Math.floorDiv(shifted, 146_097L);
    int dayOfEra = (int) Math.floorMod(shifted, 146_097L);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shiftedMonth = (5 * dayOfYear + 2) / 153; // 0 is March
    int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
    int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    appendYear(out, era * 400 + yearOfEra + (month <= 2 ? 1 : 0));
    out.append('-');
    appendTwo(out, month);
    out.append('-');
    appendTwo(out, day);
  }

  /** Appends {@code HH:mm:ss} and {@code precision} fractional digits (0 to 3). */
  public static void appendTime(StringBuilder out, int millisOfDay, int precision) {
    appendTwo(out, millisOfDay / HOUR_MILLIS);
    out.append(':');
    appendTwo(out, millisOfDay / MINUTE_MILLIS % 60);
    out.append(':');
    appendTwo(out, millisOfDay / 1000 % 60);
    appendFraction(out, millisOfDay % 1000, precision);
  }

  /** Appends date and time of day, with {@code joint} between them. */
  public static void appendTimestamp(StringBuilder out, long millis, int precision, char joint) {
    appendDate(out, Math.floorDiv(millis, MILLIS_PER_DAY));
    out.append(joint);
    appendTime(out, (int) Math.floorMod(millis, MILLIS_PER_DAY), precision);
  }

  /** Appends {@code +years-months}, as in {@code +1-02}. */
  public static void appendMonthInterval(StringBuilder out, long months) {
    long magnitude = Math.abs(months);
    out.append(months < 0 ? '-' : '+').append(magnitude / 12).append('-');
    appendTwo(out, (int) (magnitude % 12));
  }

  /** Appends {@code +days HH:mm:ss.SSS}. */
  public static void appendDayInterval(StringBuilder out, long millis) {
    out.append(millis < 0 ? '-' : '+').append(Math.abs(millis / MILLIS_PER_DAY)).append(' ');
    appendTime(out, (int) Math.abs(millis % MILLIS_PER_DAY), 3);
  }

  /** The number of fractional digits that are not trailing zeros: 0 to 3. */
  public static int fractionDigits(long millis) {
    int fraction = (int) Math.floorMod(millis, 1000L);
    if (fraction == 0) {
      return 0;
    }
    return fraction % 100 == 0 ? 1 : fraction % 10 == 0 ? 2 : 3;
  }

  private static boolean joins(byte joint, TimestampStyle style) {
    return switch (style) {
      case ANY -> joint == ' ' || joint == 'T';
      case SQL -> joint == ' ';
      case ISO_8601 -> joint == 'T';
    };
  }

  private static int startOfOffset(byte[] text, int timeStart, int to) {
    for (int at = to - 1; at > timeStart; at--) {
      if (text[at] == '+' || text[at] == '-') {
        return at;
      }
    }
    return to;
  }

  /** Milliseconds of {@code +HH}, {@code +HHmm} or {@code +HH:mm}, up to 18 hours. */
  private static int parseOffset(byte[] text, int from, int to) {
    int length = to - from;
    int minuteStart = length == 6 && text[from + 3] == ':' ? from + 4 : from + 3;
    if (length != 3 && length != 5 && minuteStart != from + 4) {
      return NO_OFFSET;
    }
    int hours = twoDigits(text, from + 1);
    int minutes = length == 3 ? 0 : twoDigits(text, minuteStart);
    if ((hours | minutes) < 0 || hours > 18 || minutes > 59) {
      return NO_OFFSET;
    }
    int millis = hours * HOUR_MILLIS + minutes * MINUTE_MILLIS;
    return text[from] == '-' ? -millis : millis;
  }

  private static int fractionMillis(byte[] text, int from, int to) {
    if (text[from] != '.' || to - from < 2 || to - from > 10) {
      return -1;
    }
    int millis = 0;
    int weight = 100;
    for (int at = from + 1; at < to; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      millis += digit * weight;
      weight /= 10;
    }
    return millis;
  }

  private static int twoDigits(byte[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }

  private static int daysOfMonth(int year, int month) {
    return switch (month) {
      case 2 -> (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Counts years from March, so that a leap day is the last day of its year. */
  private static int daysOfDate(int year, int month, int day) {
    int marchYear = month <= 2 ? year - 1 : year;
    int shiftedMonth = month <= 2 ? month + 9 : month - 3;
    int beforeYear = 365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400;
    int beforeMonth = (153 * shiftedMonth + 2) / 5;
    return beforeYear + beforeMonth + day - 1 + 60 - DAYS_FROM_YEAR_0_TO_1970;
  }

  private static void appendYear(StringBuilder out, long year) {
    long magnitude = Math.abs(year);
    if (year < 0) {
      out.append('-');
    }
    for (long bound = 1000; bound > Math.max(magnitude, 1); bound /= 10) {
      out.append('0');
    }
    out.append(magnitude);
  }

  private static void appendFraction(StringBuilder out, int millis, int precision) {
    if (precision > 0) {
      out.append('.').append((char) ('0' + millis / 100));
    }
    if (precision > 1) {
      out.append((char) ('0' + millis / 10 % 10));
    }
    if (precision > 2) {
      out.append((char) ('0' + millis % 10));
    }
  }

  private static void appendTwo(StringBuilder out, int number) {
    out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
