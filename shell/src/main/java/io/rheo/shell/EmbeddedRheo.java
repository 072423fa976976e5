package io.rheo.shell;

import io.rheo.engine.Engine;
import io.rheo.engine.EngineConfig;
import io.rheo.engine.Job;
import io.rheo.engine.QueryProgress;
import io.rheo.server.EmbeddedServer;
import io.rheo.shell.command.Cancellation;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.ExitCode;
import io.rheo.sql.error.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** An engine and a server of its own in this process, and a connection to them. */
final class EmbeddedRheo implements AutoCloseable {
  /** In a script a table that Rheo stores itself ends where it ends: nobody else fills it. */
  static final String SCRIPT_SETTINGS = "SET 'rheo.stored-tables.bounded' = 'true';\n";

  private static final long LOOK_MILLIS = 200;

  private final Engine engine = new Engine(EngineConfig.defaults());
  private final EmbeddedServer server = new EmbeddedServer(engine::openSession);
  private final Connection connection;

  EmbeddedRheo() throws SQLException {
    connection = server.connect(new Properties());
  }

  Connection connection() {
    return connection;
  }

  /**
   * Waits until every job has ended or the user has had enough; failures are printed. Returns an
   * {@link ExitCode}.
   */
  int awaitJobs(Console console, Cancellation cancellation) throws InterruptedException {
    int code = ExitCode.DONE;
    for (Job job : engine.jobList()) {
      boolean ended = job.keepsView() && !job.bounded(); // its statement is done, it goes on
      while (!ended && !cancellation.isRequested()) {
        ended = job.await(LOOK_MILLIS);
      }
      if (job.state() == Job.State.FAILED) {
        job.failure().ifPresent(failure -> console.error(text(failure)));
        code = ExitCode.FAILED;
      }
      if (!isToldByItsStatement(job)) {
        job.losses().sentences().forEach(console::message);
      }
    }
    return code;
  }

  /** How far the queries and jobs that run now are. */
  QueryProgress progress() {
    return engine.progress();
  }

  /** An INSERT that ended well has told what it left out, as the query that it is. */
  private static boolean isToldByItsStatement(Job job) {
    return job.bounded() && !job.keepsView() && job.state() == Job.State.FINISHED;
  }

  private static String text(RuntimeException failure) {
    return failure instanceof SqlError error ? error.render() : "error: " + failure;
  }

  @Override
  public void close() throws SQLException {
    try {
      connection.close();
    } finally {
      server.close();
      engine.close();
    }
  }
}
