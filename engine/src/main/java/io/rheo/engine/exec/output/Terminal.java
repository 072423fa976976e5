package io.rheo.engine.exec.output;

import io.rheo.engine.operator.Output;

/** Where the rows of a dataflow leave it. */
public interface Terminal extends Output, AutoCloseable {
  @Override
  default void watermark(long watermark) {}

  /** How many rows have left. */
  long rowsOut();

  /** Whether nobody wants more rows. */
  boolean isClosed();

  /** How long rows may wait for a flush while the query goes on. */
  default long flushIntervalNanos() {
    return 0;
  }

  /** Makes safe outside what has left so far. */
  void flush() throws InterruptedException;

  /** The input has ended and every row has left. */
  void finish() throws InterruptedException;

  @Override
  void close();
}
