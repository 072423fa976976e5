package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** Makes the wanted events in the order of their numbers. All of them are one split. */
final class NexmarkReader implements SourceReader {
  private static final int SPLIT = 0;

  private final NexmarkConfig config;
  private final Clock clock;
  private final EventBlock block;
  private final EventBatches batches;
  private final long eventCount;
  private long next; // the number of the first event not made yet
  private long startMillis;
  private boolean started;
  private boolean caughtUp;

  NexmarkReader(NexmarkSource source, Clock clock) {
    this.config = source.config();
    this.clock = clock;
    block = new EventBlock(config, source.kinds());
    batches = new EventBatches(source);
    eventCount = config.eventCount().orElse(Long.MAX_VALUE);
  }

  @Override
  public Status poll(long waitNanos, SourceOutput out) throws InterruptedException {
    if (!started) {
      started = true;
      startMillis = clock.millis();
      out.splitAdded(SPLIT, "nexmark");
    }
    long due = Math.min(dueEvents(), eventCount);
    if (next < due) {
      caughtUp = false;
      next = block.fill(next, due, Batch.TARGET_ROWS);
      if (block.rowCount() > 0) {
        out.rows(SPLIT, batches.batch(block));
      }
    }
    if (next == eventCount && !config.keepAlive()) {
      out.splitFinished(SPLIT);
      return Status.FINISHED;
    }
    if (next < due) {
      return Status.MORE;
    }
    if (!caughtUp) {
      caughtUp = true;
      out.splitCaughtUp(SPLIT);
    }
    TimeUnit.NANOSECONDS.sleep(Math.min(waitNanos, nanosToNextEvent()));
    return Status.IDLE;
  }

  /** Event 0 is due at once, the next when it is as much later as its event time is. */
  private long dueEvents() {
    if (!config.paced()) {
      return Long.MAX_VALUE;
    }
    return 1 + (long) ((clock.millis() - startMillis) / 1e3 * config.rate());
  }

  private long nanosToNextEvent() {
    if (next == eventCount) {
      return Long.MAX_VALUE;
    }
    double dueMillis = next * 1e3 / config.rate();
    return Math.max(0, (long) ((dueMillis - (clock.millis() - startMillis)) * 1e6));
  }

  @Override
  public void close() {}
}
