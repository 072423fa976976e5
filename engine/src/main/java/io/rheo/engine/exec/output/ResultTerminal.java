package io.rheo.engine.exec.output;

import io.rheo.engine.column.Batch;
import io.rheo.engine.metric.Counter;

/** Rows leave for a reader, who may be slow. */
public final class ResultTerminal implements Terminal {
  private final ResultQueue queue;
  private final Counter rowsOut = new Counter();

  /** Rows go into the queue, which bounds what waits. */
  public ResultTerminal(ResultQueue queue) {
    this.queue = queue;
  }

  @Override
  public void batch(Batch batch) {
    if (batch.rowCount() == 0) {
      return;
    }
    try {
      if (!queue.put(batch)) {
        throw new CancelledException();
      }
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
    return queue.isClosed();
  }

  @Override
  public void flush() {} // a row in the queue is where it has to be

  @Override
  public void finish() {} // the query's thread ends the queue, with or without an error

  @Override
  public void close() {}
}
