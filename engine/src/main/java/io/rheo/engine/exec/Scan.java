package io.rheo.engine.exec;

import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.operator.OneInputOperator;

/** One table being read: its reader, and the way of its rows into the dataflow. */
final class Scan implements AutoCloseable {
  private final SourceReader reader;
  private final ScanInput input;
  private boolean finished;
  private boolean idle;

  Scan(SourceReader reader, ScanInput input) {
    this.reader = reader;
    this.input = input;
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

  /** How far event time is; a table without watermarks does not hold others back. */
  long progress() {
    long watermark = input.watermark();
    return watermark == OneInputOperator.NO_WATERMARK && !input.hasTime()
        ? Long.MAX_VALUE
        : watermark;
  }

  void confirm() {
    reader.confirm();
  }

  @Override
  public void close() {
    reader.close();
  }
}
