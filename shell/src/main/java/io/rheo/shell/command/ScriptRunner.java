package io.rheo.shell.command;

import io.rheo.shell.render.RowReader;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.text.SqlText;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
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
    Optional<ScriptText> script = read(sourceName, text, variables);
    return script.isEmpty() ? ExitCode.FAILED : run(script.get());
  }

  /**
   * Runs a script whose {@code INSERT}s go on while the statements after them run: a query shows
   * what an earlier statement is still writing. Ends when all have ended.
   */
  public int runInsertsBeside(
      String sourceName, String text, Function<String, Optional<String>> variables) {
    Optional<ScriptText> script = read(sourceName, text, variables);
    if (script.isEmpty()) {
      return ExitCode.FAILED;
    }
    BackgroundStatements inserts = new BackgroundStatements(cancellation);
    int code = ExitCode.DONE;
    for (SqlText statement : script.get().statements()) {
      if (isInsert(statement)) {
        inserts.start(() -> run(script.get(), statement));
      } else {
        code = run(script.get(), statement);
      }
      if (code != ExitCode.DONE || cancellation.isRequested()) {
        cancellation.request();
        break;
      }
    }
    return Math.max(code, inserts.await());
  }

  private static boolean isInsert(SqlText statement) {
    return statement.text().regionMatches(true, 0, "INSERT", 0, "INSERT".length());
  }

  private Optional<ScriptText> read(
      String sourceName, String text, Function<String, Optional<String>> variables) {
    try {
      return Optional.of(ScriptText.of(sourceName, text, variables));
    } catch (SqlError e) {
      console.error(e.render());
      return Optional.empty();
    }
  }

  private int run(ScriptText script) {
    int code = ExitCode.DONE;
    for (SqlText statement : script.statements()) {
      if (code != ExitCode.DONE || cancellation.isRequested()) {
        break;
      }
      code = run(script, statement);
    }
    return code;
  }

  private int run(ScriptText script, SqlText statement) {
    try {
      execute(script, statement);
    } catch (SQLException e) {
      if (!cancellation.explains(e)) {
        console.error(script.describe(e, statement));
        return ExitCode.FAILED;
      }
    } catch (IOException e) {
      return outputFailed(e);
    }
    return ExitCode.DONE;
  }

  private void execute(ScriptText script, SqlText text) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      cancellation.started(statement);
      try {
        execute(script, statement, text);
      } finally {
        cancellation.ended(statement);
      }
    }
  }

  private void execute(ScriptText script, Statement statement, SqlText text)
      throws SQLException, IOException {
    long start = System.nanoTime();
    boolean query = statement.execute(ScriptText.padded(text));
    showWarnings(script, statement, text);
    if (query) {
      try (ResultSet rows = statement.getResultSet()) {
        long count = show(text, rows);
        report.rows(count, System.nanoTime() - start);
      }
    } else {
      long count = statement.getLargeUpdateCount();
      report.done(count, message(statement), System.nanoTime() - start);
    }
  }

  /** Shows the rows, and after them what the query could not use, also if it fails. */
  private long show(SqlText text, ResultSet rows) throws SQLException, IOException {
    long count;
    try {
      count = view.show(text, new RowReader(rows));
    } catch (SQLException e) {
      try {
        showLosses(rows);
      } catch (SQLException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    showLosses(rows);
    return count;
  }

  private void showLosses(ResultSet rows) throws SQLException {
    for (SQLWarning loss = losses(rows); loss != null; loss = loss.getNextWarning()) {
      console.message(loss.getMessage());
    }
  }

  private static SQLWarning losses(ResultSet rows) throws SQLException {
    try {
      return rows.getWarnings();
    } catch (SQLFeatureNotSupportedException e) {
      return null; // another database, whose results have no warnings
    }
  }

  private void showWarnings(ScriptText script, Statement statement, SqlText text)
      throws SQLException {
    for (SQLWarning note = statement.getWarnings(); note != null; note = note.getNextWarning()) {
      if (isWarning(note)) {
        String warning = note.getMessage();
        console.error(script.placed(warning, text).orElse(warning));
      }
    }
  }

  /** Or else a message that all is well. */
  private static boolean isWarning(SQLWarning note) {
    return note.getSQLState().startsWith("01");
  }

  private static String message(Statement statement) throws SQLException {
    SQLWarning note = statement.getWarnings();
    return note == null || isWarning(note) ? "" : note.getMessage();
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
