package io.rheo.engine.plan;

import java.util.List;

/**
 * Says that of the pairs of a join which have the same keys only those are wanted whose value is
 * the greatest or least so far; others may be left out, and what can be in no others forgotten.
 *
 * @param side whose rows have the value
 * @param column of that side's input
 * @param greatest whether the greatest value is wanted; else the least
 * @param nullsFirst whether NULL is wanted before all values; else after all
 */
public record LeadingPairs(int side, int column, boolean greatest, boolean nullsFirst) {
  /** Adds what EXPLAIN says of it. */
  void addTo(RegularJoin join, List<String> lines) {
    String value = join.inputs().get(side).rowType().name(column);
    lines.add(
        "pairs: "
            + value
            + (greatest ? " >= MAX(" : " <= MIN(")
            + value
            + ") of the keys so far"
            + (nullsFirst ? ", NULL before all" : ""));
  }
}
