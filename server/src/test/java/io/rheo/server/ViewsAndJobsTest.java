package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.Engine;
import io.rheo.engine.EngineConfig;
import io.rheo.server.config.ServerConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Materialized views and jobs over HTTP: one connection fills them, another one looks. */
@Timeout(120)
class ViewsAndJobsTest {
  private final Engine engine = new Engine(EngineConfig.defaults());
  private Server server;
  private Connection writer;
  private Connection reader;

  @BeforeEach
  void start() throws SQLException {
    server = Server.start(ServerConfig.DEFAULT.withPort(0), engine::openSession);
    writer = connect();
    reader = connect();
    run("CREATE TABLE t (k VARCHAR, v BIGINT)");
  }

  @AfterEach
  void stop() throws SQLException {
    reader.close();
    writer.close();
    server.close();
    engine.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:rheo://127.0.0.1:" + server.port());
  }

  @Test
  void aPatternThatMayWaitForEverIsWarnedOf() throws SQLException {
    run("CREATE TABLE e (v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)");
    String pattern =
        "SELECT a FROM e MATCH_RECOGNIZE (ORDER BY ts MEASURES A.v AS a PATTERN (A B) %s"
            + " DEFINE A AS A.v = 1, B AS B.v = 2)";
    try (Statement statement = reader.createStatement()) {
      try (ResultSet endless = statement.executeQuery(pattern.formatted(""))) {
        assertThat(endless.getMetaData().getColumnName(1)).isEqualTo("a");
        assertThat(statement.getWarnings().getSQLState()).isEqualTo("01000");
        assertThat(statement.getWarnings().getMessage())
            .contains("1:17: warning RH0801", "^^^", "WITHIN INTERVAL");
      }
      statement.execute("CREATE MATERIALIZED VIEW m AS " + pattern.formatted(""));
      assertThat(statement.getWarnings().getMessage()).isEqualTo("materialized view 'm' created");
      assertThat(statement.getWarnings().getNextWarning().getMessage()).contains("RH0801");
      statement.execute(
          "CREATE MATERIALIZED VIEW n AS " + pattern.formatted("WITHIN INTERVAL '1' HOUR"));
      assertThat((Object) statement.getWarnings().getNextWarning()).isNull();
    }
  }

  @Test
  void aSnapshotOfAViewEndsAndItsChangesGoOn() throws Exception {
    run("CREATE MATERIALIZED VIEW sums AS SELECT k, SUM(v) AS s FROM t GROUP BY k");
    run("INSERT INTO t VALUES ('a', 1), ('b', 5)");
    assertThat(rows("SELECT k, s FROM sums ORDER BY k")).containsExactly("a 1", "b 5");
    try (Statement statement = reader.createStatement();
        ResultSet changes = statement.executeQuery("SELECT k, s FROM sums EMIT CHANGES")) {
      assertThat(List.of(next(changes), next(changes)))
          .containsExactlyInAnyOrder("+I a 1", "+I b 5");
      CompletableFuture<String> waiting = RemoteQueryTest.async(() -> next(changes));
      run("INSERT INTO t VALUES ('a', 2)");
      assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("-U a 1");
      assertThat(next(changes)).isEqualTo("+U a 3");
      CompletableFuture<String> never = RemoteQueryTest.async(() -> next(changes));
      statement.cancel();
      assertThatThrownBy(() -> never.get(5, TimeUnit.SECONDS))
          .cause()
          .hasMessage("the query was cancelled");
    }
    assertThat(rows("SELECT s FROM sums WHERE k = 'a'")).containsExactly("3");
  }

