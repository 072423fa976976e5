package io.rheo.engine.slt;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.slt.Changelog.Change;
import io.rheo.engine.type.DataType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * {@code 'connector' = 'live'}: a table without end whose rows a test hands over, a step at a time.
 * For one query at a time that reads it.
 */
final class LiveRows implements Connector {
  private static final long DEADLINE_SECONDS = 30;
  private static final long CHECK_MILLIS = 20;

  private final boolean updating;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<Change> next; // null if there is nothing to read
  private boolean waiting; // the query has worked off all it was given

  LiveRows(boolean updating) {
    this.updating = updating;
  }

  /**
   * Hands over the rows of one step; returns when the query has taken the step, or has ended as it
   * needs no more rows.
   */
  void step(List<Change> changes, BooleanSupplier ended) throws InterruptedException {
    lock.lock();
    try {
      next = changes;
      waiting = false;
      changed.signalAll();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
      while (!waiting && !ended.getAsBoolean()) {
        boolean signalled = changed.await(CHECK_MILLIS, TimeUnit.MILLISECONDS);
        if (!signalled && System.nanoTime() - deadline > 0) {
          throw new IllegalStateException("the query does not read on");
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Change> take(long waitNanos) throws InterruptedException {
    lock.lock();
    try {
      long left = waitNanos;
      while (next == null) {
        waiting = true;
        changed.signalAll();
        if (left <= 0) {
          return List.of();
        }
        left = changed.awaitNanos(left);
      }
      List<Change> taken = next;
      next = null;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String name() {
    return "live";
  }

  @Override
  public Source source(SourceRequest request) {
    return new Source() {
      @Override
      public boolean bounded() {
        return false;
      }

      @Override
      public ChangelogMode changelogMode() {
        return updating ? ChangelogMode.RETRACT : ChangelogMode.APPEND;
      }

      @Override
      public SourceReader open(SourceEnvironment environment) {
        return new Reader(request);
      }
    };
  }

  @Override
  public Sink sink(TableSpec table) {
    throw new UnsupportedOperationException("its rows are part of the test");
  }

  private final class Reader implements SourceReader {
    private final SourceRequest request;
    private boolean started;

    Reader(SourceRequest request) {
      this.request = request;
    }

    @Override
    public Status poll(long waitNanos, SourceOutput out) throws InterruptedException {
      if (!started) {
        started = true;
        out.splitAdded(0, "live");
      }
      List<Change> changes = take(waitNanos);
      if (changes.isEmpty()) {
        return Status.IDLE;
      }
      BatchBuilder batch = new BatchBuilder(request.rowType());
      changes.forEach(change -> append(batch, change));
      out.rows(0, batch.build());
      return Status.MORE;
    }

    private void append(BatchBuilder batch, Change change) {
      for (int i = 0; i < request.physical().size(); i++) {
        int column = request.physical().get(i);
        DataType type = request.table().columns().type(column);
        Object value = TextValues.parse(type, change.cells().get(column));
        BoxedValues.append(batch.column(i), value);
      }
      batch.endRow(change.weight());
    }

    @Override
    public void close() {}
  }
}
