package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the wanted events in the order of their numbers. All of them are one split. */
final class NexmarkReader implements SourceReader {
  private static final int SPLIT = 0;

  private final NexmarkConfig config;
  private final Clock clock;
  private final ParallelTasks tasks;
  private final List<EventMaker> makers = new ArrayList<>(); // one a worker
  private final long
      batchEvents; // whole epochs with as many wanted ones as a batch has, or fewer; or 0
  private final long eventCount;
  private long next; // the number of the first event not made yet
  private long startMillis;
  private boolean started;
  private boolean caughtUp;

  NexmarkReader(NexmarkSource source, SourceEnvironment environment) {
    this.config = source.config();
    clock = environment.clock();
    tasks = environment.tasks();
    for (int i = 0; i < tasks.workers(); i++) {
      makers.add(new EventMaker(source));
    }
    batchEvents = batchEvents(source);
    eventCount = config.eventCount().orElse(Long.MAX_VALUE);
  }

  private static long batchEvents(NexmarkSource source) {
    NexmarkConfig.Proportions proportions = source.config().proportions();
    int wanted = source.kinds().stream().mapToInt(proportions::of).sum();
    return wanted == 0 ? 0 : (long) proportions.total() * (Batch.TARGET_ROWS / wanted);
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
      makeEvents(due, out);
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

  private void makeEvents(long due, SourceOutput out) {
    long first = next;
    if (makers.size() == 1 || batchEvents == 0 || due <= batchEnd(first, due, 0)) {
      next = makers.get(0).make(first, batchEvents == 0 ? due : batchEnd(first, due, 0));
      emit(makers.get(0), out);
      return;
    }
    tasks.run(
        worker -> {
          long from = worker == 0 ? first : batchEnd(first, due, worker - 1);
          makers.get(worker).make(from, batchEnd(first, due, worker));
        });
    makers.forEach(maker -> emit(maker, out));
    next = batchEnd(first, due, makers.size() - 1);
  }

  /** Where so many batches after the one that begins at {@code first} end: at that of an epoch. */
  private long batchEnd(long first, long due, int after) {
    long batches = first / batchEvents + 1 + after;
    return batches > due / batchEvents ? due : batches * batchEvents;
  }

  private static void emit(EventMaker maker, SourceOutput out) {
    if (maker.made() != null) {
      out.rows(SPLIT, maker.made());
    }
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
