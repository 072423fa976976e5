package io.rheo.engine.plan;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rows that a scan reads: those whose column has one of some values. The others are not made in
 * the first place.
 *
 * @param column as an index into the columns of the {@link TableSpec}; a whole number
 */
public record RowFilter(int column, SortedSet<Long> values) {
  public RowFilter {
    values = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(values));
  }

  /** The rows that pass this filter or another one on the same column. */
  public RowFilter or(RowFilter other) {
    TreeSet<Long> both = new TreeSet<>(values);
    both.addAll(other.values);
    return new RowFilter(column, both);
  }

  /** The rows that pass this filter and another one on the same column. */
  public RowFilter and(RowFilter other) {
    TreeSet<Long> common = new TreeSet<>(values);
    common.retainAll(other.values);
    return new RowFilter(column, common);
  }
}
