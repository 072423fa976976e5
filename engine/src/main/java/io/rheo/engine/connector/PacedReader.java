package io.rheo.engine.connector;

import io.rheo.engine.column.Batch;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Hands on what another reader reads at no more than so many rows a second, in the same order. Rows
 * wait one by one, so that a replay looks like the stream that it once was; time lost while nobody
 * polled is not made up for.
 */
public final class PacedReader implements SourceReader {
  private static final long MAX_DEBT_MILLIS = 200; // longer pauses are not made up for

  private final SourceReader reader;
  private final long rowsPerSecond;
  private final Clock clock;
  private final Recorder recorder = new Recorder();
  private Status status = Status.MORE;
  private long origin; // rows are due since then: ms
  private long released; // rows handed on since then
  private boolean started;

  /**
   * @param rowsPerSecond at least 1
   */
  public PacedReader(SourceReader reader, long rowsPerSecond, Clock clock) {
    this.reader = reader;
    this.rowsPerSecond = rowsPerSecond;
    this.clock = clock;
  }

  @Override
  public Status poll(long waitNanos, SourceOutput out) throws InterruptedException {
    if (!started) {
      started = true;
      restart(clock.millis());
    }
    if (recorder.isEmpty() && status != Status.FINISHED) {
      recorder.downstream = out;
      status = reader.poll(waitNanos, recorder);
    }
    if (recorder.isEmpty()) {
      return status;
    }
    long due = due(clock.millis());
    released += recorder.release(due, out);
    if (due > 0 || recorder.isEmpty()) {
      return recorder.isEmpty() ? status : Status.IDLE;
    }
    TimeUnit.NANOSECONDS.sleep(Math.min(waitNanos, nanosUntilNext(clock.millis())));
    return Status.IDLE;
  }

  private long due(long nowMillis) {
    if (nowMillis - dueTime(released) > MAX_DEBT_MILLIS) {
      restart(nowMillis - MAX_DEBT_MILLIS);
    }
    return (nowMillis - origin) * rowsPerSecond / 1000 - released + 1; // the first is due at once
  }

  private void restart(long nowMillis) {
    origin = nowMillis;
    released = 0;
  }

  /** When the row after the first {@code rows} is due. */
  private long dueTime(long rows) {
    return origin + rows * 1000 / rowsPerSecond;
  }

  private long nanosUntilNext(long nowMillis) {
    return TimeUnit.MILLISECONDS.toNanos(Math.max(1, dueTime(released) - nowMillis));
  }

  @Override
  public void confirm() {
    if (recorder.isEmpty()) { // else rows that the reader takes for processed still wait here
      reader.confirm();
    }
  }

  @Override
  public void close() {
    reader.close();
  }

  /** Keeps what the reader says until its time has come. */
  private static final class Recorder implements SourceOutput {
    private final Deque<Event> events = new ArrayDeque<>();
    private SourceOutput downstream;

    /** Rows of a split, or ({@code rows == null}) something else that is said in its place. */
    private record Event(int split, Batch rows, Consumer<SourceOutput> other) {}

    boolean isEmpty() {
      return events.isEmpty();
    }

    /** Hands on at most so many rows, and what stands before and right after them. */
    long release(long rowsMax, SourceOutput out) {
      long count = 0;
      while (!events.isEmpty()) {
        Event event = events.peek();
        if (event.rows == null) {
          event.other.accept(out);
          events.remove();
          continue;
        }
        int rows = (int) Math.min(rowsMax - count, event.rows.rowCount());
        if (rows <= 0) {
          break;
        }
        out.rows(event.split, event.rows.slice(0, rows));
        count += rows;
        events.remove();
        if (rows < event.rows.rowCount()) {
          Batch rest = event.rows.slice(rows, event.rows.rowCount());
          events.addFirst(new Event(event.split, rest, null));
        }
      }
      return count;
    }

    private void add(int split, Consumer<SourceOutput> other) {
      events.add(new Event(split, null, other));
    }

    @Override
    public void splitAdded(int split, String name) {
      downstream.splitAdded(split, name); // at once: the reader goes on to ask for its watermark
    }

    @Override
    public void rows(int split, Batch batch) {
      if (batch.rowCount() > 0) {
        events.add(new Event(split, batch, null));
      }
    }

    @Override
    public void splitCaughtUp(int split) {
      add(split, out -> out.splitCaughtUp(split));
    }

    @Override
    public void splitBehind(int split) {
      add(split, out -> out.splitBehind(split));
    }

    @Override
    public void splitFinished(int split) {
      add(split, out -> out.splitFinished(split));
    }

    @Override
    public long watermark(int split) {
      return downstream.watermark(split);
    }
  }
}
