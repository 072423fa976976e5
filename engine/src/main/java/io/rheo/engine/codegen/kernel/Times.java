package io.rheo.engine.codegen.kernel;

import java.time.LocalDate;

/**
 * The calendar on numbers: dates are days since 1970, timestamps milliseconds. Proleptic Gregorian,
 * correct before 1970. Months are added as SQL does: 31 January + 1 month is the last of February.
 */
public final class Times {
  public static final long SECOND = 1_000;
  public static final long MINUTE = 60 * SECOND;
  public static final long HOUR = 60 * MINUTE;
  public static final long DAY = 24 * HOUR;

  private Times() {}

  public static int date(long millis) {
    return Math.toIntExact(Math.floorDiv(millis, DAY));
  }

  public static int timeOfDay(long millis) {
    return (int) Math.floorMod(millis, DAY);
  }

  public static long addMonths(long millis, long months) {
    int days = addMonths(date(millis), months);
    return days * DAY + timeOfDay(millis);
  }

  public static int addMonths(int days, long months) {
    return Math.toIntExact(LocalDate.ofEpochDay(days).plusMonths(months).toEpochDay());
  }

  /** Whole months from {@code start} to {@code end}; negative if the end is before. */
  public static long monthsBetween(long end, long start) {
    int startDay = date(start);
    int endDay = date(end);
    long months = 12L * (year(endDay) - year(startDay)) + month(endDay) - month(startDay);
    long reached = addMonths(start, months);
    if (months > 0 && reached > end) {
      return months - 1;
    }
    return months < 0 && reached < end ? months + 1 : months;
  }

  /** {@code millis} rounded down to a multiple of {@code unit}. */
  public static long floor(long millis, long unit) {
    return millis - Math.floorMod(millis, unit);
  }

  /** {@code millis} rounded up to a multiple of {@code unit}. */
  public static long ceil(long millis, long unit) {
    return Math.addExact(millis, Math.floorMod(-millis, unit));
  }

  // The civil calendar, after H. Hinnant, "chrono-compatible low-level date algorithms": years
  // start
  // in March, so that the leap day is the last.

  private static long dayOfEra(int days) {
    return Math.floorMod(days + 719_468L, 146_097L);
  }

  private static long yearOfEra(long dayOfEra) {
    return (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
  }

  private static long dayOfShiftedYear(long dayOfEra, long yearOfEra) {
    return dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  }

  public static int year(int days) {
    long era = Math.floorDiv(days + 719_468L, 146_097L);
    long dayOfEra = dayOfEra(days);
    long yearOfEra = yearOfEra(dayOfEra);
    long fromMarch = (5 * dayOfShiftedYear(dayOfEra, yearOfEra) + 2) / 153;
    return (int) (yearOfEra + era * 400 + (fromMarch >= 10 ? 1 : 0));
  }

  public static int month(int days) {
    long dayOfEra = dayOfEra(days);
    long fromMarch = (5 * dayOfShiftedYear(dayOfEra, yearOfEra(dayOfEra)) + 2) / 153;
    return (int) (fromMarch < 10 ? fromMarch + 3 : fromMarch - 9);
  }

  public static int dayOfMonth(int days) {
    long dayOfEra = dayOfEra(days);
    long dayOfYear = dayOfShiftedYear(dayOfEra, yearOfEra(dayOfEra));
    long fromMarch = (5 * dayOfYear + 2) / 153;
    return (int) (dayOfYear - (153 * fromMarch + 2) / 5 + 1);
  }

  /** Days since 1970 of a date; months and days outside their range carry over. */
  public static int days(int year, int month, int day) {
    return Math.toIntExact(LocalDate.of(year, month, 1).toEpochDay() + day - 1);
  }

  public static int dayOfYear(int days) {
    return days - days(year(days), 1, 1) + 1;
  }

  /** 1 is Sunday, as in MySQL and in Calcite. */
  public static int dayOfWeek(int days) {
    return Math.floorMod(days + 4, 7) + 1;
  }

  /** 1 is Monday, 7 is Sunday. */
  public static int isoDayOfWeek(int days) {
    return Math.floorMod(days + 3, 7) + 1;
  }

  /** ISO 8601: the week that holds the year's first Thursday is week 1. */
  public static int isoWeek(int days) {
    int thursday = days - isoDayOfWeek(days) + 4;
    return (dayOfYear(thursday) - 1) / 7 + 1;
  }

  /** The year that the ISO week belongs to. */
  public static int isoYear(int days) {
    return year(days - isoDayOfWeek(days) + 4);
  }

  public static int quarter(int days) {
    return (month(days) - 1) / 3 + 1;
  }

  public static int decade(int days) {
    return Math.floorDiv(year(days), 10);
  }

  /** The years 1 to 100 are century 1; there is no century 0. */
  public static int century(int days) {
    return periodOfYears(year(days), 100);
  }

  public static int millennium(int days) {
    return periodOfYears(year(days), 1000);
  }

  private static int periodOfYears(int year, int length) {
    return year > 0 ? (year + length - 1) / length : -((length - year) / length);
  }

  public static int floorToYear(int days) {
    return days(year(days), 1, 1);
  }

  public static int floorToQuarter(int days) {
    return days(year(days), quarter(days) * 3 - 2, 1);
  }

  public static int floorToMonth(int days) {
    return days - dayOfMonth(days) + 1;
  }

  /** The last day of the month that {@code days} is in. */
  public static int lastDayOfMonth(int days) {
    return addMonths(floorToMonth(days), 1) - 1;
  }

  /** Weeks start on Sunday, as in Calcite and Flink. */
  public static int floorToWeek(int days) {
    return days - dayOfWeek(days) + 1;
  }

  /** Weeks start on Monday, as in ISO 8601 and PostgreSQL. */
  public static int floorToIsoWeek(int days) {
    return days - isoDayOfWeek(days) + 1;
  }

  public static int floorToDecade(int days) {
    return days(Math.floorDiv(year(days), 10) * 10, 1, 1);
  }

  public static int floorToCentury(int days) {
    return days(Math.floorDiv(year(days) - 1, 100) * 100 + 1, 1, 1);
  }

  public static int floorToMillennium(int days) {
    return days(Math.floorDiv(year(days) - 1, 1000) * 1000 + 1, 1, 1);
  }
}
