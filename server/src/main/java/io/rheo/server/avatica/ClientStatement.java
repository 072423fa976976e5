package io.rheo.server.avatica;

import io.rheo.engine.Session.Prepared;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.Optional;

/** A statement of a connection: perhaps prepared, perhaps with a result that is being fetched. */
final class ClientStatement {
  private final int id;
  private final Optional<Prepared> prepared;
  private Result result;
  private volatile long lastUsedNanos;

  ClientStatement(int id, Optional<Prepared> prepared, long nowNanos) {
    this.id = id;
    this.prepared = prepared;
    this.lastUsedNanos = nowNanos;
  }

  int id() {
    return id;
  }

  Prepared prepared() {
    return prepared.orElseThrow(
        () -> SqlError.of(ErrorCode.STATEMENT_GONE, "statement " + id + " is not prepared"));
  }

  void touch(long nowNanos) {
    lastUsedNanos = nowNanos;
  }

  /** Whether a query runs that nobody has asked for rows since. */
  synchronized boolean isAbandoned(long sinceNanos) {
    return result != null && !result.isOver() && lastUsedNanos - sinceNanos < 0;
  }

  synchronized Result result() {
    if (result == null) {
      throw SqlError.of(ErrorCode.STATEMENT_GONE, "statement " + id + " has no result");
    }
    return result;
  }

  /** A new execution ends the earlier one. */
  void start(Result newResult) {
    Result earlier;
    synchronized (this) {
      earlier = result;
      result = newResult;
    }
    if (earlier != null) {
      earlier.end(SqlError.of(ErrorCode.CANCELLED, "the statement was executed again"));
    }
  }

  /** Ends the query, if there is one; the statement can be executed again. */
  void end(SqlError reason) {
    Result running;
    synchronized (this) {
      running = result;
    }
    if (running != null) {
      running.end(reason);
    }
  }
}
