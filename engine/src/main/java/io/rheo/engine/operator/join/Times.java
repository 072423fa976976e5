package io.rheo.engine.operator.join;

/** Sums of times that stay at the ends of time. */
final class Times {
  private Times() {}

  static long plus(long time, long millis) {
    long sum = time + millis;
    if (((time ^ sum) & (millis ^ sum)) < 0) {
      return millis < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return sum;
  }

  static long minus(long time, long millis) {
    long difference = time - millis;
    if (((time ^ millis) & (time ^ difference)) < 0) {
      return millis > 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return difference;
  }
}
