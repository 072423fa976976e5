package io.rheo.server;

import io.rheo.engine.Session;
import io.rheo.jdbc.RheoDriver;
import io.rheo.server.avatica.Backend;
import io.rheo.server.config.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The server for clients in the same process: the same statements, rows and errors, without a port
 * and without HTTP. A client here cannot vanish, so nothing is reaped.
 */
public final class EmbeddedServer implements AutoCloseable {
  private final Backend backend;

  /**
   * @param sessions makes the engine's session of each connection. The engine outlives the server
   *     and is closed by who made it
   */
  public EmbeddedServer(Supplier<Session> sessions) {
    backend = new Backend(sessions, Limits.DEFAULT, System::nanoTime);
  }

  /**
   * A JDBC connection.
   *
   * @param properties {@code fetch_size} and {@code timeZone}, as in a URL; may be empty
   */
  public Connection connect(Properties properties) throws SQLException {
    return RheoDriver.connectInProcess(backend.services(), properties);
  }

  /** Closes every connection; their queries end. */
  @Override
  public void close() {
    backend.close();
  }
}
