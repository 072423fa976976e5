package io.rheo.shell.bench;

import io.rheo.engine.Engine;
import io.rheo.engine.EngineConfig;
import io.rheo.engine.Job;
import io.rheo.engine.QueryProgress;
import io.rheo.engine.Session;
import io.rheo.engine.StatementResult;
import io.rheo.engine.type.RowType;
import java.util.List;

/** An engine of its own for one run, and what is asked of it. */
final class BenchSession implements AutoCloseable {
  private static final long DEADLINE_MILLIS = 24L * 3600 * 1000;

  private final Engine engine;
  private final Session session;

  private BenchSession(EngineConfig config) {
    engine = new Engine(config);
    session = engine.openSession();
  }

  static BenchSession open(EngineConfig config, int parallelism) {
    BenchSession session = new BenchSession(config);
    session.execute("SET 'parallelism.default' = '" + parallelism + "'");
    return session;
  }

  StatementResult execute(String sql) {
    return session.execute(prepare(sql), List.of());
  }

  Session.Prepared prepare(String sql) {
    return session.prepare(sql);
  }

  RowType columns(String query) {
    return session.prepare(query).columns().orElseThrow();
  }

  /** Runs an INSERT to its end; fails as it does. */
  QueryProgress insert(String sql) throws InterruptedException {
    return insert(prepare(sql));
  }

  /** As {@link #insert(String)}; checked and planned once before. */
  QueryProgress insert(Session.Prepared insert) throws InterruptedException {
    Job job = ((StatementResult.Started) session.execute(insert, List.of())).job();
    if (!job.await(DEADLINE_MILLIS)) {
      throw new IllegalStateException("the query goes on and on");
    }
    job.failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    return job.progress();
  }

  @Override
  public void close() {
    session.close();
    engine.close();
  }
}
