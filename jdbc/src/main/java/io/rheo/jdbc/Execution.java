package io.rheo.jdbc;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.concurrent.Future;
import org.apache.calcite.avatica.AvaticaStatement;

/**
 * What a statement is doing, as seen by the thread that runs it and by those that stop it.
 * Avatica's own cancel flag is never lowered again, stays on the client and is guarded by the
 * monitor that a running request holds; hence this class.
 */
final class Execution {
  /** Statements that have one. */
  interface Owner {
    Execution execution();
  }

  private enum Stop {
    NONE,
    CANCELLED,
    TIMED_OUT
  }

  private final RheoConnection connection;
  private final AvaticaStatement statement;
  private volatile Stop stop = Stop.NONE; // read before every row
  private long run;
  private Future<?> timer;
  private SQLWarning warnings;

  Execution(RheoConnection connection, AvaticaStatement statement) {
    this.connection = connection;
    this.statement = statement;
  }

  /** A new execution starts: an earlier cancel is not for it. */
  synchronized void begin() throws SQLException {
    end();
    stop = Stop.NONE;
    warnings = null;
    long thisRun = ++run;
    int seconds = statement.getQueryTimeout();
    if (seconds > 0) {
      timer = Timeouts.after(seconds, () -> timeOut(thisRun));
    }
  }

  /** The execution has given all its rows. */
  synchronized void end() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void timeOut(long ofRun) {
    synchronized (this) {
      if (ofRun != run || stop != Stop.NONE) {
        return;
      }
      stop = Stop.TIMED_OUT;
    }
    release();
  }

  void cancel() {
    synchronized (this) {
      if (stop == Stop.NONE) {
        stop = Stop.CANCELLED;
      }
    }
    release();
  }

  /** Ends the query on the server; its reader there, if it waits, is woken. */
  void release() {
    connection.endQuery(statement.handle);
  }

  /** Throws if the execution was stopped. */
  void check() throws SQLException {
    switch (stop) {
      case NONE -> {}
      case CANCELLED -> throw SqlExceptions.cancelled();
      case TIMED_OUT -> throw SqlExceptions.timedOut(statement.getQueryTimeout());
    }
    if (statement.isClosed()) {
      throw new SQLException("the statement was closed", SqlExceptions.NO_CURSOR);
    }
  }

  /** Adds a chain of warnings, {@code null} if there are none. */
  synchronized void note(SQLWarning added) {
    if (warnings == null) {
      warnings = added;
    } else if (added != null) {
      warnings.setNextWarning(added);
    }
  }

  synchronized SQLWarning warnings() {
    return warnings;
  }

  synchronized void clearWarnings() {
    warnings = null;
  }
}
