package io.rheo.engine.operator.over;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.operator.changelog.ColumnEntries;

/**
 * {@code MIN} or {@code MAX} of a frame that rows leave: keeps the rows that can still become the
 * result, which are in order, so that each row comes and goes once. Amortised O(1) a row.
 */
final class Extreme extends OverFunction {
  private final int column;
  private final int sign; // of a comparison after which the earlier row can stay
  private final PartitionRows rows;
  private final LongDeque candidates = new LongDeque();

  Extreme(int column, boolean max, PartitionRows rows) {
    this.column = column;
    this.rows = rows;
    sign = max ? 1 : -1;
  }

  @Override
  void enter(long number) {
    if (rows.isNull(number, column)) {
      return;
    }
    while (!candidates.isEmpty() && !isBetter(candidates.last(), number)) {
      candidates.removeLast();
    }
    candidates.addLast(number);
  }

  private boolean isBetter(long earlier, long later) {
    int comparison =
        ColumnEntries.compare(
            rows.batch(earlier).column(column),
            rows.row(earlier),
            rows.batch(later).column(column),
            rows.row(later));
    return comparison * sign > 0;
  }

  @Override
  void leave(long number) {
    if (!candidates.isEmpty() && candidates.first() == number) {
      candidates.removeFirst();
    }
  }

  @Override
  boolean append(long current, ColumnBuilder out) {
    if (candidates.isEmpty()) {
      out.appendNull();
    } else {
      long number = candidates.first();
      out.append(rows.batch(number).column(column), rows.row(number));
    }
    return true;
  }
}
