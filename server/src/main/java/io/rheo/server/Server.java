package io.rheo.server;

import io.rheo.engine.Session;
import io.rheo.server.avatica.Backend;
import io.rheo.server.config.ServerConfig;
import java.util.function.Supplier;

/** A server that clients reach at {@code jdbc:rheo://host:port}. */
public final class Server implements AutoCloseable {
  private final Backend backend;
  private final Backend.Port port;

  private Server(Backend backend, Backend.Port port) {
    this.backend = backend;
    this.port = port;
  }

  /**
   * Starts serving; returns when the port is open. Throws a {@code SqlError} if it cannot be
   * opened.
   *
   * @param sessions makes the engine's session of each connection. The engine outlives the server
   *     and is closed by who made it
   */
  public static Server start(ServerConfig config, Supplier<Session> sessions) {
    Backend backend = new Backend(sessions, config.limits(), System::nanoTime);
    try {
      return new Server(backend, backend.listen(config));
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  public int port() {
    return port.number();
  }

  /** Closes the port and every connection; the queries of the connections end. */
  @Override
  public void close() {
    backend.close();
    port.close();
  }
}
