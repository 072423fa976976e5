package io.rheo.engine.operator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows with their net weights, as text in a stable order. */
public final class Multiset {
  private final Map<List<Object>, Integer> weights = new LinkedHashMap<>();

  public void add(List<Object> row, int weight) {
    weights.merge(row, weight, Integer::sum);
    weights.remove(row, 0);
  }

  /** Adds rows; a retraction must be of a row that is there. */
  public void apply(List<OperatorDriver.OutputRow> rows) {
    for (OperatorDriver.OutputRow row : rows) {
      if (weights.getOrDefault(row.values(), 0) + row.weight() < 0) {
        throw new AssertionError("retracts a row that is not there: " + row);
      }
      add(row.values(), row.weight());
    }
  }

  /** The rows that are here more often than there, and with a negative number the opposite. */
  public Map<String, Integer> minus(Multiset other) {
    Map<String, Integer> difference = new TreeMap<>();
    weights.forEach((row, weight) -> difference.merge(row.toString(), weight, Integer::sum));
    other.weights.forEach((row, weight) -> difference.merge(row.toString(), -weight, Integer::sum));
    difference.values().removeIf(weight -> weight == 0);
    return difference;
  }
}
