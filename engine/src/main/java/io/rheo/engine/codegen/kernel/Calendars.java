package io.rheo.engine.codegen.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Dates and timestamps from their parts. A part that no calendar or clock shows is an error. */
public final class Calendars {
  private static final int MINUTES = 60;
  private static final int HOURS = 24;

  private Calendars() {}

  /** Days since 1970. */
  public static int date(int year, int month, int day) {
    try {
      return Math.toIntExact(LocalDate.of(year, month, day).toEpochDay());
    } catch (DateTimeException e) {
      throw new RowException("there is no date " + year + "-" + month + "-" + day);
    }
  }

  /** Milliseconds since 1970; seconds may have a fraction, of which three digits are kept. */
  public static long timestamp(int year, int month, int day, int hour, int minute, double second) {
    return date(year, month, day) * Times.DAY + time(hour, minute, second);
  }

  /** Milliseconds of a day; seconds may have a fraction. */
  public static int time(int hour, int minute, double second) {
    boolean isTime =
        hour >= 0
            && hour < HOURS
            && minute >= 0
            && minute < MINUTES
            && second >= 0
            && second < MINUTES;
    if (!isTime) {
      throw new RowException("there is no time " + hour + ":" + minute + ":" + second);
    }
    long millis = Math.round(second * Times.SECOND);
    return (int) (hour * Times.HOUR + minute * Times.MINUTE + millis);
  }
}
