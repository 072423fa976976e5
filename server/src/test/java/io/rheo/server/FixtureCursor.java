package io.rheo.server;

import io.rheo.engine.LossSummary;
import io.rheo.engine.QueryProgress;
import io.rheo.engine.ResultCursor;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.type.RowType;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A query whose rows a test pushes. */
final class FixtureCursor implements ResultCursor {
  private final RowType type;
  private final boolean updating;
  private final Queue<Batch> batches = new ArrayDeque<>();
  private Runnable wake = () -> {};
  private RuntimeException failure;
  private boolean ended;
  private boolean closed;
  private boolean polled;

  FixtureCursor(RowType type, boolean updating) {
    this.type = type;
    this.updating = updating;
  }

  /** Rows in {@code BoxedValues} form; the weights may be {@code null}. */
  static Batch batch(RowType type, List<List<Object>> rows, int[] weights) {
    BatchBuilder builder = new BatchBuilder(type);
    for (int row = 0; row < rows.size(); row++) {
      for (int i = 0; i < type.size(); i++) {
        BoxedValues.append(builder.column(i), rows.get(row).get(i));
      }
      builder.endRow(weights == null ? 1 : weights[row]);
    }
    return builder.build();
  }

  void push(List<Object> row) {
    push(batch(type, List.of(row), null));
  }

  void push(Batch batch) {
    Runnable waker;
    synchronized (this) {
      batches.add(batch);
      waker = wake;
      notifyAll();
    }
    waker.run();
  }

  void finish() {
    end(null);
  }

  void fail(RuntimeException reason) {
    end(reason);
  }

  private void end(RuntimeException reason) {
    Runnable waker;
    synchronized (this) {
      ended = true;
      failure = reason;
      waker = wake;
      notifyAll();
    }
    waker.run();
  }

  /** Whether anybody has asked for rows. */
  synchronized boolean isPolled() {
    return polled;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public RowType rowType() {
    return type;
  }

  @Override
  public boolean updating() {
    return updating;
  }

  @Override
  public boolean bounded() {
    return false;
  }

  @Override
  public synchronized Batch poll(long waitNanos) throws InterruptedException {
    polled = true;
    long deadline = System.nanoTime() + waitNanos;
    while (batches.isEmpty() && !ended && !closed) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return null;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    Batch batch = batches.poll();
    if (batch == null && failure != null && !closed) {
      throw failure;
    }
    return batch;
  }

  @Override
  public void onReady(Runnable newWake) {
    synchronized (this) {
      wake = newWake;
    }
    newWake.run();
  }

  @Override
  public synchronized boolean isFinished() {
    return closed || (ended && batches.isEmpty() && failure == null);
  }

  @Override
  public LossSummary losses() {
    return LossSummary.NONE;
  }

  @Override
  public QueryProgress progress() {
    return new QueryProgress(0, 0, 0, 0, 0, Long.MIN_VALUE);
  }

  @Override
  public void close() {
    Runnable waker;
    synchronized (this) {
      closed = true;
      batches.clear();
      waker = wake;
      notifyAll();
    }
    waker.run();
  }
}
