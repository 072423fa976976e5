package io.rheo.engine.connector;

import io.rheo.engine.column.Batch;
import java.time.Duration;

/** Writes rows to one sink, on one thread. Methods fail with a {@link ConnectorException}. */
public interface SinkWriter extends AutoCloseable {
  /** Takes rows of the table's physical columns. May block: that is back-pressure. */
  void write(Batch batch) throws InterruptedException;

  /** Returns once everything written so far is safe outside. */
  void flush() throws InterruptedException;

  /**
   * How long written rows may wait for a {@link #flush} while the query goes on. Up to a second
   * they are also flushed as soon as the query has nothing else to do.
   */
  default Duration flushInterval() {
    return Duration.ofSeconds(1);
  }

  /** The rows have ended: completes what is open (renames part files) and makes all safe. */
  default void finish() throws InterruptedException {
    flush();
  }

  /** Frees what is held; what was not flushed may be lost. */
  @Override
  void close();
}
