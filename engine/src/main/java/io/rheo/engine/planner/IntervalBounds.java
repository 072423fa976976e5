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
  /** A time of each side. */
  private record Times(int left, int right) {}

  /** What a part of the condition says of two times. */
  private record Bound(Times times, TimeRange range) {}

  /** The bounds of a join; empty if the condition does not bound the distance of two times. */
  static Optional<IntervalBounds> of(PlannedJoin join) {
    JoinTimes inputs = new JoinTimes(join.left(), join.right());
    Map<Times, TimeRange> ranges = new LinkedHashMap<>();
    for (JoinKey key : join.keys()) {
      if (join.left().traits().timeColumns().contains(key.left())
          && join.right().traits().timeColumns().contains(key.right())) {
        ranges.put(new Times(key.left(), key.right()), new TimeRange(0, 0));
      }
    }
    List<Expr> conjuncts = join.condition().map(Conditions::conjuncts).orElse(List.of());
    List<Optional<Bound>> bounds = new ArrayList<>();
    for (Expr conjunct : conjuncts) {
      Optional<Bound> bound = bound(conjunct, inputs);
      bounds.add(bound);
      bound.ifPresent(found -> ranges.merge(found.times(), found.range(), TimeRange::and));
    }
    return ranges.entrySet().stream()
        .filter(entry -> entry.getValue().isClosed())
        .findFirst()
        .map(entry -> bounds(entry.getKey(), entry.getValue(), conjuncts, bounds));
  }

  private static IntervalBounds bounds(
      Times times, TimeRange range, List<Expr> conjuncts, List<Optional<Bound>> bounds) {
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
    if (!(conjunct instanceof Expr.Call call) || !TimeRange.isComparison(call.operator())) {
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
    return TimeRange.of(sum, operator, right, left)
        .map(range -> new Bound(new Times(left, inputs.own(right)), range));
  }
}
