package io.rheo.server.avatica;

import io.rheo.engine.LossSummary;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.calcite.avatica.Meta;

/**
 * What a statement gives, in frames. The last frame is kept until the next offset shows that it
 * arrived: a client that lost it asks for the same offset again and gets the same rows.
 */
abstract sealed class Result permits QueryResult, JobResult {
  private final List<Runnable> waiters = new CopyOnWriteArrayList<>();
  private Meta.Frame last;
  private long next;
  private boolean done;
  private RuntimeException failure;

  /**
   * Adds the rows that there are, at most {@code rowsMax}, to a frame. Never waits. What it throws
   * is raised after the rows that it added.
   */
  abstract void fill(FrameRows frame, int rowsMax);

  /** Whether no rows will come after those of the last {@link #fill}. */
  abstract boolean isDone();

  /** What it could not use of what it read so far. */
  abstract LossSummary losses();

  /** Ends what produces the rows. Repeated calls do nothing. */
  abstract void stop();

  /** How long a waiting fetch can trust to be woken; then it must look for itself. */
  abstract long recheckNanos();

  /** The rows from {@code offset} on; {@code null} if there are none yet. */
  final synchronized Meta.Frame tryFetch(long offset, int rowsMax) {
    if (last != null && offset == last.offset && offset != next) {
      return last;
    } else if (offset != next) {
      throw SqlError.of(
          ErrorCode.FETCH_OUT_OF_ORDER,
          "rows from " + offset + " on were asked for, the next are those from " + next);
    }
    FrameRows rows = new FrameRows();
    if (!done && failure == null) {
      try {
        fill(rows, rowsMax);
        done = isDone();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (rows.count() == 0 && failure != null) {
      throw failure;
    } else if (rows.count() == 0 && !done) {
      return null;
    }
    last = new Meta.Frame(offset, done, rows.items());
    next = offset + rows.count();
    return last;
  }

  /** Stops; whoever asks for more rows is told why. The first reason counts. */
  final void end(RuntimeException reason) {
    synchronized (this) { // first, or a stopped query looks like one that has given all its rows
      if (!done && failure == null) {
        failure = reason;
      }
    }
    stop();
    wake();
  }

  /**
   * Adds what is called when {@link #tryFetch} may give another answer. Called too often, if so.
   */
  final void addWaiter(Runnable waiter) {
    waiters.add(waiter);
  }

  final void removeWaiter(Runnable waiter) {
    waiters.remove(waiter);
  }

  final void wake() {
    waiters.forEach(Runnable::run);
  }

  final synchronized boolean isOver() {
    return done || failure != null;
  }
}
