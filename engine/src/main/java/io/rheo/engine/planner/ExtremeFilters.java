package io.rheo.engine.planner;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.JoinKey;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.plan.WindowProperty;
import io.rheo.engine.type.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins of rows with the greatest or least of their own values in a window, such as {@code ON
 * b.price = m.max AND b.ts BETWEEN m.window_start AND m.window_end}: most rows are behind another
 * one of their window as soon as they come, and meet nothing whatever comes after them.
 */
final class ExtremeFilters {
  private static final int TIME = 0; // what sums of times speak of
  private static final int WINDOW_END = 1;

  private final PlannedJoin join;
  private final int side; // whose rows are filtered
  private final Derivation own;
  private final Derivation results; // of the aggregate
  private final WindowNode.WindowAggregate aggregate;
  private final SameRows rows;

  private ExtremeFilters(
      PlannedJoin join,
      int side,
      Derivation own,
      Derivation results,
      WindowNode.WindowAggregate aggregate,
      SameRows rows) {
    this.join = join;
    this.side = side;
    this.own = own;
    this.results = results;
    this.aggregate = aggregate;
    this.rows = rows;
  }

  /** The join with such a filter below it, if it is one of these; else as it is. */
  static PlannedJoin applied(PlannedJoin join) {
    for (int side = 0; side < 2; side++) {
      Optional<PhysicalNode> filter =
          givesAlone(join.kind(), side)
              ? Optional.empty()
              : of(join, side).flatMap(ExtremeFilters::filter);
      if (filter.isPresent()) {
        return join.withInput(side, filter.get());
      }
    }
    return join;
  }

  /** Whether rows of a side that meet nothing are in the result. */
  private static boolean givesAlone(JoinKind kind, int side) {
    return kind == JoinKind.ANTI ? side == 0 : kind.pads(1 - side);
  }

  private static Optional<ExtremeFilters> of(PlannedJoin join, int side) {
    Derivation own = Derivation.of(join.input(side));
    Derivation results = Derivation.of(join.input(1 - side));
    return results.base() instanceof WindowNode.WindowAggregate aggregate
            && aggregate.emit() == EmitMode.ON_WINDOW_CLOSE
            && coversTime(aggregate.window())
        ? SameRows.of(own, Derivation.of(aggregate.input()))
            .map(rows -> new ExtremeFilters(join, side, own, results, aggregate, rows))
        : Optional.empty();
  }

  /** Whether windows end at equal distances, and each time is in one. */
  private static boolean coversTime(TimeWindow window) {
    return window instanceof TimeWindow.Fixed fixed
        ? fixed.slide() <= fixed.size()
        : window instanceof TimeWindow.Cumulating;
  }

  private Optional<PhysicalNode> filter() {
    int time = rows.column(aggregate.timeColumn()).map(own.columns()::indexOf).orElse(-1);
    Optional<List<Integer>> keys = keys();
    TimeRange sinceEnd = sinceEnd();
    if (time < 0 || keys.isEmpty() || !sinceEnd.isClosed()) {
      return Optional.empty();
    }
    for (int i = 0; i < aggregate.aggregates().size(); i++) {
      AggregateCall call = aggregate.aggregates().get(i);
      int value = isExtreme(call) ? equalTo(aggregate.keys().size() + i, call.argument()) : -1;
      if (value >= 0) {
        boolean greatest = call.function().equals(AggregateFunction.MAX);
        return Optional.of(
            new WindowNode.ExtremeFilter(
                join.input(side),
                aggregate.window(),
                time,
                keys.get(),
                value,
                greatest,
                sinceEnd.lower(),
                sinceEnd.upper()));
      }
    }
    return Optional.empty();
  }

  private static boolean isExtreme(AggregateCall call) {
    return call.filter() == AggregateCall.NONE
        && call.type().storage() != Storage.OBJECT
        && (call.function().equals(AggregateFunction.MAX)
            || call.function().equals(AggregateFunction.MIN));
  }

  /** The own columns that must equal the aggregate's keys; empty if there is not one for each. */
  private Optional<List<Integer>> keys() {
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < aggregate.keys().size(); i++) {
      int column = equalTo(i, aggregate.keys().get(i));
      if (column < 0) {
        return Optional.empty();
      }
      keys.add(column);
    }
    return Optional.of(keys);
  }

  /**
   * The own column that is the same as a column of the aggregate's input, and that the join wants
   * to be equal to one of its results; -1 if there is none. NULL is equal to nothing.
   */
  private int equalTo(int result, int input) {
    Optional<Expr> same = rows.column(input);
    for (JoinKey key : join.keys()) {
      if (!key.nullsEqual()
          && results.columns().get(key.column(1 - side)) instanceof Expr.InputRef ref
          && ref.column() == result
          && same.filter(own.columns().get(key.column(side))::equals).isPresent()) {
        return key.column(side);
      }
    }
    return -1;
  }

  /** How far the time of a row may be from the end of a window that it meets. */
  private TimeRange sinceEnd() {
    TimeRange range = TimeRange.ALL;
    for (Expr conjunct : join.condition().map(Conditions::conjuncts).orElse(List.of())) {
      if (conjunct instanceof Expr.Call call && TimeRange.isComparison(call.operator())) {
        range = range.and(sinceEnd(call));
      }
    }
    return range;
  }

  private TimeRange sinceEnd(Expr.Call comparison) {
    try {
      Optional<TimeSum> first = TimeSum.of(comparison.operands().get(0), this::known);
      Optional<TimeSum> second = TimeSum.of(comparison.operands().get(1), this::known);
      return first
          .flatMap(a -> second.map(b -> a.plus(b, -1)))
          .flatMap(sum -> TimeRange.of(sum, comparison.operator(), TIME, WINDOW_END))
          .orElse(TimeRange.ALL);
    } catch (ArithmeticException e) {
      return TimeRange.ALL; // beyond all times
    }
  }

  private Optional<TimeSum> known(Expr expr) {
    if (!(expr instanceof Expr.InputRef ref)) {
      return Optional.empty();
    }
    int leftColumns = join.left().rowType().size();
    int of = ref.column() < leftColumns ? 0 : 1;
    int column = ref.column() - of * leftColumns;
    return of == side
        ? TimeSum.of(own.columns().get(column), this::ownTime)
        : TimeSum.of(results.columns().get(column), this::windowBound);
  }

  private Optional<TimeSum> ownTime(Expr expr) {
    return rows.column(aggregate.timeColumn())
        .filter(expr::equals)
        .map(time -> TimeSum.ofColumn(TIME));
  }

  /** A column that the window gives, by the end of the window. */
  private Optional<TimeSum> windowBound(Expr expr) {
    int firstProperty = aggregate.keys().size() + aggregate.aggregates().size();
    if (!(expr instanceof Expr.InputRef ref) || ref.column() < firstProperty) {
      return Optional.empty();
    }
    WindowProperty property = aggregate.properties().get(ref.column() - firstProperty);
    TimeSum end = TimeSum.ofColumn(WINDOW_END);
    return switch (property) {
      case WINDOW_END -> Optional.of(end);
      case WINDOW_TIME -> Optional.of(new TimeSum(end.columns(), -1));
      case WINDOW_START ->
          aggregate.window() instanceof TimeWindow.Fixed fixed
              ? Optional.of(new TimeSum(end.columns(), -fixed.size()))
              : Optional.empty();
    };
  }
}
