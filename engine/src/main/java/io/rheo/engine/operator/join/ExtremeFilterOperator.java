package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;

/**
 * Leaves out the rows that a join with the greatest (or least) values of windows cannot use.
 *
 * <p>Input: append-only. Output: its rows, without those that are behind one that came before them
 * and is in the same pane and of the same keys. Such a row is in no window whose greatest value is
 * its own, whatever comes after it. Rows pass that the join may find in a window that they are not
 * in, that are late for a window, whose time is NULL, or that equal the greatest so far. Of values
 * of more than 64 bits only the first 64 are compared.
 *
 * <p>State: a value for each key and pane whose windows are all open; the watermark drops it. A row
 * costs constant time.
 */
public final class ExtremeFilterOperator implements OneInputOperator {

  private final WindowNode.ExtremeFilter plan;
  private final TimeWindow window;
  private final ExtremeWords words;
  private final KeyEncoder encoder; // null: there are no keys
  private final int width; // of the keys
  private final GroupTable table;
  private final long[] key; // of one group
  private int[] kept = {};
  private long watermark = NO_WATERMARK;
  private long nextEnd = Long.MAX_VALUE; // the end of the window that closes first
  private long paneStart; // of the row before
  private long paneEnd;
  private long judgedFrom; // the times in the pane whose rows can only be in its windows
  private long judgedTo;
  private boolean open; // whether no window of the pane is closed
  private int base; // of the pane's group, if there are no keys

  public ExtremeFilterOperator(WindowNode.ExtremeFilter plan) {
    this.plan = plan;
    window = plan.window();
    words = new ExtremeWords(plan.rowType().type(plan.value()), plan.greatest(), false);
    encoder = plan.keys().isEmpty() ? null : new KeyEncoder(plan.rowType(), plan.keys());
    width = encoder == null ? 0 : encoder.width();
    key = new long[1 + width];
    table = new GroupTable(1 + width, new long[] {Long.MIN_VALUE}, 0);
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int rowCount = batch.rowCount();
    if (kept.length < rowCount) {
      kept = new int[Math.max(rowCount, Batch.TARGET_ROWS)];
    }
    LongColumn times = (LongColumn) batch.column(plan.timeColumn());
    long[] values = words.of(batch.column(plan.value()), rowCount);
    paneEnd = Long.MIN_VALUE; // the watermark has moved since the row before
    int count = filter(times, values, encoder == null ? null : encoder.encode(batch), rowCount);
    if (count > 0) {
      out.batch(count == rowCount ? batch : batch.gather(kept, count));
    }
  }

  /** Fills {@code kept}; returns how many rows are in it. */
  private int filter(LongColumn times, long[] values, long[] keys, int rowCount) {
    long[] time = times.values();
    int count = 0;
    for (int row = 0; row < rowCount; row++) {
      kept[count] = row;
      long at = time[row];
      if (times.isNull(row)) {
        count++;
        continue;
      }
      if (at < paneStart || at >= paneEnd) {
        enter(at);
      }
      boolean behind = open && isBehind(values[row], keys, row);
      count += behind && at >= judgedFrom && at < judgedTo ? 0 : 1;
    }
    return count;
  }

  private boolean isBehind(long value, long[] keys, int row) {
    int group = base;
    if (keys != null) {
      System.arraycopy(keys, row * width, key, 1, width);
      group = table.probe(key, 0);
    }
    long[] rows = table.rows();
    int at = group + 1 + width;
    boolean behind = value < rows[at];
    rows[at] = behind ? rows[at] : value;
    return behind;
  }

  private void enter(long time) {
    paneStart = window.paneStart(time);
    paneEnd = window.paneEnd(paneStart);
    long first = window.firstWindowEnd(paneStart);
    open = first - 1 > watermark;
    if (!open) {
      return;
    }
    long apart = window.nextWindowEnd(first) - first;
    long before = first - apart; // the end of the last window before the pane
    long after = window.lastWindowEnd(paneStart) + apart; // the end of the first one behind it
    judgedFrom = Times.plus(before + 1, plan.upper());
    judgedTo = Times.plus(after, plan.lower());
    nextEnd = Math.min(nextEnd, first);
    key[0] = paneStart;
    base = encoder == null ? table.probe(key, 0) : 0;
  }

  @Override
  public void onWatermark(long newWatermark, Output out) {
    watermark = newWatermark;
    if (nextEnd - 1 <= watermark) {
      nextEnd = Long.MAX_VALUE;
      table.compact(this::isOpen, (from, to) -> {});
      if (encoder != null && encoder.wantsCollection()) {
        encoder.mark(table, 1);
        encoder.sweep();
      }
    }
    out.watermark(newWatermark);
  }

  private boolean isOpen(long[] rows, int group) {
    long end = window.firstWindowEnd(rows[group]);
    if (end - 1 <= watermark) {
      return false;
    }
    nextEnd = Math.min(nextEnd, end);
    return true;
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(watermark);
    state.putLong(nextEnd);
    if (encoder != null) {
      encoder.writeTo(state);
    }
    table.writeTo(state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    watermark = state.getLong();
    nextEnd = state.getLong();
    if (encoder != null) {
      encoder.readFrom(state);
    }
    table.readFrom(state);
  }
}
