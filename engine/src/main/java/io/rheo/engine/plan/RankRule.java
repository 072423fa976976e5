package io.rheo.engine.plan;

import io.rheo.engine.expr.SortKey;
import java.util.List;

/**
 * Which rows are among the first of their partition.
 *
 * @param latestFirst whether of rows that compare equal {@code ROW_NUMBER} puts the latest first;
 *     else the earliest
 * @param from the first rank that is wanted, at least 1
 * @param to the last one; there is none if it is less than {@code from}
 */
public record RankRule(
    RankFunction function,
    List<Integer> partition,
    List<SortKey> order,
    boolean latestFirst,
    long from,
    long to) {
  public RankRule {
    partition = List.copyOf(partition);
    order = List.copyOf(order);
  }
}
