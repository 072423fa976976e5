package io.rheo.engine.exec.graph;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a scan hands out in a step, kept until the workers take it: each batch goes to one of them,
 * in turn, and each watermark to all.
 */
final class ScanLog implements Output {
  private final int workers;
  private final AtomicLong order; // shared by the scans of the dataflow; one thread writes
  private final List<List<StepEvent>> events = new ArrayList<>();
  private int next;
  private long rows;

  /**
   * @param workers among how many batches are dealt out
   * @param order numbers what all scans of the dataflow hand out
   */
  ScanLog(int workers, AtomicLong order) {
    this.workers = workers;
    this.order = order;
    for (int i = 0; i < workers; i++) {
      events.add(new ArrayList<>());
    }
  }

  /** What one worker has to take, in order; the caller clears it. */
  List<StepEvent> of(int worker) {
    return events.get(worker);
  }

  /** How many rows came since this was asked last. */
  long takeRowCount() {
    long count = rows;
    rows = 0;
    return count;
  }

  @Override
  public void batch(Batch batch) {
    if (batch.rowCount() > 0) {
      rows += batch.rowCount();
      events.get(next).add(StepEvent.rows(number(), batch));
      next = (next + 1) % workers;
    }
  }

  @Override
  public void watermark(long watermark) {
    StepEvent event = StepEvent.watermark(number(), watermark);
    events.forEach(list -> list.add(event));
  }

  private long number() {
    long number = order.getPlain();
    order.lazySet(number + 1);
    return number;
  }
}
