package io.rheo.engine.exec.output;

import io.rheo.engine.column.Batch;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The rows that a query has emitted and its reader has not taken. Bounded: the query waits for the
 * reader. One thread puts, one takes, any thread closes.
 */
public final class ResultQueue {
  /** So many rows may wait; one batch more than that at most. */
  static final int ROWS_MAX = 16 * Batch.TARGET_ROWS;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Batch> batches = new ArrayDeque<>();
  private int rows;
  private boolean ended;
  private boolean closed;
  private RuntimeException failure;
  private volatile Runnable wake = () -> {};

  /** Sets what is called, outside the lock, whenever {@link #take} may give another answer. */
  public void onReady(Runnable newWake) {
    wake = newWake;
    newWake.run(); // for what happened before
  }

  /** Adds rows; waits while the queue is full. Returns false if the reader has gone away. */
  boolean put(Batch batch) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (rows >= ROWS_MAX && !closed) {
        changed.await();
      }
      if (closed) {
        return false;
      }
      batches.add(batch);
      rows += batch.rowCount();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    wake.run();
    return true;
  }

  /** No more rows will come. {@code reason} is {@code null} unless the query failed. */
  public void end(RuntimeException reason) {
    lock.lock();
    try {
      ended = true;
      failure = reason;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  /** The next rows; {@code null} after {@code waitNanos}, or when there will be none. */
  public Batch take(long waitNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = waitNanos;
      while (batches.isEmpty() && !ended && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      Batch batch = batches.poll();
      if (batch != null) {
        rows -= batch.rowCount();
        changed.signalAll();
      } else if (failure != null && !closed) {
        throw failure;
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is nothing more to take: neither rows nor a failure. */
  public boolean isDrained() {
    lock.lock();
    try {
      return closed || (ended && batches.isEmpty() && failure == null);
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** The reader has gone away: what waits is dropped and a waiting {@link #put} returns. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      batches.clear();
      rows = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  /** Waits until the queue has ended; returns whether it has. */
  public boolean awaitEnd(long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      return ended;
    } finally {
      lock.unlock();
    }
  }
}
