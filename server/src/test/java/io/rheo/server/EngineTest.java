package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.Engine;
import io.rheo.engine.EngineConfig;
import io.rheo.jdbc.Protocol;
import io.rheo.server.config.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way: driver, wire, server and the real engine. */
@Timeout(120)
class EngineTest {
  private static final String LOSSY_QUERY =
      "SELECT window_end, SUM(v) AS s, SUM(q) AS q"
          + " FROM TABLE(TUMBLE((SELECT ts, v, 1 / (v - 3) AS q FROM lossy),"
          + " DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end";

  @TempDir private Path folder;
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

  @ParameterizedTest
  @ValueSource(strings = {"remote", "embedded"})
  void aResultTellsWhatItsQueryCouldNotUseWhenItHasEnded(String way) throws Exception {
    try (Connection connection = connect(way);
        Statement statement = connection.createStatement()) {
      createLossyTable(statement);
      try (ResultSet rows = statement.executeQuery(LOSSY_QUERY)) {
        assertThat(warnings(rows.getWarnings())).isEmpty();
        while (rows.next()) {}
        assertThat(warnings(rows.getWarnings()))
            .containsExactly(
                "1 record of 'lossy' could not be decoded: SELECT * FROM errors('lossy') shows them",
                "1 row came too late for a window",
                "2 rows could not be computed; the first: division by zero in (1 / (v - 3))");
        rows.clearWarnings();
        assertThat(warnings(rows.getWarnings())).isEmpty();
      }
      try (ResultSet rows = statement.executeQuery("SELECT * FROM (VALUES 1)")) {
        while (rows.next()) {}
        assertThat(warnings(rows.getWarnings())).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"remote", "embedded"})
  void anInsertTellsWhatItCouldNotUse(String way) throws Exception {
    try (Connection connection = connect(way);
        Statement statement = connection.createStatement()) {
      createLossyTable(statement);
      statement.execute("CREATE TABLE kept (q BIGINT)");
      assertThat(statement.executeUpdate("INSERT INTO kept SELECT 1 / (v - 3) FROM lossy"))
          .isEqualTo(3);
      assertThat(warnings(statement.getWarnings()))
          .containsExactly(
              "1 record of 'lossy' could not be decoded: SELECT * FROM errors('lossy') shows them",
              "2 rows could not be computed; the first: division by zero in (1 / (v - 3))");
      try (ResultSet tables = connection.getMetaData().getTables(null, null, "kept", null)) {
        assertThat(tables.next()).isTrue();
        assertThat(tables.next()).isFalse();
        assertThat(warnings(tables.getWarnings())).isEmpty();
      }
    }
  }

  private static List<String> warnings(SQLWarning first) {
    List<String> texts = new ArrayList<>();
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      assertThat(warning.getSQLState()).isEqualTo("01000");
      texts.add(warning.getMessage());
    }
    return texts;
  }

  /** Five rows, one of them late, and something that is no JSON. */
  private void createLossyTable(Statement statement) throws Exception {
    Path file = folder.resolve("lossy.json");
    Files.writeString(
        file,
        """
        {"v": 1, "ts": "2026-07-01 00:00:01"}
        {"v": 3, "ts": "2026-07-01 00:00:15"}
        {"v": 5, "ts": "2026-07-01 00:00:02"}
        {"v":
        {"v": 7, "ts": "2026-07-01 00:00:25"}
        {"v": 3, "ts": "2026-07-01 00:00:35"}
        """);
    statement.execute(
        "CREATE TABLE lossy (v BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)"
            + (" WITH ('connector' = 'filesystem', 'format' = 'json', 'path' = '" + file + "')"));
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
