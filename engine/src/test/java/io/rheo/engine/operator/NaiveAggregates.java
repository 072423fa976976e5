package io.rheo.engine.operator;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Aggregate functions recomputed from all rows: the reference for random tests. */
public final class NaiveAggregates {
  private static final Set<String> SIMPLE = Set.of("COUNT", "SUM", "AVG", "MIN", "MAX");

  private NaiveAggregates() {}

  /** The results of the calls over rows of boxed values. */
  public static List<Object> compute(List<AggregateCall> calls, List<List<Object>> rows) {
    List<Object> results = new ArrayList<>();
    calls.forEach(call -> results.add(compute(call, rows)));
    return results;
  }

  private static Object compute(AggregateCall call, List<List<Object>> rows) {
    List<List<Object>> filtered =
        rows.stream()
            .filter(
                row ->
                    call.filter() == AggregateCall.NONE
                        || Boolean.TRUE.equals(row.get(call.filter())))
            .toList();
    if (call.argument() == AggregateCall.NONE) {
      return (long) filtered.size();
    }
    if (!SIMPLE.contains(call.function().name())) {
      return NaiveFunctions.compute(call, filtered);
    }
    List<Object> values =
        filtered.stream().map(row -> row.get(call.argument())).filter(Objects::nonNull).toList();
    if (call.distinct()) {
      values = values.stream().distinct().toList();
    }
    return switch (call.function().name()) {
      case "COUNT" -> (long) values.size();
      case "SUM" -> values.isEmpty() ? null : result(sum(values), call.type());
      case "AVG" -> values.isEmpty() ? null : average(values, call.type());
      case "MIN" -> values.stream().min(NaiveAggregates::compare).orElse(null);
      case "MAX" -> values.stream().max(NaiveAggregates::compare).orElse(null);
      default -> throw new IllegalArgumentException(call.toString());
    };
  }

  private static BigDecimal sum(List<Object> values) {
    return values.stream()
        .map(value -> new BigDecimal(value.toString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Object average(List<Object> values, DataType type) {
    BigDecimal count = BigDecimal.valueOf(values.size());
    return type.name() == TypeName.DECIMAL
        ? sum(values).divide(count, type.scale(), RoundingMode.HALF_UP)
        : (Object) (sum(values).doubleValue() / values.size());
  }

  private static Object result(BigDecimal value, DataType type) {
    return switch (type.name()) {
      case BIGINT -> value.longValueExact();
      case DOUBLE -> value.doubleValue();
      default -> value.setScale(type.scale());
    };
  }

  @SuppressWarnings("unchecked") // values of one column
  static int compare(Object a, Object b) {
    if (a instanceof String text) {
      return Arrays.compareUnsigned(
          text.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
    }
    return ((Comparator<Object>) (Comparator<?>) Comparator.naturalOrder()).compare(a, b);
  }
}
