package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.metric.Counter;
import io.rheo.engine.operator.Operator;
import io.rheo.engine.operator.Output;

/**
 * The way from a view into another that reads it. While the reader rests, changes wait here, net,
 * and go in with the first step after that; so a view that is paused holds nobody up.
 */
final class ViewPort implements Output {
  private final Output reader;
  private final ViewMember member;
  private final RowTimes times;
  private final ChangeLog waiting;
  private long watermark = Operator.NO_WATERMARK;
  private final Counter rowsIn = new Counter();
  private boolean open;

  /**
   * @param member whose operators {@code reader} is in front of
   */
  ViewPort(LiveView view, Output reader, ViewMember member) {
    this.reader = reader;
    this.member = member;
    times = view.times();
    waiting = new ChangeLog(view.rowType(), view.updating());
  }

  @Override
  public void batch(Batch batch) {
    if (!open) {
      add(times.mark(batch, watermark));
      return;
    }
    rowsIn.add(batch.rowCount());
    member.guard(() -> reader.batch(batch));
  }

  /** Rows from before now, which wait until it is opened. */
  void add(TimedBatch batch) {
    rowsIn.add(batch.rows().rowCount());
    waiting.add(batch);
  }

  @Override
  public void watermark(long newWatermark) {
    watermark = Math.max(watermark, newWatermark);
    if (open) {
      member.guard(() -> reader.watermark(newWatermark));
    }
  }

  long rowsIn() {
    return rowsIn.get();
  }

  /** From now on changes wait. */
  void shut() {
    open = false;
  }

  /** What waits goes in, and then what comes. */
  void open() {
    open = true;
    member.guard(
        () -> {
          waiting.drain().forEach(batch -> batch.handOn(reader));
          if (watermark > Operator.NO_WATERMARK) {
            reader.watermark(watermark);
          }
        });
  }
}
