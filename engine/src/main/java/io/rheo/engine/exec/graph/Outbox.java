package io.rheo.engine.exec.graph;

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
  private final KeyPartitioner partitioner; // null: nothing is sorted
  private final boolean copies; // everything goes to each reader
  private final int reader;
  private final List<List<StepEvent>> events = new ArrayList<>();
  private long order;

  /**
   * @param worker who writes
   * @param rows where they have to be; on any worker: they go to the one who writes
   */
  Outbox(int worker, Distribution rows, int readers) {
    partitioner =
        rows instanceof Distribution.ByKeys byKeys && readers > 1
            ? new KeyPartitioner(byKeys.columns(), readers)
            : null;
    copies = rows instanceof Distribution.OnEach;
    reader = rows instanceof Distribution.Anywhere ? worker : 0;
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
    if (copies) {
      StepEvent event = StepEvent.rows(order, batch);
      events.forEach(list -> list.add(event));
      return;
    }
    if (partitioner == null) {
      events.get(reader).add(StepEvent.rows(order, batch));
      return;
    }
    partitioner.partition(batch);
    for (int target = 0; target < events.size(); target++) {
      if (partitioner.hasRows(target)) {
        events.get(target).add(StepEvent.rows(order, partitioner.rowsOf(target, batch)));
      }
    }
  }

  @Override
  public void watermark(long watermark) {
    StepEvent event = StepEvent.watermark(order, watermark);
    events.forEach(list -> list.add(event));
  }
}
