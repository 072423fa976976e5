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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * {@code 'connector' = 'live'}: tables without end whose rows a test hands over, a step at a time.
 * For one query at a time that reads them.
 */
final class LiveRows implements Connector {
  private static final long DEADLINE_SECONDS = 60;
  private static final long CHECK_MILLIS = 20;

  private final Map<String, Feed> feeds = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** The rows of one table. */
  private static final class Feed {
    private final boolean updating;
    private boolean read; // by the query
    private boolean waiting; // the query has worked off all it was given
    private List<Change> next = List.of(); // not taken yet

    Feed(boolean updating) {
      this.updating = updating;
    }
  }

  /** Adds a table, to be created afterwards. */
  void table(String name, boolean updating) {
    feeds.put(name, new Feed(updating));
  }

  /**
   * Hands over the rows of one step, by table; returns when the query has taken them all, or has
   * ended as it needs no more rows.
   */
  void step(Map<String, List<Change>> changes, BooleanSupplier ended) throws InterruptedException {
    lock.lock();
    try {
      feeds.forEach(
          (table, feed) -> {
            feed.next = changes.getOrDefault(table, List.of());
            feed.waiting = false;
          });
      changed.signalAll();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
      while (!isWorkedOff() && !ended.getAsBoolean()) {
        boolean signalled = changed.await(CHECK_MILLIS, TimeUnit.MILLISECONDS);
        if (!signalled && System.nanoTime() - deadline > 0) {
          throw new IllegalStateException("the query does not read on");
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isWorkedOff() {
    return feeds.values().stream().allMatch(feed -> feed.waiting || !feed.read);
  }

  private List<Change> take(Feed feed, long waitNanos) throws InterruptedException {
    lock.lock();
    try {
      long left = waitNanos;
      while (feed.next.isEmpty()) {
        feed.waiting = true;
        changed.signalAll();
        if (left <= 0) {
          return List.of();
        }
        left = changed.awaitNanos(left);
      }
      List<Change> taken = feed.next;
      feed.next = List.of();
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
    Feed feed = feeds.get(request.table().name());
    return new Source() {
      @Override
      public boolean bounded() {
        return false;
      }

      @Override
      public ChangelogMode changelogMode() {
        return feed.updating ? ChangelogMode.RETRACT : ChangelogMode.APPEND;
      }

      @Override
      public SourceReader open(SourceEnvironment environment) {
        feed.read = true;
        return new Reader(request, feed);
      }
    };
  }

  @Override
  public Sink sink(TableSpec table) {
    throw new UnsupportedOperationException("its rows are part of the test");
  }

  private final class Reader implements SourceReader {
    private final SourceRequest request;
    private final Feed feed;
    private boolean started;

    Reader(SourceRequest request, Feed feed) {
      this.request = request;
      this.feed = feed;
    }

    @Override
    public Status poll(long waitNanos, SourceOutput out) throws InterruptedException {
      if (!started) {
        started = true;
        out.splitAdded(0, "live");
      }
      List<Change> changes = take(feed, waitNanos);
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
