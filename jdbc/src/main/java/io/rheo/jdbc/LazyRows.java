package io.rheo.jdbc;

import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.calcite.avatica.Meta;

/**
 * The rows of a result set, asked for only when somebody wants one. Avatica's own iterator reads
 * one row ahead, so on a live query the caller would see each row when the next one arrives.
 */
final class LazyRows implements Iterator<Object> {
  private static final int ATTEMPTS_MAX = 6;
  private static final long FIRST_PAUSE_MILLIS = 50;

  private final RheoConnection connection;
  private final RheoResultSet resultSet;
  private final Execution execution;
  private final Meta.StatementHandle handle;
  private final long maxRows;

  private Iterator<Object> rows;
  private boolean done;
  private long delivered;

  /**
   * @param maxRows 0 if there is no limit
   */
  LazyRows(
      RheoConnection connection,
      RheoResultSet resultSet,
      Execution execution,
      Meta.StatementHandle handle,
      long maxRows,
      Meta.Frame firstFrame) {
    this.connection = connection;
    this.resultSet = resultSet;
    this.execution = execution;
    this.handle = handle;
    this.maxRows = maxRows;
    this.rows = firstFrame == null ? Collections.emptyIterator() : rowsOf(firstFrame);
    this.done = firstFrame != null && firstFrame.done;
  }

  @Override
  public boolean hasNext() {
    try {
      return advance();
    } catch (SQLException e) {
      done = true;
      rows = Collections.emptyIterator();
      throw SqlExceptions.sneak(e); // ResultSet.next() declares it, Iterator.hasNext() cannot
    }
  }

  private boolean advance() throws SQLException {
    if (!done || rows.hasNext()) {
      stopIfAsked();
    }
    if (maxRows > 0 && delivered == maxRows) {
      finish();
    }
    while (!rows.hasNext()) {
      if (done) {
        execution.end();
        return false;
      }
      Meta.Frame frame = fetch();
      rows = rowsOf(frame);
      done = frame.done;
      stopIfAsked();
    }
    return true;
  }

  private Iterator<Object> rowsOf(Meta.Frame frame) {
    return BlockRows.isIn(frame.rows, resultSet.columns().size())
        ? new BlockRows(frame.rows)
        : frame.rows.iterator();
  }

  private void finish() {
    rows = Collections.emptyIterator();
    if (!done) {
      done = true;
      execution.release();
    }
  }

  private void stopIfAsked() throws SQLException {
    try {
      execution.check();
    } catch (SQLException e) {
      if (!done) {
        execution.release(); // the first attempt may have come before the query had started
      }
      execution.end();
      throw e;
    }
  }

  /** A fetch may be repeated: the server gives the same rows for the same offset. */
  private Meta.Frame fetch() throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return connection.fetch(handle, delivered, size());
      } catch (TransportException e) {
        if (!e.worthRepeating() || attempt == ATTEMPTS_MAX) {
          throw SqlExceptions.of(e);
        }
        stopIfAsked();
        pause(FIRST_PAUSE_MILLIS << (attempt - 1));
      } catch (SQLException e) {
        stopIfAsked(); // if the server ended the query because we asked it to, say that
        throw e;
      }
    }
  }

  private int size() throws SQLException {
    int size = resultSet.getFetchSize() > 0 ? resultSet.getFetchSize() : RheoUrl.DEFAULT_FETCH_SIZE;
    return maxRows > 0 ? (int) Math.min(size, maxRows - delivered) : size;
  }

  /**
   * Before a fetch is sent again: a server that lost an answer may be short of time or starting.
   */
  private static void pause(long millis) throws SQLException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", SqlExceptions.CANCELLED, e);
    }
  }

  @Override
  public Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    delivered++;
    Object row = rows.next();
    return connection.speaksJson() ? JsonValues.typed(row, resultSet.columns()) : row;
  }

  /** Whether the server holds nothing more for this result. */
  boolean isDone() {
    return done;
  }
}
