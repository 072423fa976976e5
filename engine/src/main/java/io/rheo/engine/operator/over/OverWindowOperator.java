package io.rheo.engine.operator.over;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.state.BatchCodec;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * {@code OVER} of the rows of a window, whose bound is among the keys of the partition, in any
 * order.
 *
 * <p>Input: append-only; the time column holds the last time of each row's window. A row of a
 * window that the watermark has closed is late: counted and dropped. Output: insert-only, the rows
 * of a window when the watermark closes it, by the order of the {@code OVER}, before that
 * watermark. A row with a result that its type cannot hold is counted as a row error and left out.
 *
 * <p>State: the rows of open windows. A row costs the logarithm of the rows of its window, once.
 */
public final class OverWindowOperator implements OneInputOperator {
  private final OrderedNode.Over plan;
  private final OperatorMetrics metrics;
  private final BatchCodec codec;
  private final NavigableMap<Long, BatchBuilder> windows = new TreeMap<>(); // by last time
  private long watermark = NO_WATERMARK;

  public OverWindowOperator(OrderedNode.Over plan, OperatorMetrics metrics) {
    this.plan = plan;
    this.metrics = metrics;
    codec = new BatchCodec(plan.input().rowType());
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    long[] times = batch.longs(plan.timeColumn());
    int[] late = new int[batch.rowCount()];
    int lateCount = 0;
    BatchBuilder rows = null; // of the window of the row before
    for (int row = 0; row < batch.rowCount(); row++) {
      if (times[row] <= watermark) {
        late[lateCount++] = row;
        rows = null;
        continue;
      } else if (rows == null || times[row] != times[row - 1]) {
        rows = rowsOf(times[row]);
      }
      for (int copy = batch.weight(row); copy > 0; copy--) {
        rows.appendRow(batch, row);
      }
    }
    metrics.late(batch, late, 0, lateCount, plan.timeColumn(), watermark);
  }

  private BatchBuilder rowsOf(long time) {
    return windows.computeIfAbsent(time, key -> new BatchBuilder(plan.input().rowType()));
  }

  @Override
  public void onWatermark(long newWatermark, Output out) {
    watermark = newWatermark;
    while (!windows.isEmpty() && windows.firstKey() <= watermark) {
      Batch rows = windows.pollFirstEntry().getValue().build();
      PartitionRun.emit(List.of(rows), plan, metrics, out);
    }
    out.watermark(watermark);
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(watermark);
    state.putInt(windows.size());
    for (Map.Entry<Long, BatchBuilder> window : windows.entrySet()) {
      state.putLong(window.getKey());
      Batch rows = window.getValue().build();
      codec.write(rows, state);
      append(rows, window.getValue());
    }
  }

  @Override
  public void restore(StateReader state) throws IOException {
    watermark = state.getLong();
    int count = state.getInt();
    for (int i = 0; i < count; i++) {
      BatchBuilder rows = rowsOf(state.getLong());
      append(codec.read(state), rows);
    }
  }

  private static void append(Batch rows, BatchBuilder to) {
    for (int row = 0; row < rows.rowCount(); row++) {
      to.appendRow(rows, row);
    }
  }
}