  @Test
  void aViewIsAnObjectOfTheCatalogAndAJob() throws Exception {
    run("CREATE MATERIALIZED VIEW sums AS SELECT k, SUM(v) AS s FROM t GROUP BY k");
    try (ResultSet tables =
        reader.getMetaData().getTables(null, null, "su%", new String[] {"MATERIALIZED VIEW"})) {
      assertThat(tables.next()).isTrue();
      assertThat(tables.getString("TABLE_NAME")).isEqualTo("sums");
    }
    assertThat(rows("SHOW MATERIALIZED VIEWS")).containsExactly("sums");
    assertThat(states()).containsEntry("sums", "RUNNING");
    run("PAUSE JOB sums");
    run("INSERT INTO t VALUES ('a', 1)");
    assertThat(states()).containsEntry("sums", "PAUSED");
    assertThat(rows("SELECT * FROM sums")).isEmpty();
    run("RESUME JOB sums");
    assertThat(rows("SELECT * FROM sums")).containsExactly("a 1");
    assertThatThrownBy(() -> run("DROP TABLE t")).hasMessageContaining("RH0222");
    run("DROP TABLE t CASCADE");
    assertThat(states()).isEmpty();
  }

  @Test
  void readersOfAViewThatIsDroppedAreToldSo() throws Exception {
    run("CREATE MATERIALIZED VIEW sums AS SELECT k, SUM(v) AS s FROM t GROUP BY k");
    run("INSERT INTO t VALUES ('a', 1)");
    try (Statement statement = reader.createStatement();
        ResultSet changes = statement.executeQuery("SELECT k, s FROM sums EMIT CHANGES")) {
      assertThat(next(changes)).isEqualTo("+I a 1");
      CompletableFuture<Boolean> end = RemoteQueryTest.async(changes::next);
      run("DROP MATERIALIZED VIEW sums");
      assertThat(end.get(10, TimeUnit.SECONDS)).isFalse();
    }
  }

  @Test
  void aStatementSetIsOneJobThatCanBePausedAndStopped() throws Exception {
    run("CREATE TABLE sums (k VARCHAR, s BIGINT, PRIMARY KEY (k) NOT ENFORCED)");
    run("CREATE TABLE large (k VARCHAR, v BIGINT)");
    run("CREATE MATERIALIZED VIEW seen AS SELECT k, s FROM sums");
    run("SET 'pipeline.name' = 'both of them'");
    run(
        "EXECUTE STATEMENT SET BEGIN"
            + " INSERT INTO sums SELECT k, SUM(v) FROM t GROUP BY k;"
            + " INSERT INTO large SELECT k, v FROM t WHERE v > 10;"
            + " END");
    run("INSERT INTO t VALUES ('a', 1), ('b', 50)");
    awaitRows("SELECT k, s FROM seen ORDER BY k", "a 1", "b 50");
    assertThat(states()).containsEntry("both of them", "RUNNING");
    run("PAUSE JOB `both of them`");
    assertThat(states()).containsEntry("both of them", "PAUSED");
    assertThatThrownBy(() -> run("PAUSE JOB `both of them`"))
        .hasMessageContaining("is paused and cannot be paused");
    run("INSERT INTO t VALUES ('a', 1)");
    run("RESUME JOB `both of them`");
    awaitRows("SELECT k, s FROM seen ORDER BY k", "a 2", "b 50");
    run("STOP JOB `both of them`");
    Await.until("stopped", () -> states().get("both of them").equals("STOPPED"));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> rows(String sql) {
    try (Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> read = new ArrayList<>();
      while (rows.next()) {
        read.add(row(rows));
      }
      return read;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private void awaitRows(String sql, String... expected) {
    Await.until(sql + " has " + List.of(expected), () -> rows(sql).equals(List.of(expected)));
  }

  private Map<String, String> states() {
    try (Statement statement = reader.createStatement();
        ResultSet jobs = statement.executeQuery("SHOW JOBS")) {
      Map<String, String> states = new TreeMap<>();
      while (jobs.next()) {
        states.put(jobs.getString("job_name"), jobs.getString("state"));
      }
      return states;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String next(ResultSet rows) throws SQLException {
    assertThat(rows.next()).isTrue();
    return row(rows);
  }

  private static String row(ResultSet rows) throws SQLException {
    List<String> cells = new ArrayList<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      cells.add(rows.getString(i));
    }
    return String.join(" ", cells);
  }
}
