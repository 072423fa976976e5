package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import java.util.Arrays;

/**
 * Copies each row into every window that it is in and adds the window's start, end and time ({@code
 * end - 1}).
 *
 * <p>Input: any changelog, whose weights stay; a row whose time is NULL is a row error. Output: in
 * the order of the input, the copies of a row by window end. Late rows are not told apart: what
 * reads the windows does that. No state.
 */
public final class WindowAssignOperator implements OneInputOperator {
  private final WindowTimes windowTimes;
  private final TimeWindow window;
  private final OperatorMetrics metrics;
  private final int[] rows = new int[Batch.TARGET_ROWS];
  private final long[] ends = new long[Batch.TARGET_ROWS];
  private int count;

  public WindowAssignOperator(WindowNode.WindowAssign plan, OperatorMetrics metrics) {
    this.metrics = metrics;
    window = plan.window();
    windowTimes = new WindowTimes(plan.input().rowType(), plan.timeColumn(), window);
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    LongColumn times = windowTimes.of(batch);
    long paneStart = 0;
    long paneEnd = Long.MIN_VALUE; // of the row before: none
    for (int row = 0; row < batch.rowCount(); row++) {
      if (times.isNull(row)) {
        metrics.rowError("the time attribute is NULL");
        continue;
      }
      long time = times.values()[row];
      if (time < paneStart || time >= paneEnd) {
        paneStart = window.paneStart(time);
        paneEnd = window.paneEnd(paneStart);
      }
      copy(batch, row, paneStart, out);
    }
    flush(batch, out);
  }

  private void copy(Batch batch, int row, long paneStart, Output out) {
    long last = window.lastWindowEnd(paneStart);
    long end = window.firstWindowEnd(paneStart);
    for (; end <= last; end = window.nextWindowEnd(end)) {
      rows[count] = row;
      ends[count] = end;
      count++;
      if (count == rows.length) {
        flush(batch, out);
      }
    }
  }

  private void flush(Batch batch, Output out) {
    if (count == 0) {
      return;
    }
    Batch copies = batch.gather(rows, count);
    int width = copies.columnCount();
    Column[] columns = new Column[width + 3];
    for (int i = 0; i < width; i++) {
      columns[i] = copies.column(i);
    }
    long[] starts = new long[count];
    long[] lastTimes = new long[count];
    for (int i = 0; i < count; i++) {
      starts[i] = window.windowStart(ends[i]);
      lastTimes[i] = windowTimes.clock().toInstant(ends[i] - 1);
    }
    columns[width] = new LongColumn(starts, null);
    columns[width + 1] = new LongColumn(Arrays.copyOf(ends, count), null);
    columns[width + 2] = new LongColumn(lastTimes, null);
    out.batch(new Batch(columns, count, copies.weights()));
    count = 0;
  }
}
