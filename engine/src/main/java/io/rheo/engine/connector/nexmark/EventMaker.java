package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.Batch;

/** Makes the wanted events of a range of numbers, for one worker. */
final class EventMaker {
  private final EventBlock block;
  private final EventBatches batches;
  private Batch made; // null: no event of the range is wanted

  EventMaker(NexmarkSource source) {
    block = new EventBlock(source.config(), source.kinds());
    batches = new EventBatches(source);
  }

  /**
   * Makes the events from number {@code from} on, as many as a batch has.
   *
   * @return the number of the event after them, at most {@code to}
   */
  long make(long from, long to) {
    long next = block.fill(from, to, Batch.TARGET_ROWS);
    made = block.rowCount() > 0 ? batches.batch(block) : null;
    return next;
  }

  /** The events that were made last; {@code null} if there were none. */
  Batch made() {
    return made;
  }
}
