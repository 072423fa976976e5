package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.exec.output.Terminal;
import io.rheo.engine.metric.Counter;
import io.rheo.engine.operator.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows leave for a materialized view: at once for the views that read it and share its steps, at
 * the end of the step for everybody else.
 */
final class ViewTerminal implements Terminal {
  private final LiveView view;
  private final List<ViewPort> readers = new ArrayList<>();
  private final List<TimedBatch> step = new ArrayList<>();
  private final Counter rowsOut = new Counter();
  private volatile long watermark = Operator.NO_WATERMARK; // its thread alone writes it

  ViewTerminal(LiveView view) {
    this.view = view;
  }

  LiveView view() {
    return view;
  }

  void connect(ViewPort reader) {
    readers.add(reader);
  }

  void disconnect(ViewPort reader) {
    readers.remove(reader);
  }

  @Override
  public void batch(Batch batch) {
    if (batch.rowCount() == 0) {
      return;
    }
    rowsOut.add(batch.rowCount());
    step.add(view.times().mark(batch, watermark));
    List.copyOf(readers).forEach(reader -> reader.batch(batch));
  }

  @Override
  public void watermark(long newWatermark) {
    if (newWatermark > watermark) {
      watermark = newWatermark;
      List.copyOf(readers).forEach(reader -> reader.watermark(newWatermark));
    }
  }

  /** The step is over; to be called with the boundary lock held. */
  void publish() {
    if (!step.isEmpty() || watermark > view.watermark()) {
      view.publish(step, watermark);
      step.clear();
    }
  }

  /** The watermark of its rows. */
  long reached() {
    return watermark;
  }

  @Override
  public long rowsOut() {
    return rowsOut.get();
  }

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public void flush() {} // its rows are visible at the end of the step

  @Override
  public void finish() {}

  @Override
  public void close() {}
}
