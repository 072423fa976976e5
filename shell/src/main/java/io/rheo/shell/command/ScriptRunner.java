package io.rheo.shell.command;

import io.rheo.shell.render.RowReader;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.text.SqlText;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs scripts over a connection, one statement after the other, and stops at the first that fails.
 */
public final class ScriptRunner {
  private final Connection connection;
  private final Console console;
  private final ResultView view;
  private final Report report;
  private final Cancellation cancellation;

  /** Is told what each statement did, beyond its rows. */
  public interface Report {
    /** A result was shown, to its end or as far as it came before it was cancelled. */
    void rows(long count, long nanos);

    /** A statement without a result is done; {@code message} may be empty. */
    void done(long count, String message, long nanos);
  }

  public ScriptRunner(
      Connection connection,
      Console console,
      ResultView view,
      Report report,
      Cancellation cancellation) {
    this.connection = connection;
    this.console = console;
    this.view = view;
    this.report = report;
    this.cancellation = cancellation;
  }

  /** Runs a script; errors are printed. Returns an {@link ExitCode}. */
  public int run(String sourceName, String text, Function<String, Optional<String>> variables) {
    ScriptText script;
    try {
      script = ScriptText.of(sourceName, text, variables);
    } catch (SqlError e) {
      console.error(e.render());
      return ExitCode.FAILED;
    }
    for (SqlText statement : script.statements()) {
      if (cancellation.isRequested()) {
        return ExitCode.DONE;
      }
      try {
        run(statement);
      } catch (SQLException e) {
        if (!cancellation.explains(e)) {
          console.error(script.describe(e, statement));
          return ExitCode.FAILED;
        }
      } catch (IOException e) {
        return outputFailed(e);
      }
    }
    return ExitCode.DONE;
  }

  private void run(SqlText text) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      cancellation.started(statement);
      try {
        run(statement, ScriptText.padded(text));
      } finally {
        cancellation.ended(statement);
      }
    }
  }

  private void run(Statement statement, String sql) throws SQLException, IOException {
    long start = System.nanoTime();
    if (statement.execute(sql)) {
      try (ResultSet rows = statement.getResultSet()) {
        long count = view.show(new RowReader(rows));
        report.rows(count, System.nanoTime() - start);
      }
    } else {
      long count = statement.getLargeUpdateCount();
      report.done(count, message(statement), System.nanoTime() - start);
    }
  }

  private static String message(Statement statement) throws SQLException {
    SQLWarning note = statement.getWarnings();
    return note == null ? "" : note.getMessage();
  }

  /** A reader who closes the pipe has seen enough; anything else is a failure to write. */
  private int outputFailed(IOException e) {
    cancellation.request();
    if (String.valueOf(e.getMessage()).contains("Broken pipe")) {
      return ExitCode.DONE;
    }
    console.error("error: cannot write the result: " + e.getMessage());
    return ExitCode.FAILED;
  }
}
