package io.rheo.engine.exec;

import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.operator.OneInputOperator;

/** One table being read: its reader, and the way of its rows into the dataflow. */
final class Scan implements AutoCloseable {
  private final SourceReader reader;
  private final ScanInput input;
  private final Waiting waiting;
  private boolean finished;
  private boolean idle;

  /** What those wait for who want to see what was there when they asked. */
  enum Waiting {
    /** For what is there now: a table that Rheo stores, constants. */
    FOR_WHAT_IS_THERE,
    /** For the end of the input, if they asked for it. */
    FOR_THE_END,
    /** For nothing: there is always more. */
    NOT
  }

  Scan(SourceReader reader, ScanInput input) {
    this(reader, input, Waiting.FOR_WHAT_IS_THERE);
  }

  Scan(SourceReader reader, ScanInput input, Waiting waiting) {
    this.reader = reader;
    this.input = input;
    this.waiting = waiting;
  }

  /** Whether the rows are taken in that {@link CatchUp} waits for. */
  boolean hasCaughtUp(boolean toTheEnd) {
    return finished
        || switch (waiting) {
          case FOR_WHAT_IS_THERE -> idle;
          case FOR_THE_END -> !toTheEnd;
          case NOT -> true;
        };
  }

  ScanInput input() {
    return input;
  }

  boolean isFinished() {
    return finished;
  }

  /** Whether the last poll found nothing. */
  boolean isIdle() {
    return idle;
  }

  void startStep() {
    idle = false;
    input.onClock();
  }

  /** Reads a little; waits at most so long if nothing is ready. */
  void poll(long waitNanos) throws InterruptedException {
    switch (reader.poll(waitNanos, input)) {
      case MORE -> idle = false;
      case IDLE -> idle = true;
      case FINISHED -> {
        finished = true;
        input.end();
      }
    }
  }

  /** After a pause: what came meanwhile is not read yet, so no split is idle. */
  void resume() {
    input.resume();
  }

  /** Whether event time is known of the table; one without does not hold others back. */
  boolean isTimed() {
    return input.hasTime() || progress() != OneInputOperator.NO_WATERMARK;
  }

  /** How far event time is. */
  long progress() {
    return input.watermark();
  }

  void confirm() {
    reader.confirm();
  }

  @Override
  public void close() {
    reader.close();
  }
}
