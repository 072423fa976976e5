package io.rheo.shell.command;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stops what runs, from any thread: Ctrl-C, a signal, a reader who has seen enough. */
public final class Cancellation {
  private static final String CANCELLED = "57014";

  private final Set<Statement> running = ConcurrentHashMap.newKeySet();
  private volatile boolean requested;

  void started(Statement statement) throws SQLException {
    running.add(statement);
    if (requested) {
      statement.cancel();
    }
  }

  void ended(Statement statement) {
    running.remove(statement);
  }

  /** Cancels the statements that run, and every one that is started until {@link #reset}. */
  public void request() {
    requested = true;
    running.forEach(Cancellation::cancel);
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // It ended at this moment, or its server is gone: whoever reads its rows is told as well.
    }
  }

  public boolean isRequested() {
    return requested;
  }

  public void reset() {
    requested = false;
  }

  /** Whether an exception only says that the statement was cancelled as requested. */
  public boolean explains(SQLException e) {
    return requested || CANCELLED.equals(e.getSQLState());
  }
}
