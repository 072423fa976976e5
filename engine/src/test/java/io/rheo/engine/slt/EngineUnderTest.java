package io.rheo.engine.slt;

import io.rheo.engine.Engine;
import io.rheo.engine.EngineConfig;
import io.rheo.engine.Job;
import io.rheo.engine.ResultCursor;
import io.rheo.engine.Session;
import io.rheo.engine.StatementResult;
import io.rheo.engine.column.Batch;
import io.rheo.engine.function.JarPolicy;
import io.rheo.engine.slt.Changelog.Change;
import io.rheo.sql.error.SqlError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An engine with one session, to run statements to their end. */
final class EngineUnderTest implements AutoCloseable {
  private static final long DEADLINE_MILLIS = 60_000;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Engine engine;
  private final Session session;

  private EngineUnderTest(EngineConfig config) {
    engine = new Engine(config);
    session = engine.openSession();
  }

  /** An engine as users have it. */
  static EngineUnderTest open() {
    return new EngineUnderTest(EngineConfig.defaults());
  }

  /** An engine that loads functions from jars in a folder. */
  static EngineUnderTest open(Path functions) {
    return new EngineUnderTest(EngineConfig.defaults().withJars(JarPolicy.folder(functions)));
  }

  /** An engine as a test wants it. */
  static EngineUnderTest open(EngineConfig config) {
    return new EngineUnderTest(config);
  }

  /** An engine with test tables; a step takes one batch of theirs. */
  static EngineUnderTest open(RowsConnector tables, Delivery delivery) {
    return new EngineUnderTest(delivery.config(tables));
  }

  /** Runs one statement; a query whose input does not end fails after half a minute. */
  Outcome run(String sql) {
    try {
      return finish(session.execute(session.prepare(sql), List.of()));
    } catch (SqlError e) {
      return new Outcome.Failed(e.render());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a query. */
  RunningQuery start(String sql) {
    return new RunningQuery(
        ((StatementResult.Rows) session.execute(session.prepare(sql), List.of())).cursor());
  }

  /**
   * Runs a query that does not end, cancels it after so many rows, and returns them.
   *
   * @param count how many rows are waited for
   */
  Changelog firstRows(String sql, int count) {
    try (ResultCursor cursor =
        ((StatementResult.Rows) session.execute(session.prepare(sql), List.of())).cursor()) {
      List<Change> changes = new ArrayList<>();
      long deadline = deadline();
      while (changes.size() < count && !isOver(deadline)) {
        readNext(cursor, changes);
      }
      readNext(cursor, changes); // what should not come had time to come
      return new Changelog(cursor.rowType(), changes);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Outcome finish(StatementResult result) throws InterruptedException {
    if (result instanceof StatementResult.Done done) {
      return new Outcome.Done(done.message());
    } else if (result instanceof StatementResult.Started started) {
      return await(started.job());
    } else {
      try (ResultCursor cursor = ((StatementResult.Rows) result).cursor()) {
        return readAll(cursor);
      }
    }
  }

  private static Outcome await(Job job) throws InterruptedException {
    if (!job.await(DEADLINE_MILLIS)) {
      job.stop();
      throw new IllegalStateException("the job goes on and on: " + job.name());
    }
    return job.failure()
        .<Outcome>map(failure -> new Outcome.Failed(text(failure)))
        .orElseGet(() -> new Outcome.Done("job '" + job.name() + "' finished"));
  }

  private static String text(RuntimeException failure) {
    return failure instanceof SqlError error ? error.render() : failure.toString();
  }

  private static Outcome readAll(ResultCursor cursor) throws InterruptedException {
    List<Change> changes = new ArrayList<>();
    long deadline = deadline();
    while (!cursor.isFinished()) {
      readNext(cursor, changes);
      if (isOver(deadline)) {
        throw new IllegalStateException("the query goes on and on");
      }
    }
    return new Outcome.Rows(new Changelog(cursor.rowType(), changes), cursor.progress());
  }

  private static void readNext(ResultCursor cursor, List<Change> into) throws InterruptedException {
    Batch batch = cursor.poll(POLL_NANOS);
    if (batch != null) {
      Changelog.read(cursor.rowType(), batch, into);
    }
  }

  private static long deadline() {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS);
  }

  private static boolean isOver(long deadline) {
    return System.nanoTime() - deadline > 0;
  }

  @Override
  public void close() {
    session.close();
    engine.close();
  }
}
