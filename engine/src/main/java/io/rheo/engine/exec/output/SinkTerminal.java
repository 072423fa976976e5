package io.rheo.engine.exec.output;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.metric.Counter;

/** Rows leave for a table. */
public final class SinkTerminal implements Terminal {
  private final SinkWriter writer;
  private final Counter rowsOut = new Counter();

  /** Rows go to the writer, which is closed with this. */
  public SinkTerminal(SinkWriter writer) {
    this.writer = writer;
  }

  @Override
  public void batch(Batch batch) {
    if (batch.rowCount() == 0) {
      return;
    }
    try {
      writer.write(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
    rowsOut.add(batch.rowCount());
  }

  @Override
  public long rowsOut() {
    return rowsOut.get();
  }

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public long flushIntervalNanos() {
    return writer.flushInterval().toNanos();
  }

  @Override
  public void flush() throws InterruptedException {
    writer.flush();
  }

  @Override
  public void finish() throws InterruptedException {
    writer.finish();
  }

  @Override
  public void close() {
    writer.close();
  }
}
