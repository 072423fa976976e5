package io.rheo.shell.command;

import io.rheo.shell.render.TextWidth;
import io.rheo.sql.error.Position;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.text.Script;
import io.rheo.sql.text.SqlText;
import io.rheo.sql.text.Variables;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A script, cut into statements. Each statement is sent with as many line feeds and blanks before
 * it as its place in the file, so that positions in the server's answers are positions in the file.
 * Only where {@code ${…}} was replaced do columns shift; {@link #describe} undoes that.
 */
public final class ScriptText {
  private final List<SqlText> statements;

  private ScriptText(List<SqlText> statements) {
    this.statements = statements;
  }

  /**
   * Cuts a script and replaces its variables.
   *
   * @throws SqlError if a quote or comment is not closed, or a variable is not set
   */
  public static ScriptText of(
      String sourceName, String text, Function<String, Optional<String>> variables) {
    return new ScriptText(
        Script.split(sourceName, text).stream()
            .map(statement -> Variables.replace(statement, variables))
            .toList());
  }

  public List<SqlText> statements() {
    return statements;
  }

  /** The statement as it is sent. */
  static String padded(SqlText statement) {
    Position start = statement.position(0, 1);
    return "\n".repeat(start.line() - 1) + " ".repeat(start.column() - 1) + statement.text();
  }

  /**
   * An error that came back, as text for a person, with its place in the file.
   *
   * @param sent the statement that it is the answer to
   */
  public String describe(SQLException error, SqlText sent) {
    String message = String.valueOf(error.getMessage());
    return placed(message, sent).orElseGet(() -> "error: " + message);
  }

  /** An error or a warning of the server with its place in the file; empty for any other text. */
  Optional<String> placed(String message, SqlText sent) {
    return ServerMessage.parse(message).map(known -> inFile(known, sent).render());
  }

  private SqlError inFile(ServerMessage message, SqlText sent) {
    SqlError error = SqlError.of(message.code(), message.what());
    error = message.why().isEmpty() ? error : error.why(message.why());
    error = message.fix().isEmpty() ? error : error.fix(message.fix());
    if (message.line() == 0) {
      return error.in(sent.source());
    }
    SqlText statement = statementAt(message, sent);
    return error.at(statement.source(), position(statement, message));
  }

  /** An error may be about an earlier statement: an option of a table that a query reads. */
  private SqlText statementAt(ServerMessage message, SqlText sent) {
    SqlText found = sent;
    for (SqlText statement : statements) {
      Position start = statement.position(0, 1);
      boolean startsBefore =
          start.line() < message.line()
              || (start.line() == message.line() && start.column() <= message.column());
      if (startsBefore) {
        found = statement;
      }
    }
    return found;
  }

  private static Position position(SqlText statement, ServerMessage message) {
    Position start = statement.position(0, 1);
    int line = Math.max(1, message.line() - start.line() + 1);
    int column = line == 1 ? message.column() - start.column() + 1 : message.column();
    String text = statement.text().lines().skip(line - 1).findFirst().orElse("");
    return statement.position(line, column, line, endColumn(text, column, message.caretWidth()));
  }

  /** The column of the last character of a token that takes so many cells of a terminal. */
  private static int endColumn(String line, int column, int width) {
    int end = column - 1;
    int used = 0;
    while (end < line.length() && used < width) {
      int next = line.offsetByCodePoints(end, 1);
      used += TextWidth.of(line.substring(end, next));
      end = next;
    }
    return Math.max(column, end);
  }
}
