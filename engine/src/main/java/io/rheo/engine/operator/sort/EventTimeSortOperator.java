package io.rheo.engine.operator.sort;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.state.BatchCodec;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * Hands rows on in the order of their time, when the watermark has passed them; rows of equal time
 * by other columns, then in the order of arrival.
 *
 * <p>Input: any changelog, whose weights stay. A row at or before the watermark is late: counted
 * and dropped. A row whose time is NULL is a row error. Output: the same columns, before the
 * watermark that releases them. State: the batches that hold a row still waiting.
 */
public final class EventTimeSortOperator implements OneInputOperator {
  private final OrderedNode.EventTimeSort plan;
  private final OperatorMetrics metrics;
  private final BatchCodec codec;
  private final TimeHeap waiting = new TimeHeap(); // by time, then batch number and row
  private Batch[] batches = new Batch[16]; // by number, from firstBatch on
  private int[] rowsWaiting = new int[16];
  private long firstBatch;
  private int batchCount;
  private long watermark = NO_WATERMARK;

  public EventTimeSortOperator(OrderedNode.EventTimeSort plan, OperatorMetrics metrics) {
    this.plan = plan;
    this.metrics = metrics;
    codec = new BatchCodec(plan.rowType());
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    LongColumn times = (LongColumn) batch.column(plan.timeColumn());
    long number = firstBatch + batchCount;
    int accepted = 0;
    int lateCount = 0;
    int[] lateRows = new int[batch.rowCount()];
    for (int row = 0; row < batch.rowCount(); row++) {
      if (times.isNull(row)) {
        metrics.rowError("the time attribute is NULL");
      } else if (times.values()[row] <= watermark) {
        lateRows[lateCount++] = row;
      } else {
        waiting.add(times.values()[row], number << 32 | row);
        accepted++;
      }
    }
    metrics.late(batch, lateRows, 0, lateCount, plan.timeColumn(), watermark);
    if (accepted > 0) {
      hold(batch, accepted);
    }
  }

  private void hold(Batch batch, int accepted) {
    if (batchCount == batches.length) {
      batches = Arrays.copyOf(batches, batchCount * 2);
      rowsWaiting = Arrays.copyOf(rowsWaiting, batchCount * 2);
    }
    batches[batchCount] = batch;
    rowsWaiting[batchCount] = accepted;
    batchCount++;
  }

  @Override
  public void onWatermark(long newWatermark, Output out) {
    watermark = newWatermark;
    BatchBuilder builder = new BatchBuilder(plan.rowType());
    while (!waiting.isEmpty() && waiting.firstTime() <= watermark) {
      if (plan.ties().isEmpty()) {
        take(waiting.removeFirst(), builder);
      } else {
        takeSorted(builder);
      }
      if (builder.isFull()) {
        out.batch(builder.build());
      }
    }
    if (!builder.isEmpty()) {
      out.batch(builder.build());
    }
    releaseBatches();
    out.watermark(watermark);
  }

  /** Takes the rows of the first time, sorted. */
  private void takeSorted(BatchBuilder builder) {
    long time = waiting.firstTime();
    BatchBuilder ties = new BatchBuilder(plan.rowType());
    while (!waiting.isEmpty() && waiting.firstTime() == time) {
      take(waiting.removeFirst(), ties);
    }
    Batch rows = ties.build();
    for (int row : new RowOrder(rows, plan.ties()).sorted(rows.rowCount())) {
      builder.appendRow(rows, row);
    }
  }

  private void take(long place, BatchBuilder builder) {
    int index = (int) ((place >>> 32) - firstBatch);
    builder.appendRow(batches[index], (int) place);
    rowsWaiting[index]--;
    if (rowsWaiting[index] == 0) {
      batches[index] = null;
    }
  }

  /** Forgets the first batches, of which nothing waits any more. */
  private void releaseBatches() {
    int done = 0;
    while (done < batchCount && rowsWaiting[done] == 0) {
      done++;
    }
    if (done > 0) {
      System.arraycopy(batches, done, batches, 0, batchCount - done);
      System.arraycopy(rowsWaiting, done, rowsWaiting, 0, batchCount - done);
      Arrays.fill(batches, batchCount - done, batchCount, null);
      batchCount -= done;
      firstBatch += done;
    }
  }

  /** How many batches are held. */
  int heldBatches() {
    return batchCount;
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(watermark);
    long[] places = waiting.places();
    Arrays.sort(places); // in order of arrival
    BatchBuilder builder = new BatchBuilder(plan.rowType());
    for (long place : places) {
      builder.appendRow(batches[(int) ((place >>> 32) - firstBatch)], (int) place);
    }
    codec.write(builder.build(), state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    watermark = state.getLong();
    Batch batch = codec.read(state);
    long[] times = batch.longs(plan.timeColumn());
    for (int row = 0; row < batch.rowCount(); row++) {
      waiting.add(times[row], row);
    }
    if (batch.rowCount() > 0) {
      hold(batch, batch.rowCount());
    }
  }
}
