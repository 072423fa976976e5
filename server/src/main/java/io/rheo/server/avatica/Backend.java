package io.rheo.server.avatica;

import io.rheo.engine.Session;
import io.rheo.server.config.Limits;
import io.rheo.server.config.ServerConfig;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.calcite.avatica.remote.LocalService;
import org.apache.calcite.avatica.remote.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's side of all connections, with or without a port. */
public final class Backend implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

  private final Connections connections;
  private final RheoMeta meta;
  private final Limits limits;

  /**
   * @param sessions makes the engine's session of each connection
   * @param nanoClock as {@code System.nanoTime}; what is idle is measured with it
   */
  public Backend(Supplier<Session> sessions, Limits limits, LongSupplier nanoClock) {
    this.connections = new Connections(sessions, limits, nanoClock);
    this.meta = new RheoMeta(connections, limits);
    this.limits = limits;
  }

  /** For clients in this process: calls instead of messages. */
  public Service.Factory services() {
    return connection -> new LocalService(meta);
  }

  /** Ends the queries and closes the connections that clients have left behind. */
  public void reap() {
    connections.reap();
  }

  /** A failure must not end the reaping. */
  private void reapOrLog() {
    try {
      reap();
    } catch (RuntimeException e) {
      LOG.error("cannot close what is idle", e);
    }
  }

  public int connectionCount() {
    return connections.size();
  }

  /** Opens the port. Closing it leaves the backend open. */
  public Port listen(ServerConfig config) {
    return new Port(this, config);
  }

  @Override
  public void close() {
    connections.close();
  }

  /** A port with the timer that its waiting fetches and the reaping need. */
  public static final class Port implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;
    private final HttpEndpoint endpoint;
    private final Future<?> reaping;

    private Port(Backend backend, ServerConfig config) {
      timer =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread thread = new Thread(task, "rheo-server-timer");
                thread.setDaemon(true);
                return thread;
              });
      timer.setRemoveOnCancelPolicy(true);
      endpoint = new HttpEndpoint(config, new RpcHandler(backend.meta, backend.limits, timer));
      long idle = Math.min(backend.limits.statementIdle().toMillis(), 60_000);
      long pause = Math.max(100, idle / 4);
      reaping =
          timer.scheduleWithFixedDelay(backend::reapOrLog, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** The port, also if the configuration left the choice to the system. */
    public int number() {
      return endpoint.port();
    }

    @Override
    public synchronized void close() {
      if (timer.isShutdown()) {
        return;
      }
      reaping.cancel(false);
      endpoint.close();
      timer.shutdownNow();
    }
  }
}
