package io.rheo.engine.planner;

import java.util.Optional;

/**
 * From where to where the distance of two times may be, both included, in milliseconds.
 *
 * @param lower {@link #NO_LOWER} if nothing is known
 * @param upper {@link #NO_UPPER} if nothing is known
 */
record TimeRange(long lower, long upper) {
  static final long NO_LOWER = Long.MIN_VALUE;
  static final long NO_UPPER = Long.MAX_VALUE;
  static final TimeRange ALL = new TimeRange(NO_LOWER, NO_UPPER);

  /**
   * What it says of the time of one column less that of another that a sum of just these compares
   * like this with nothing; empty if it says nothing of that. Fails with an {@link
   * ArithmeticException} if it is beyond all times.
   */
  static Optional<TimeRange> of(TimeSum sum, String operator, int column, int other) {
    int of = sum.columns().getOrDefault(column, 0);
    int ofOther = sum.columns().getOrDefault(other, 0);
    if (sum.columns().size() != 2) {
      return Optional.empty();
    } else if (of == 1 && ofOther == -1) {
      return Optional.of(of(operator, Math.negateExact(sum.millis())));
    } else if (of == -1 && ofOther == 1) {
      return Optional.of(of(mirrored(operator), sum.millis()));
    } else {
      return Optional.empty();
    }
  }

  private static TimeRange of(String operator, long value) {
    return switch (operator) {
      case ">" -> new TimeRange(Math.addExact(value, 1), NO_UPPER);
      case ">=" -> new TimeRange(value, NO_UPPER);
      case "<" -> new TimeRange(NO_LOWER, Math.subtractExact(value, 1));
      case "<=" -> new TimeRange(NO_LOWER, value);
      case "=" -> new TimeRange(value, value);
      default -> ALL;
    };
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case ">" -> "<";
      case ">=" -> "<=";
      case "<" -> ">";
      case "<=" -> ">=";
      default -> operator;
    };
  }

  static boolean isComparison(String operator) {
    return switch (operator) {
      case "=", "<", "<=", ">", ">=" -> true;
      default -> false;
    };
  }

  TimeRange and(TimeRange other) {
    return new TimeRange(Math.max(lower, other.lower), Math.min(upper, other.upper));
  }

  boolean isClosed() {
    return lower != NO_LOWER && upper != NO_UPPER;
  }
}
