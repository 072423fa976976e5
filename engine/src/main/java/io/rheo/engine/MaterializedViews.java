package io.rheo.engine;

import io.rheo.engine.connector.stored.StoredTables;
import io.rheo.engine.exec.LiveViews;
import io.rheo.engine.exec.RunningView;
import io.rheo.engine.plan.ExplainText;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.PhysicalPlan;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The materialized views of an engine: what each keeps, and the job that keeps it. Safe for use by
 * several threads.
 */
final class MaterializedViews implements AutoCloseable {
  private final LiveViews live;
  private final Map<String, PhysicalNode> kept = new ConcurrentHashMap<>();
  private final Jobs jobs;
  private final Clock clock;

  MaterializedViews(Jobs jobs, Clock clock, StoredTables stored) {
    live = new LiveViews(stored::lastInsertion);
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Starts the dataflow of a view. */
  interface Starter {
    RunningView start() throws InterruptedException;
  }

  LiveViews live() {
    return live;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** What a view keeps, which exists. */
  PhysicalNode query(String name) {
    PhysicalNode query = kept.get(key(name));
    if (query == null) {
      throw SqlError.of(ErrorCode.TABLE_NOT_FOUND, "materialized view '" + name + "' is gone")
          .why("it was dropped after the statement was checked")
          .fix("create it again");
    }
    return query;
  }

  /** Starts to keep a view up to date. */
  synchronized void start(String name, String statement, PhysicalPlan plan, Starter starter) {
    PhysicalNode root = plan.root();
    try {
      RunningView view = starter.start();
      kept.put(key(name), root);
      JobSpec spec = new JobSpec(name, statement, root.traits().bounded(), ExplainText.of(plan));
      jobs.add(new ViewJob(name, spec, clock.instant(), view));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SqlError.of(ErrorCode.CANCELLED, "the statement was cancelled").causedBy(e);
    }
  }

  /** Stops a view and forgets its rows. */
  synchronized void drop(String name) {
    live.drop(name);
    if (kept.remove(key(name)) != null) {
      jobs.remove(name);
    }
  }

  @Override
  public synchronized void close() {
    live.close();
  }
}
