package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.Engine;
import io.rheo.engine.EngineConfig;
import io.rheo.jdbc.Protocol;
import io.rheo.server.config.ServerConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way: driver, wire, server and the real engine. */
@Timeout(120)
class EngineTest {
  private final Engine engine = new Engine(EngineConfig.defaults());
  private Server server;
  private EmbeddedServer embedded;

  @BeforeEach
  void start() {
    server = Server.start(ServerConfig.DEFAULT.withPort(0), engine::openSession);
    embedded = new EmbeddedServer(engine::openSession);
  }

  @AfterEach
  void stop() {
    embedded.close();
    server.close();
    engine.close();
  }

  private Connection connect(String way) throws SQLException {
    return way.equals("embedded")
        ? embedded.connect(new Properties())
        : DriverManager.getConnection("jdbc:rheo://127.0.0.1:" + server.port());
  }

  @ParameterizedTest
  @ValueSource(strings = {"remote", "embedded"})
  void rowsThatAreInsertedReachAQueryThatRuns(String way) throws Exception {
    try (Connection connection = connect(way);
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "CREATE TABLE trades (symbol VARCHAR, price DOUBLE, ts TIMESTAMP(3))"))
          .isZero();
      assertThat(statement.getWarnings().getMessage()).isEqualTo("table 'trades' created");
      try (Statement live = connection.createStatement();
          ResultSet rows = live.executeQuery("SELECT symbol, price * 2 AS twice, ts FROM trades")) {
        CompletableFuture<Boolean> next = RemoteQueryTest.async(rows::next);
        try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO trades VALUES (?, ?, ?)")) {
          insert.setString(1, "ACME");
          insert.setDouble(2, 1.25);
          insert.setTimestamp(3, Timestamp.valueOf("2026-07-01 10:00:00.5"));
          assertThat(insert.executeUpdate()).isEqualTo(1);
          assertThat(next.get(10, TimeUnit.SECONDS)).isTrue();
          assertThat(rows.getString("symbol")).isEqualTo("ACME");
          assertThat(rows.getDouble("twice")).isEqualTo(2.5);
          assertThat(rows.getTimestamp("ts")).isEqualTo(Timestamp.valueOf("2026-07-01 10:00:00.5"));
          for (int i = 0; i < 100; i++) {
            insert.setString(1, "B" + i);
            insert.setDouble(2, i);
            insert.addBatch();
          }
          assertThat(insert.executeBatch()).hasSize(100).containsOnly(1);
        }
        for (int i = 0; i < 100; i++) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo("B" + i);
        }
        CompletableFuture<Boolean> waiting = RemoteQueryTest.async(rows::next);
        live.cancel();
        assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS))
            .cause()
            .hasMessage("the query was cancelled");
      }
    }
  }

  @Test
  void anUpdatingQueryShowsItsChanges() throws Exception {
    try (Connection connection = connect("remote");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (k VARCHAR, v BIGINT)");
      try (Statement live = connection.createStatement();
          ResultSet rows = live.executeQuery("SELECT k, SUM(v) AS total FROM t GROUP BY k")) {
        assertThat(Protocol.isChangelog(rows.getMetaData())).isTrue();
        List<String> changes = new ArrayList<>();
        statement.execute("INSERT INTO t VALUES ('a', 1)");
        read(rows, 1, changes);
        statement.execute("INSERT INTO t VALUES ('a', 2)");
        read(rows, 2, changes);
        assertThat(changes).containsExactly("+Ia1", "-Ua1", "+Ua3");
      }
    }
  }

  private static void read(ResultSet rows, int count, List<String> changes) throws SQLException {
    for (int i = 0; i < count; i++) {
      assertThat(rows.next()).isTrue();
      changes.add(rows.getString("op") + rows.getString("k") + rows.getLong("total"));
    }
  }

  @Test
  void errorsHavePlaceAndAdvice() throws Exception {
    try (Connection connection = connect("remote");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (price DOUBLE)");
      assertThatThrownBy(() -> statement.executeQuery("SELECT prise\nFROM t"))
          .isInstanceOf(java.sql.SQLSyntaxErrorException.class)
          .hasMessageContaining("RH0212")
          .hasMessageContaining("^^^^^")
          .hasMessageContaining("did you mean 'price'?");
    }
  }

  @Test
  void theCatalogIsThere() throws Exception {
    try (Connection connection = connect("remote");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE clicks (a BIGINT NOT NULL, b DECIMAL(10, 2))");
      statement.execute("CREATE VIEW more AS SELECT a + 1 AS c FROM clicks");
      try (ResultSet rows = connection.getMetaData().getColumns(null, null, "%", "%")) {
        List<String> seen = new ArrayList<>();
        while (rows.next()) {
          seen.add(rows.getString("TABLE_NAME") + "." + rows.getString("COLUMN_NAME"));
        }
        assertThat(seen).containsExactly("clicks.a", "clicks.b", "more.c");
      }
    }
  }
}
