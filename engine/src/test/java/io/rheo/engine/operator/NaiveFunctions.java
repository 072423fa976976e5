package io.rheo.engine.operator;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;

/** The less common aggregate functions, recomputed from all rows. */
final class NaiveFunctions {
  private static final MathContext EXACT = new MathContext(60);

  private NaiveFunctions() {}

  /** The result over rows that pass the filter. */
  static Object compute(AggregateCall call, List<List<Object>> rows) {
    List<List<Object>> sorted = new ArrayList<>(call.distinct() ? distinct(call, rows) : rows);
    sorted.sort(order(call));
    List<Object> all = sorted.stream().map(row -> row.get(call.argument())).toList();
    List<Object> values = all.stream().filter(Objects::nonNull).toList();
    boolean flag = call.function().parameters().contains(true);
    return switch (call.function().name()) {
      case "ARRAY_AGG" -> listOrNull(flag ? all : values);
      case "LISTAGG" -> join(call, values);
      case "FIRST_VALUE" -> end(flag ? all : values, false);
      case "LAST_VALUE" -> end(flag ? all : values, true);
      case "ARG_MIN" -> extremeBy(call, rows, false);
      case "ARG_MAX" -> extremeBy(call, rows, true);
      case "MODE" -> mode(values);
      case "COLLECT" -> values.isEmpty() ? null : counts(values);
      case "PERCENTILE_DISC", "PERCENTILE_CONT", "APPROX_PERCENTILE" -> percentile(call, values);
      case "APPROX_COUNT_DISTINCT" -> distinctTuples(call, rows);
      case "BIT_AND" -> bits(call, values, (a, b) -> a & b);
      case "BIT_OR" -> bits(call, values, (a, b) -> a | b);
      case "BIT_XOR" -> bits(call, values, (a, b) -> a ^ b);
      default -> moment(call, sorted);
    };
  }

  private static List<List<Object>> distinct(AggregateCall call, List<List<Object>> rows) {
    List<List<Object>> first = new ArrayList<>();
    List<Object> seen = new ArrayList<>();
    for (List<Object> row : rows) {
      if (!seen.contains(row.get(call.argument()))) {
        seen.add(row.get(call.argument()));
        first.add(row);
      }
    }
    return first;
  }

  private static long distinctTuples(AggregateCall call, List<List<Object>> rows) {
    return rows.stream()
        .map(row -> call.arguments().stream().map(row::get).toList())
        .filter(tuple -> tuple.stream().allMatch(Objects::nonNull))
        .distinct()
        .count();
  }

  private static Comparator<List<Object>> order(AggregateCall call) {
    return (a, b) ->
        call.order().stream()
            .mapToInt(key -> compare(key, a.get(key.column()), b.get(key.column())))
            .filter(result -> result != 0)
            .findFirst()
            .orElse(0);
  }

  private static int compare(SortKey key, Object a, Object b) {
    if (a == null || b == null) {
      int nullFirst = Boolean.compare(b == null, a == null);
      return key.nullsFirst() ? nullFirst : -nullFirst;
    }
    return key.descending() ? NaiveAggregates.compare(b, a) : NaiveAggregates.compare(a, b);
  }

  private static Object listOrNull(List<Object> values) {
    return values.isEmpty() ? null : new ArrayList<>(values);
  }

  private static Object join(AggregateCall call, List<Object> values) {
    String separator = (String) call.function().parameters().get(0);
    return values.isEmpty()
        ? null
        : values.stream().map(Object::toString).collect(Collectors.joining(separator));
  }

  private static Object end(List<Object> values, boolean last) {
    return values.isEmpty() ? null : values.get(last ? values.size() - 1 : 0);
  }

  private static Object extremeBy(AggregateCall call, List<List<Object>> rows, boolean max) {
    int by = call.arguments().get(1);
    List<Object> best = null;
    for (List<Object> row : rows) {
      if (row.get(by) != null && row.get(call.argument()) != null) {
        int order = best == null ? -1 : NaiveAggregates.compare(row.get(by), best.get(by));
        if (best == null || (max ? order > 0 : order < 0)) {
          best = row;
        }
      }
    }
    return best == null ? null : best.get(call.argument());
  }

