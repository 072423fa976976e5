package io.rheo.engine.codegen.kernel;

/** Calendar periods whose length varies: rounding up to the start of the next one. */
public enum Periods {
  YEAR(12),
  QUARTER(3),
  MONTH(1),
  WEEK(0),
  ISOWEEK(0),
  DECADE(120),
  CENTURY(1_200),
  MILLENNIUM(12_000);

  private final int months; // 0: seven days

  Periods(int months) {
    this.months = months;
  }

  /** The first day of the period that {@code days} is in. */
  public int floor(int days) {
    return switch (this) {
      case YEAR -> Times.floorToYear(days);
      case QUARTER -> Times.floorToQuarter(days);
      case MONTH -> Times.floorToMonth(days);
      case WEEK -> Times.floorToWeek(days);
      case ISOWEEK -> Times.floorToIsoWeek(days);
      case DECADE -> Times.floorToDecade(days);
      case CENTURY -> Times.floorToCentury(days);
      case MILLENNIUM -> Times.floorToMillennium(days);
    };
  }

  /** {@code days} if a period starts there, else the start of the next period. */
  public static int ceilDate(Periods period, int days) {
    int floor = period.floor(days);
    if (floor == days) {
      return days;
    }
    return period.months == 0 ? floor + 7 : Times.addMonths(floor, period.months);
  }

  /** {@code millis} if a period starts there, else the start of the next period. */
  public static long ceilTimestamp(Periods period, long millis) {
    int days = Times.date(millis);
    boolean midnight = days * Times.DAY == millis;
    return ceilDate(period, midnight ? days : days + 1) * Times.DAY;
  }
}
