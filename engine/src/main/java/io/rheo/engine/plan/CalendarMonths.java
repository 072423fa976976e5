package io.rheo.engine.plan;

import java.time.LocalDate;

/** Months counted from January 1970, in UTC. */
final class CalendarMonths {
  private static final long MILLIS_PER_DAY = 86_400_000L;

  private CalendarMonths() {}

  /** The month that {@code time} is in. */
  static int monthOf(long time) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(time, MILLIS_PER_DAY));
    return (date.getYear() - 1970) * 12 + date.getMonthValue() - 1;
  }

  /** The first millisecond of the month. */
  static long start(int month) {
    int year = 1970 + Math.floorDiv(month, 12);
    return LocalDate.of(year, Math.floorMod(month, 12) + 1, 1).toEpochDay() * MILLIS_PER_DAY;
  }
}
