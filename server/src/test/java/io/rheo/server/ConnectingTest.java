package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.rheo.server.config.Security;
import io.rheo.server.config.ServerConfig;
import io.rheo.sql.error.SqlError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may connect, and what those are told who may not or cannot. */
@Timeout(120)
class ConnectingTest {
  private static final ServerConfig ANY_PORT = ServerConfig.DEFAULT.withPort(0);

  private final FixtureEngine engine = new FixtureEngine();

  private static void assertFails(String url, String state, String... words) {
    assertThatThrownBy(() -> DriverManager.getConnection(url).close())
        .isInstanceOf(SQLException.class)
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo(state))
        .hasMessageContainingAll(words);
  }

  @Test
  void otherAddressesNeedAuthenticationAndTls() {
    assertThatThrownBy(() -> ANY_PORT.withAddress("0.0.0.0"))
        .isInstanceOf(SqlError.class)
        .hasMessageContaining("does not listen at '0.0.0.0' without authentication and TLS");
    assertThat(ANY_PORT.withAddress("::1").address()).isEqualTo("::1");
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertFails("jdbc:rheo://127.0.0.1:" + port, "08001", "cannot reach 127.0.0.1:" + port);
  }

  @Test
  void whatIsNotARheoServerIsNamed() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.start();
    try {
      assertFails(
          "jdbc:rheo://127.0.0.1:" + other.getAddress().getPort(), "08001", "not a Rheo server");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void wrongUrlsAreNamed() {
    assertFails("jdbc:rheo://", "08001", "jdbc:rheo://host:port");
    assertFails("jdbc:rheo://host:99999", "08001", "99999");
    assertFails("jdbc:rheo://host:1?fetchsize=3", "08001", "'fetchsize'", "fetch_size");
    assertFails("jdbc:rheo://host:1?connect_timeout=0", "08001", "connect_timeout");
  }

  @Test
  void aPortInUseIsNamed() {
    try (Server first = Server.start(ANY_PORT, engine::openSession)) {
      assertThatThrownBy(() -> Server.start(ANY_PORT.withPort(first.port()), engine::openSession))
          .isInstanceOf(SqlError.class)
          .hasMessageContaining("cannot listen at 127.0.0.1:" + first.port());
    }
  }

  @Test
  void browsersAreTurnedAway() throws Exception {
    try (Server server = Server.start(ANY_PORT, engine::openSession)) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(405);
    }
  }

  @Test
  void usersNeedTheirPassword(@TempDir Path dir) throws Exception {
    Path users = Files.write(dir.resolve("users.properties"), List.of("alice: wonder land,users"));
    Security security = new Security(Optional.of(users), Optional.empty(), "");
    try (Server server = Server.start(ANY_PORT.withSecurity(security), engine::openSession)) {
      String url = "jdbc:rheo://127.0.0.1:" + server.port();
      assertFails(url, "28000", "refuses");
      assertFails(url + "?user=alice&password=queen", "28000", "refuses");
      try (Connection connection = DriverManager.getConnection(url, "alice", "wonder land")) {
        assertThat(connection.isValid(1)).isTrue();
      }
      try (Connection connection =
          DriverManager.getConnection(url + "?user=alice&password=wonder%20land")) {
        assertThat(connection.isValid(1)).isTrue();
      }
    }
  }

  @Test
  void tlsIsSpokenWithATrustedServerOnly(@TempDir Path dir) throws Exception {
    Path keystore = dir.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "rheo",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                keystore.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    Path users = Files.write(dir.resolve("users.properties"), List.of("alice: secret,users"));
    Security security = new Security(Optional.of(users), Optional.of(keystore), "changeit");
    ServerConfig config = new ServerConfig("0.0.0.0", 0, security, ANY_PORT.limits());
    try (Server server = Server.start(config, engine::openSession)) {
      String url =
          "jdbc:rheo://localhost:" + server.port() + "?user=alice&password=secret&tls=true";
      assertFails(url, "08001", "no secure connection");
      engine.rows("bounded", FixtureEngine.NUMBERS, List.of(List.of(1L, "one")));
      try (Connection connection =
              DriverManager.getConnection(
                  url + "&truststore_password=changeit&truststore=" + keystore);
          var statement = connection.createStatement();
          var rows = statement.executeQuery("bounded")) {
        assertThat(rows.next()).isTrue();
      }
    }
  }
}
