package io.rheo.engine.operator.rank;

import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first rows of each partition, by sorting them all. */
final class NaiveRanks {
  private final RankRule rule;
  private final boolean byContent;

  /**
   * @param byContent whether equal rows are in the order of their other columns
   */
  NaiveRanks(RankRule rule, boolean byContent) {
    this.rule = rule;
    this.byContent = byContent;
  }

  /** The rows that are among the first, each with its rank as a further value. */
  List<List<Object>> compute(List<List<Object>> table) {
    Map<List<Object>, List<List<Object>>> partitions = new LinkedHashMap<>();
    for (List<Object> row : table) {
      List<Object> key = new ArrayList<>();
      rule.partition().forEach(column -> key.add(row.get(column)));
      partitions.computeIfAbsent(key, absent -> new ArrayList<>()).add(row);
    }
    return partitions.values().stream().map(this::ranked).flatMap(Collection::stream).toList();
  }

  private List<List<Object>> ranked(List<List<Object>> partition) {
    List<List<Object>> sorted = new ArrayList<>(partition);
    if (rule.latestFirst() && !byContent) {
      java.util.Collections.reverse(sorted);
    }
    sorted.sort(byContent ? keys().thenComparing(content()) : keys());
    List<List<Object>> result = new ArrayList<>();
    long rank = 0;
    for (int i = 0; i < sorted.size(); i++) {
      boolean ties = i > 0 && keys().compare(sorted.get(i - 1), sorted.get(i)) == 0;
      if (!ties || rule.function() == RankFunction.ROW_NUMBER) {
        rank = rule.function() == RankFunction.DENSE_RANK ? rank + 1 : i + 1;
      }
      if (rule.from() <= rank && rank <= rule.to()) {
        List<Object> row = new ArrayList<>(sorted.get(i));
        row.add(rank);
        result.add(row);
      }
    }
    return result;
  }

  private Comparator<List<Object>> keys() {
    return (a, b) -> {
      for (SortKey key : rule.order()) {
        Object valueA = a.get(key.column());
        Object valueB = b.get(key.column());
        int order = compare(valueA, valueB);
        boolean anyNull = valueA == null || valueB == null;
        if (order != 0) {
          boolean reversed = anyNull ? !key.nullsFirst() : key.descending();
          return reversed ? -order : order;
        }
      }
      return 0;
    };
  }

  private static Comparator<List<Object>> content() {
    return (a, b) -> {
      for (int i = 0; i < a.size(); i++) {
        int order = compare(a.get(i), b.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  /** NULL first. */
  @SuppressWarnings("unchecked")
  private static int compare(Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    } else if (a instanceof String text) {
      return Arrays.compareUnsigned(
          text.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
    }
    return ((Comparable<Object>) a).compareTo(b);
  }
}
