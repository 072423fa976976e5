package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.JoinKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far apart the times of rows that go together may be, as the condition of a join says it.
 *
 * @param leftTime a time attribute of the left input
 * @param rightTime a time attribute of the right input
 * @param lower the least that the right's time less the left's may be, in milliseconds
 * @param upper the most
 * @param rest what the condition says beyond that
 */
record IntervalBounds(int leftTime, int rightTime, long lower, long upper, Optional<Expr> rest) {
  private static final long NO_LOWER = Long.MIN_VALUE;
  private static final long NO_UPPER = Long.MAX_VALUE;

  /** A time of each side. */
  private record Times(int left, int right) {}

  /** From where to where the distance of two times may be. */
  private record Range(long lower, long upper) {
    static final Range ALL = new Range(NO_LOWER, NO_UPPER);

    Range and(Range other) {
      return new Range(Math.max(lower, other.lower), Math.min(upper, other.upper));
    }

    boolean isClosed() {
      return lower != NO_LOWER && upper != NO_UPPER;
    }
  }

  /** What a part of the condition says of two times. */
  private record Bound(Times times, Range range) {}

  /** The bounds of a join; empty if the condition does not bound the distance of two times. */
  static Optional<IntervalBounds> of(PlannedJoin join) {
    JoinTimes inputs = new JoinTimes(join.left(), join.right());
    Map<Times, Range> ranges = new LinkedHashMap<>();
    for (JoinKey key : join.keys()) {
      if (join.left().traits().timeColumns().contains(key.left())
          && join.right().traits().timeColumns().contains(key.right())) {
        ranges.put(new Times(key.left(), key.right()), new Range(0, 0));
      }
    }
    List<Expr> conjuncts = join.condition().map(Conditions::conjuncts).orElse(List.of());
    List<Optional<Bound>> bounds = new ArrayList<>();
    for (Expr conjunct : conjuncts) {
      Optional<Bound> bound = bound(conjunct, inputs);
      bounds.add(bound);
      bound.ifPresent(found -> ranges.merge(found.times(), found.range(), Range::and));
    }
    return ranges.entrySet().stream()
        .filter(entry -> entry.getValue().isClosed())
        .findFirst()
        .map(entry -> bounds(entry.getKey(), entry.getValue(), conjuncts, bounds));
  }

  private static IntervalBounds bounds(
      Times times, Range range, List<Expr> conjuncts, List<Optional<Bound>> bounds) {
    List<Expr> rest = new ArrayList<>();
    for (int i = 0; i < conjuncts.size(); i++) {
      if (bounds.get(i).filter(bound -> bound.times().equals(times)).isEmpty()) {
        rest.add(conjuncts.get(i));
      }
    }
    return new IntervalBounds(
        times.left(), times.right(), range.lower(), range.upper(), Conditions.and(rest));
  }

  private static Optional<Bound> bound(Expr conjunct, JoinTimes inputs) {
    if (!(conjunct instanceof Expr.Call call) || !isComparison(call.operator())) {
      return Optional.empty();
    }
    try {
      Optional<TimeSum> first = TimeSum.of(call.operands().get(0), inputs::of);
      Optional<TimeSum> second = TimeSum.of(call.operands().get(1), inputs::of);
      return first.flatMap(a -> second.flatMap(b -> bound(a.plus(b, -1), call.operator(), inputs)));
    } catch (ArithmeticException e) {
      return Optional.empty(); // beyond all times: the condition is computed, and fails, row by row
    }
  }

  private static boolean isComparison(String operator) {
    return switch (operator) {
      case "=", "<", "<=", ">", ">=" -> true;
      default -> false;
    };
  }

  /** What it says that a sum of times compares like this with nothing. */
  private static Optional<Bound> bound(TimeSum sum, String operator, JoinTimes inputs) {
    if (sum.columns().size() != 2) {
      return Optional.empty();
    }
    int left = sum.columns().keySet().stream().filter(inputs::isLeft).findFirst().orElse(-1);
    int right =
        sum.columns().keySet().stream().filter(c -> !inputs.isLeft(c)).findFirst().orElse(-1);
    if (left < 0 || right < 0) {
      return Optional.empty();
    }
    Times times = new Times(left, inputs.own(right));
    int ofLeft = sum.columns().get(left);
    int ofRight = sum.columns().get(right);
    if (ofLeft == -1 && ofRight == 1) {
      return Optional.of(new Bound(times, range(operator, Math.negateExact(sum.millis()))));
    } else if (ofLeft == 1 && ofRight == -1) {
      return Optional.of(new Bound(times, range(mirrored(operator), sum.millis())));
    } else {
      return Optional.empty();
    }
  }

  private static Range range(String operator, long value) {
    return switch (operator) {
      case ">" -> new Range(Math.addExact(value, 1), NO_UPPER);
      case ">=" -> new Range(value, NO_UPPER);
      case "<" -> new Range(NO_LOWER, Math.subtractExact(value, 1));
      case "<=" -> new Range(NO_LOWER, value);
      case "=" -> new Range(value, value);
      default -> Range.ALL;
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
}
