package io.rheo.server.avatica;

import io.rheo.server.config.Security;
import io.rheo.server.config.ServerConfig;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.io.File;
import java.util.List;
import org.apache.calcite.avatica.server.HttpServer;
import org.apache.calcite.avatica.server.ServerCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The port that clients connect to. */
final class HttpEndpoint implements AutoCloseable {
  /**
   * So long a client may keep a connection without a byte, also in the middle of a request. (Jetty
   * can ask for a least data rate too, but that strikes honest clients of a machine under load.)
   */
  private static final int CONNECTION_IDLE_MILLIS = 60_000;

  private static final String ROLE = "users";

  private final HttpServer http;

  HttpEndpoint(ServerConfig config, RpcHandler handler) {
    HttpServer.Builder<Server> builder =
        new HttpServer.Builder<Server>()
            .withPort(config.port())
            .withHandler(handler)
            .withServerCustomizers(
                List.<ServerCustomizer<Server>>of(server -> customize(server, config)),
                Server.class);
    secure(builder, config.security());
    http = builder.build();
    try {
      http.start();
    } catch (RuntimeException e) {
      throw SqlError.of(
              ErrorCode.SERVER_CONFIGURATION,
              "cannot listen at " + config.address() + ":" + config.port())
          .why(reason(e))
          .fix("choose another port, or stop what uses this one")
          .causedBy(e);
    }
  }

  private static String reason(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private static void secure(HttpServer.Builder<Server> builder, Security security) {
    security
        .usersFile()
        .ifPresent(file -> builder.withBasicAuthentication(file.toString(), new String[] {ROLE}));
    security
        .keystore()
        .ifPresent(
            file -> {
              File keystore = file.toFile();
              String password = security.keystorePassword();
              builder.withTLS(keystore, password, keystore, password);
            });
  }

  private static void customize(Server server, ServerConfig config) {
    ServerConnector connector = (ServerConnector) server.getConnectors()[0];
    connector.setHost(config.address());
    connector.setIdleTimeout(CONNECTION_IDLE_MILLIS);
    HttpConfiguration http =
        connector.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
    http.setSendDateHeader(false);
    server.setStopTimeout(1_000);
  }

  int port() {
    return http.getPort();
  }

  @Override
  public void close() {
    http.stop();
  }
}
