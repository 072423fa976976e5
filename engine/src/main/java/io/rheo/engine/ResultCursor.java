package io.rheo.engine;

import io.rheo.engine.column.Batch;
import io.rheo.engine.type.RowType;

/**
 * The rows of a query as they come. The query waits for a reader who is slow, once a bounded number
 * of rows is buffered; other queries do not.
 */
public interface ResultCursor extends AutoCloseable {
  /** The columns of the batches. Whether a row is an insert or a retraction is its weight. */
  RowType rowType();

  /** Whether rows can be retracted. */
  boolean updating();

  /** Whether the rows end by themselves. */
  boolean bounded();

  /**
   * The next rows in order, or {@code null} if none came within {@code waitNanos} or the query has
   * ended. Throws the {@code SqlError} that the query failed with, after the rows before it.
   */
  Batch poll(long waitNanos) throws InterruptedException;

  /**
   * Sets what is called each time that {@link #poll} would return where it waited before: rows
   * came, or the query ended, failed or was closed. It is called on the engine's threads, perhaps
   * more often than needed, and must be quick. So one thread can wait for many queries. A cursor
   * whose {@link #poll} never waits has nothing to do here.
   */
  default void onReady(Runnable wake) {}

  /** Whether the query has ended and every row was polled. */
  boolean isFinished();

  QueryProgress progress();

  /** What the query could not use so far; all of it when it has ended. */
  LossSummary losses();

  /** Cancels the query if it runs, and frees what it holds. Any thread may call it, repeatedly. */
  @Override
  void close();
}
