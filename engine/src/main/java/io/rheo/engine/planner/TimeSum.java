package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A time, or a length of time, as times of columns added and subtracted, and a number of
 * milliseconds.
 *
 * @param columns how often the time of each column is in it; none is 0
 */
record TimeSum(Map<Integer, Integer> columns, long millis) {
  static TimeSum ofColumn(int column) {
    return new TimeSum(Map.of(column, 1), 0);
  }

  private static TimeSum ofMillis(long millis) {
    return new TimeSum(Map.of(), millis);
  }

  /**
   * The expression in this form; empty if it has another one. Fails with an {@link
   * ArithmeticException} if it is beyond all times.
   *
   * @param known what is known of a part of the expression, such as a column that is a time
   */
  static Optional<TimeSum> of(Expr expr, Function<Expr, Optional<TimeSum>> known) {
    Optional<TimeSum> given = known.apply(expr);
    if (given.isPresent()) {
      return given;
    } else if (expr instanceof Expr.Literal literal) {
      return literal.type().name() == TypeName.INTERVAL_DAY_TIME
              && literal.value() instanceof Long millis
          ? Optional.of(ofMillis(millis))
          : Optional.empty();
    } else if (expr instanceof Expr.Call call) {
      return ofCall(call, known);
    } else {
      return Optional.empty();
    }
  }

  private static Optional<TimeSum> ofCall(Expr.Call call, Function<Expr, Optional<TimeSum>> known) {
    if (call.operands().isEmpty() || !isTime(call.type())) {
      return Optional.empty();
    }
    Optional<TimeSum> first = of(call.operands().get(0), known);
    return switch (call.operator()) {
      case "+", "-" -> {
        int sign = call.operator().equals("+") ? 1 : -1;
        Optional<TimeSum> second = of(call.operands().get(1), known);
        yield first.flatMap(a -> second.map(b -> a.plus(b, sign)));
      }
      case "*" -> product(call, known);
      case "NEGATE" -> first.map(a -> ofMillis(0).plus(a, -1));
      case "CAST" ->
          call.type().name() == call.operands().get(0).type().name() ? first : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<TimeSum> product(
      Expr.Call call, Function<Expr, Optional<TimeSum>> known) {
    Expr first = call.operands().get(0);
    Expr second = call.operands().get(1);
    Optional<TimeSum> length = of(first, known).or(() -> of(second, known));
    Expr factor = of(first, known).isPresent() ? second : first;
    return factor instanceof Expr.Literal literal && literal.value() instanceof Number number
        ? length
            .filter(sum -> sum.columns().isEmpty() && isWhole(number))
            .map(sum -> ofMillis(Math.multiplyExact(sum.millis(), number.longValue())))
        : Optional.empty();
  }

  private static boolean isWhole(Number number) {
    return number instanceof Integer || number instanceof Long;
  }

  private static boolean isTime(DataType type) {
    return switch (type.name()) {
      case TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME -> true;
      default -> false;
    };
  }

  /** This and {@code sign} times another. */
  TimeSum plus(TimeSum other, int sign) {
    Map<Integer, Integer> sum = new HashMap<>(columns);
    other.columns.forEach((column, times) -> sum.merge(column, sign * times, Integer::sum));
    sum.values().removeIf(times -> times == 0);
    long change = Math.multiplyExact((long) sign, other.millis);
    return new TimeSum(sum, Math.addExact(millis, change));
  }
}
