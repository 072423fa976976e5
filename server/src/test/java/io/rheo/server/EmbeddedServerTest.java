package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server inside the process behaves as one at the end of a wire. */
@Timeout(120)
class EmbeddedServerTest {
  private final FixtureEngine engine = new FixtureEngine();
  private EmbeddedServer server;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    server = new EmbeddedServer(engine::openSession);
    connection = server.connect(new Properties());
    engine.query("live", FixtureEngine.NUMBERS, false);
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    server.close();
  }

  @Test
  void rowsComeOneByOne() throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("live")) {
      for (long i = 0; i < 5; i++) {
        engine.latest().push(List.of(i, "x"));
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(i);
      }
      engine.latest().finish();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void cancelWakesAReader() throws Exception {
    try (Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("live");
      CompletableFuture<Boolean> next = RemoteQueryTest.async(rows::next);
      Await.until("the reader waits", () -> engine.latest().isPolled());
      statement.cancel();
      assertThatThrownBy(() -> next.get(1, TimeUnit.SECONDS))
          .cause()
          .hasMessage("the query was cancelled");
      assertThat(engine.latest().isClosed()).isTrue();
    }
  }

  @Test
  void errorsAreTheServers() throws Exception {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("nonsense"))
          .isInstanceOf(java.sql.SQLSyntaxErrorException.class)
          .hasMessageStartingWith("error RH0211: table 'nowhere' not found");
    }
  }

  @Test
  void closingTheConnectionEndsItsQueries() throws Exception {
    connection.createStatement().executeQuery("live");
    connection.close();
    assertThat(engine.latest().isClosed()).isTrue();
    assertThat(engine.sessions.get(0).isClosed()).isTrue();
  }

  @Test
  void serversInOneProcessAreApart() throws Exception {
    FixtureEngine other = new FixtureEngine();
    other.rows("only here", FixtureEngine.NUMBERS, List.of(List.of(1L, "x")));
    try (EmbeddedServer second = new EmbeddedServer(other::openSession);
        Connection there = second.connect(new Properties());
        Statement statement = there.createStatement();
        ResultSet rows = statement.executeQuery("only here")) {
      assertThat(rows.next()).isTrue();
    }
    assertThat(engine.sessions).hasSize(1);
  }
}
