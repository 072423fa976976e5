package io.rheo.shell.command;

import io.rheo.shell.render.RowReader;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.text.SqlText;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
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
  private final Cancellation cancellation;

  public ScriptRunner(
      Connection connection, Console console, ResultView view, Cancellation cancellation) {
    this.connection = connection;
    this.console = console;
    this.view = view;
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
        if (statement.execute(ScriptText.padded(text))) {
          try (ResultSet rows = statement.getResultSet()) {
            view.show(new RowReader(rows));
          }
        } else {
          reportCount(statement.getLargeUpdateCount());
        }
      } finally {
        cancellation.ended(statement);
      }
    }
  }

  private void reportCount(long count) {
    if (count > 0) {
      console.message(count == 1 ? "1 row" : count + " rows");
    }
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
