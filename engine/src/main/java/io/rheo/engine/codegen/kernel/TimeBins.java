package io.rheo.engine.codegen.kernel;

/** Spans of equal length that times are in, and how much time went by since 1970. */
public final class TimeBins {
  private static final double SECOND = Times.SECOND;

  private TimeBins() {}

  public static double seconds(long millis) {
    return millis / SECOND;
  }

  public static long millis(long millis) {
    return millis;
  }

  /** The start of the span that a time is in; one of them starts at the origin. */
  public static long start(long span, long time, long origin) {
    checkPositive(span);
    return origin + Times.floor(Math.subtractExact(time, origin), span);
  }

  /** As {@link #start}, with spans of so many months. */
  public static long monthsStart(long months, long time, long origin) {
    checkPositive(months);
    long spans = Math.floorDiv(Times.monthsBetween(time, origin), months);
    long start = Times.addMonths(origin, spans * months);
    return start > time ? Times.addMonths(origin, (spans - 1) * months) : start;
  }

  private static void checkPositive(long span) {
    if (span <= 0) {
      throw new RowException("a span of time must be longer than nothing");
    }
  }
}
