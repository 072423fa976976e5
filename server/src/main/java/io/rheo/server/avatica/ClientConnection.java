package io.rheo.server.avatica;

import io.rheo.engine.Session;
import io.rheo.engine.Session.Prepared;
import io.rheo.server.config.Limits;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.calcite.avatica.ConnectionPropertiesImpl;
import org.apache.calcite.avatica.Meta;

/** What the server holds for one client: a session of the engine and the statements in it. */
final class ClientConnection {
  private static final int TOMBSTONES_MAX = 1_000;

  private final Session session;
  private final ZoneId zone;
  private final boolean readsBlocks;
  private final Limits limits;
  private final LongSupplier nanoClock;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, ClientStatement> statements = new ConcurrentHashMap<>();
  private final ConnectionPropertiesImpl properties = new ConnectionPropertiesImpl();

  /** Why statements that are no more were closed by the server; the latest ones. */
  private final Map<Integer, SqlError> tombstones =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, SqlError> eldest) {
          return size() > TOMBSTONES_MAX;
        }
      };

  private volatile long lastUsedNanos;

  /**
   * @param readsBlocks whether the client asked for {@link io.rheo.jdbc.Protocol#COLUMN_BLOCKS}
   */
  ClientConnection(
      Session session, ZoneId zone, boolean readsBlocks, Limits limits, LongSupplier nanoClock) {
    this.session = session;
    this.zone = zone;
    this.readsBlocks = readsBlocks;
    this.limits = limits;
    this.nanoClock = nanoClock;
    this.lastUsedNanos = nanoClock.getAsLong();
  }

  Session session() {
    return session;
  }

  /** In which the client says what a clock shows. */
  ZoneId zone() {
    return zone;
  }

  boolean readsBlocks() {
    return readsBlocks;
  }

  /** In which the session shows instants and reads them from text. */
  ZoneId sessionZone() {
    return ZoneId.of(session.settings().getOrDefault("table.local-time-zone", "UTC"));
  }

  void touch() {
    lastUsedNanos = nanoClock.getAsLong();
  }

  boolean isAbandoned(long sinceNanos) {
    return lastUsedNanos - sinceNanos < 0;
  }

  synchronized Meta.ConnectionProperties merge(Meta.ConnectionProperties changes) {
    properties.merge(changes);
    properties.setDirty(false);
    return properties;
  }

  ClientStatement create(Optional<Prepared> prepared) {
    if (statements.size() >= limits.statementsMax()) {
      throw SqlError.of(
              ErrorCode.TOO_MANY,
              "this connection has " + limits.statementsMax() + " open statements already")
          .fix("close statements that are no longer needed");
    }
    ClientStatement statement =
        new ClientStatement(ids.incrementAndGet(), prepared, nanoClock.getAsLong());
    statements.put(statement.id(), statement);
    return statement;
  }

  /** The statement, if it is open; it counts as used now. */
  Optional<ClientStatement> find(int id) {
    ClientStatement statement = statements.get(id);
    if (statement != null) {
      statement.touch(nanoClock.getAsLong());
    }
    return Optional.ofNullable(statement);
  }

  /** The statement; throws why it is no longer there. */
  ClientStatement get(int id) {
    return find(id).orElseThrow(() -> whyGone(id));
  }

  private synchronized SqlError whyGone(int id) {
    return tombstones.getOrDefault(
        id, SqlError.of(ErrorCode.STATEMENT_GONE, "statement " + id + " was closed"));
  }

  void close(int id) {
    close(id, SqlError.of(ErrorCode.STATEMENT_GONE, "statement " + id + " was closed"));
  }

  private void close(int id, SqlError reason) {
    ClientStatement statement = statements.remove(id);
    if (statement != null) {
      synchronized (this) {
        tombstones.put(id, reason);
      }
      statement.end(reason);
    }
  }

  /** Ends the queries that nobody has fetched from for long; their readers are gone. */
  void reap() {
    long since = nanoClock.getAsLong() - limits.statementIdle().toNanos();
    for (ClientStatement statement : statements.values()) {
      if (statement.isAbandoned(since)) {
        statement.end(
            SqlError.of(
                    ErrorCode.CANCELLED,
                    "the query was ended, since nobody has fetched rows for "
                        + limits.statementIdle().toSeconds()
                        + " s")
                .fix("execute it again, and fetch more often or raise the server's limit"));
      }
    }
  }

  void close() {
    statements.keySet().forEach(this::close);
    session.close();
  }
}
