package io.rheo.engine.operator.sort;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.changelog.ColumnEntries;
import java.util.List;

/** Sorts the rows of one batch by some of its columns; equal rows keep their order. */
public final class RowOrder {
  private final Column[] columns;
  private final SortKey[] keys;

  public RowOrder(Batch batch, List<SortKey> keys) {
    this.keys = keys.toArray(SortKey[]::new);
    columns = keys.stream().map(key -> batch.column(key.column())).toArray(Column[]::new);
  }

  /** The rows {@code [0, count)} in order. */
  public int[] sorted(int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
    int[] scratch = rows.clone();
    mergeSort(scratch, rows, 0, count);
    return rows;
  }

  /** Sorts {@code [from, to)} of {@code rows}; {@code copy} holds the same rows there. */
  private void mergeSort(int[] copy, int[] rows, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(rows, copy, from, middle);
    mergeSort(rows, copy, middle, to);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft = right == to || (left < middle && compare(copy[left], copy[right]) <= 0);
      rows[i] = takeLeft ? copy[left++] : copy[right++];
    }
  }

  private int compare(int a, int b) {
    for (int i = 0; i < keys.length; i++) {
      int order = compare(columns[i], keys[i], a, b);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(Column column, SortKey key, int a, int b) {
    boolean nullA = column.isNull(a);
    boolean nullB = column.isNull(b);
    if (nullA || nullB) {
      int order = Boolean.compare(nullB, nullA); // NULL first
      return key.nullsFirst() ? order : -order;
    }
    int order = ColumnEntries.compare(column, a, b);
    return key.descending() ? -order : order;
  }
}
