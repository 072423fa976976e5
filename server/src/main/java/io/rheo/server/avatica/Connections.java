package io.rheo.server.avatica;

import io.rheo.engine.Session;
import io.rheo.server.config.Limits;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The clients. Those that fall silent are forgotten, with their queries. */
final class Connections implements AutoCloseable {
  private final Supplier<Session> sessions;
  private final Limits limits;
  private final LongSupplier nanoClock;
  private final Map<String, ClientConnection> open = new ConcurrentHashMap<>();

  /**
   * @param nanoClock as {@code System.nanoTime}
   */
  Connections(Supplier<Session> sessions, Limits limits, LongSupplier nanoClock) {
    this.sessions = sessions;
    this.limits = limits;
    this.nanoClock = nanoClock;
  }

  /** Opens a connection under the client's id. The request may come twice. */
  void open(String id, ZoneId zone, boolean readsBlocks) {
    if (open.size() >= limits.connectionsMax() && !open.containsKey(id)) {
      throw SqlError.of(
              ErrorCode.TOO_MANY, limits.connectionsMax() + " connections are open already")
          .fix("close connections that are no longer needed, or raise the server's limit");
    }
    open.computeIfAbsent(
        id, i -> new ClientConnection(sessions.get(), zone, readsBlocks, limits, nanoClock));
  }

  /** The connection, which counts as used now. */
  ClientConnection get(String id) {
    ClientConnection connection = open.get(id);
    if (connection == null) {
      throw SqlError.of(ErrorCode.CONNECTION_GONE, "the server does not know this connection")
          .why(
              "it was closed, or idle for more than "
                  + limits.connectionIdle().toSeconds()
                  + " s, or the server was started again")
          .fix("connect again");
    }
    connection.touch();
    return connection;
  }

  void close(String id) {
    ClientConnection connection = open.remove(id);
    if (connection != null) {
      connection.close();
    }
  }

  /** Ends abandoned queries and closes abandoned connections. */
  void reap() {
    long since = nanoClock.getAsLong() - limits.connectionIdle().toNanos();
    open.forEach(
        (id, connection) -> {
          if (connection.isAbandoned(since)) {
            close(id);
          } else {
            connection.reap();
          }
        });
  }

  int size() {
    return open.size();
  }

  @Override
  public void close() {
    open.keySet().forEach(this::close);
  }
}