  private static Map<Object, Object> counts(List<Object> values) {
    Map<Object, Object> counts = new TreeMap<>(NaiveAggregates::compare);
    values.forEach(value -> counts.merge(value, 1, (a, b) -> (Integer) a + (Integer) b));
    return counts;
  }

  private static Object mode(List<Object> values) {
    Object best = null;
    int count = 0;
    for (Map.Entry<Object, Object> entry : counts(values).entrySet()) {
      if ((Integer) entry.getValue() > count) {
        best = entry.getKey();
        count = (Integer) entry.getValue();
      }
    }
    return best;
  }

  private static Object percentile(AggregateCall call, List<Object> values) {
    if (values.isEmpty()) {
      return null;
    }
    List<Object> sorted = new ArrayList<>(values);
    sorted.sort(NaiveAggregates::compare);
    double fraction = (Double) call.function().parameters().get(1);
    boolean descending = (Boolean) call.function().parameters().get(0);
    if (!call.function().name().equals("PERCENTILE_CONT")) {
      if (descending) {
        Collections.reverse(sorted);
      }
      return sorted.get((int) Math.max(0, Math.ceil(fraction * sorted.size()) - 1));
    }
    double place = (descending ? 1 - fraction : fraction) * (sorted.size() - 1);
    double low = ((Number) sorted.get((int) Math.floor(place))).doubleValue();
    double high = ((Number) sorted.get((int) Math.ceil(place))).doubleValue();
    return low + (high - low) * (place - Math.floor(place));
  }

  private static Object bits(AggregateCall call, List<Object> values, LongBinaryOperator operator) {
    if (values.isEmpty()) {
      return null;
    }
    long result = ((Number) values.get(0)).longValue();
    for (Object value : values.subList(1, values.size())) {
      result = operator.applyAsLong(result, ((Number) value).longValue());
    }
    return call.type().name() == TypeName.BIGINT ? (Object) result : (Object) (int) result;
  }

  private static Object moment(AggregateCall call, List<List<Object>> rows) {
    int a = call.argument();
    int b = call.arguments().get(call.arguments().size() - 1);
    List<List<Object>> known =
        rows.stream().filter(row -> row.get(a) != null && row.get(b) != null).toList();
    int count = known.size();
    String name = call.function().name();
    if (name.equals("REGR_COUNT")) {
      return (long) count;
    }
    if (count == 0) {
      return null;
    }
    double products =
        switch (name) {
          case "REGR_SXX" -> deviations(known, b, b);
          case "REGR_SYY" -> deviations(known, a, a);
          default -> deviations(known, a, b);
        };
    return switch (name) {
      case "VAR_POP", "COVAR_POP" -> products / count;
      case "STDDEV_POP" -> Math.sqrt(products / count);
      case "VAR_SAMP", "COVAR_SAMP" -> count < 2 ? null : (Object) (products / (count - 1));
      case "STDDEV_SAMP" -> count < 2 ? null : (Object) Math.sqrt(products / (count - 1));
      default -> products;
    };
  }

  private static double deviations(List<List<Object>> rows, int a, int b) {
    BigDecimal sumA = BigDecimal.ZERO;
    BigDecimal sumB = BigDecimal.ZERO;
    BigDecimal products = BigDecimal.ZERO;
    for (List<Object> row : rows) {
      BigDecimal x = new BigDecimal(row.get(a).toString());
      BigDecimal y = new BigDecimal(row.get(b).toString());
      sumA = sumA.add(x);
      sumB = sumB.add(y);
      products = products.add(x.multiply(y));
    }
    BigDecimal count = BigDecimal.valueOf(rows.size());
    return products.subtract(sumA.multiply(sumB).divide(count, EXACT)).doubleValue();
  }
}
