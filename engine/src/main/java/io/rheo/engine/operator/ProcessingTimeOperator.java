package io.rheo.engine.operator;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.plan.PhysicalNode;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Puts rows on the clock of the steps, for windows of processing time.
 *
 * <p>Input: any changelog, whose weights stay. Output: the same rows, where the time column holds
 * the time of the step; no row is ever late. The watermark is a millisecond before that time, also
 * in steps without rows, so that windows close by themselves; that of event time ends here. At the
 * end of the input everything closes. No state.
 */
public final class ProcessingTimeOperator implements OneInputOperator {
  private final int timeColumn;
  private final LongSupplier nowMillis;
  private long watermark = NO_WATERMARK;

  /**
   * An operator of one dataflow.
   *
   * @param nowMillis the time of the step, which never goes back
   */
  public ProcessingTimeOperator(PhysicalNode.ProcessingTime plan, LongSupplier nowMillis) {
    timeColumn = plan.timeColumn();
    this.nowMillis = nowMillis;
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    advance(out);
    int count = batch.rowCount();
    long[] times = new long[count];
    Arrays.fill(times, nowMillis.getAsLong());
    Column[] columns = new Column[batch.columnCount()];
    Arrays.setAll(columns, batch::column);
    columns[timeColumn] = new LongColumn(times, null);
    out.batch(new Batch(columns, count, batch.weights()));
  }

  @Override
  public void onWatermark(long newWatermark, Output out) {
    if (newWatermark == END_OF_INPUT) {
      watermark = END_OF_INPUT;
      out.watermark(END_OF_INPUT);
    }
  }

  @Override
  public void onStepEnd(Output out) {
    advance(out);
  }

  private void advance(Output out) {
    long reached = nowMillis.getAsLong() - 1;
    if (reached > watermark) {
      watermark = reached;
      out.watermark(reached);
    }
  }
}
