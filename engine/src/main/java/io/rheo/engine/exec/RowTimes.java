package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.operator.LocalTime;
import io.rheo.engine.operator.Operator;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.WindowColumns;

/**
 * The times of the rows of a view by which somebody may judge whether they are late. Rows that are
 * taken back are kept net, which leaves no order to judge by: they have no times here.
 */
final class RowTimes {
  private static final int[] NONE = {};

  private final int[] columns;
  private final int localEnd; // the column of window ends on the clock of a zone; -1: none
  private final LocalTime clock;

  private RowTimes(int[] columns, int localEnd, LocalTime clock) {
    this.columns = columns;
    this.localEnd = localEnd;
    this.clock = clock;
  }

  static RowTimes of(StreamTraits traits) {
    if (traits.updating()) {
      return new RowTimes(NONE, WindowColumns.NONE, null);
    }
    int end = traits.window().map(WindowColumns::end).orElse(WindowColumns.NONE);
    LocalTime clock = LocalTime.of(traits.window().flatMap(WindowColumns::zone));
    int[] columns = traits.timeColumns().stream().mapToInt(Integer::intValue).toArray();
    return new RowTimes(columns, end, clock);
  }

  /** Whether rows have times. */
  boolean areThere() {
    return columns.length > 0 || localEnd != WindowColumns.NONE;
  }

  /** The rows, with the watermark that holds now if one of them is behind it. */
  TimedBatch mark(Batch batch, long watermark) {
    return watermark > Operator.NO_WATERMARK && isAnyBehind(batch, watermark)
        ? new TimedBatch(batch, watermark)
        : TimedBatch.unmarked(batch);
  }

  private boolean isAnyBehind(Batch batch, long watermark) {
    // A row at the very end of a session would join it if the session were still open; and what
    // closes a window is the last ms before its end.
    long reached = after(watermark);
    for (int column : columns) {
      if (isAnyAtMost((LongColumn) batch.column(column), batch.rowCount(), reached)) {
        return true;
      }
    }
    return localEnd != WindowColumns.NONE
        && isAnyAtMost(
            (LongColumn) batch.column(localEnd),
            batch.rowCount(),
            after(clock.watermark(watermark)));
  }

  private static long after(long watermark) {
    return watermark == Operator.END_OF_INPUT ? watermark : watermark + 1;
  }

  private static boolean isAnyAtMost(LongColumn column, int count, long time) {
    long[] times = column.values();
    for (int row = 0; row < count; row++) {
      if (times[row] <= time && Validity.isSet(column.validity(), row)) {
        return true;
      }
    }
    return false;
  }
}
