package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * What one worker's part of a fragment emits in a step, sorted by the worker that reads it.
 * Watermarks go to every reader. Used by the worker that writes, then by those who read, never at
 * the same time.
 */
final class Outbox implements Output {
  private final KeyPartitioner partitioner; // null: everything goes to reader 0
  private final List<List<StepEvent>> events = new ArrayList<>();
  private long order;

  /**
   * @param keys the columns by which rows are dealt out; empty: reader 0 gets them all
   */
  Outbox(List<Integer> keys, int readers) {
    partitioner = keys.isEmpty() || readers == 1 ? null : new KeyPartitioner(keys, readers);
    for (int i = 0; i < readers; i++) {
      events.add(new ArrayList<>());
    }
  }

  /** What one reader has to take, in order; the reader clears it. */
  List<StepEvent> of(int reader) {
    return events.get(reader);
  }

  /** What comes now was caused by the event with this number. */
  void causedBy(long newOrder) {
    order = newOrder;
  }

  @Override
  public void batch(Batch batch) {
    if (batch.rowCount() == 0) {
      return;
    }
    if (partitioner == null) {
      events.get(0).add(StepEvent.rows(order, batch));
      return;
    }
    partitioner.partition(batch);
    for (int reader = 0; reader < events.size(); reader++) {
      if (partitioner.hasRows(reader)) {
        events.get(reader).add(StepEvent.rows(order, partitioner.rowsOf(reader, batch)));
      }
    }
  }

  @Override
  public void watermark(long watermark) {
    StepEvent event = StepEvent.watermark(order, watermark);
    events.forEach(list -> list.add(event));
  }
}
