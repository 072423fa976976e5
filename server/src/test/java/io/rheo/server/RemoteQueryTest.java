package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.jdbc.Protocol;
import io.rheo.server.config.ServerConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Continuous queries over real HTTP. */
@Timeout(120)
class RemoteQueryTest {
  private static final RowType NUMBERS = FixtureEngine.NUMBERS;

  private final FixtureEngine engine = new FixtureEngine();
  private Server server;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    server = Server.start(ServerConfig.DEFAULT.withPort(0), engine::openSession);
    connection = connect("");
    engine.query("live", NUMBERS, false);
    engine.query("changes", NUMBERS, true);
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    server.close();
  }

  private Connection connect(String query) throws SQLException {
    return DriverManager.getConnection("jdbc:rheo://127.0.0.1:" + server.port() + query);
  }

  private static List<List<Object>> numbers(int from, int to) {
    List<List<Object>> rows = new ArrayList<>();
    for (long i = from; i < to; i++) {
      rows.add(List.of(i, "n" + i));
    }
    return rows;
  }

  @Test
  void executeQueryReturnsBeforeThereIsARowAndRowsComeOneByOne() throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("live")) {
      for (long i = 0; i < 5; i++) {
        engine.latest().push(List.of(i, "row " + i));
        assertThat(rows.next()).isTrue(); // not only when the row after it has come
        assertThat(rows.getLong("id")).isEqualTo(i);
        assertThat(rows.getString(2)).isEqualTo("row " + i);
      }
      engine.latest().finish();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void aReaderThatWaitsIsWokenByARow() throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("live")) {
      CompletableFuture<Boolean> next = async(rows::next);
      FixtureCursor cursor = engine.latest();
      cursor.push(List.of(1L, "one"));
      assertThat(next.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void bothSerialisationsAreSpokenOnOnePort() throws Exception {
    engine.rows("bounded", NUMBERS, numbers(0, 5000));
    for (String query : List.of("?serialization=json", "?serialization=protobuf")) {
      try (Connection client = connect(query);
          Statement statement = client.createStatement();
          ResultSet rows = statement.executeQuery("bounded")) {
        long count = 0;
        while (rows.next()) {
          assertThat(rows.getLong(1)).isEqualTo(count++);
        }
        assertThat(count).isEqualTo(5000);
      }
    }
  }

  @Test
  void changesCarryTheirKindAndMetadataSaysSo() throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("changes")) {
      assertThat(Protocol.isChangelog(rows.getMetaData())).isTrue();
      assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("op");
      List<List<Object>> values = new ArrayList<>();
      for (long id : new long[] {1, 1, 1, 2, 2, 3}) {
        values.add(List.of(id, "x"));
      }
      engine.latest().push(FixtureCursor.batch(NUMBERS, values, new int[] {1, -1, 1, -1, 2, -2}));
      engine.latest().finish();
      List<String> seen = new ArrayList<>();
      while (rows.next()) {
        seen.add(rows.getString("op") + rows.getLong("id"));
      }
      assertThat(seen).containsExactly("+I1", "-U1", "+U1", "-D2", "+I2", "+I2", "-D3", "-D3");
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("live")) {
      assertThat(Protocol.isChangelog(rows.getMetaData())).isFalse();
    }
  }

  @Test
  void upsertSettingLeavesOutTheValuesBeforeAnUpdate() throws Exception {
    engine.settings.put("rheo.changes", "upsert");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("changes")) {
      List<List<Object>> values = List.of(List.of(1L, "a"), List.of(1L, "b"));
      engine.latest().push(FixtureCursor.batch(NUMBERS, values, new int[] {-1, 1}));
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1) + rows.getString("name")).isEqualTo("+Ub");
    }
  }

  @Test
  void maxRowsEndsTheQueryOnTheServer() throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(3);
      ResultSet rows = statement.executeQuery("live");
      engine.latest().push(FixtureCursor.batch(NUMBERS, numbers(0, 10), null));
      int count = 0;
      while (rows.next()) {
        count++;
      }
      assertThat(count).isEqualTo(3);
      assertThat(engine.latest().isClosed()).isTrue();
    }
  }

  @Test
  void fetchSizeSplitsTheRowsWithoutLoss() throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(7);
      ResultSet rows = statement.executeQuery("live");
      engine.latest().push(FixtureCursor.batch(NUMBERS, numbers(0, 100), null));
      engine.latest().finish();
      for (long i = 0; i < 100; i++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(i);
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void cancelWakesAReaderAndTheStatementCanRunAgain() throws Exception {
    try (Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("live");
      CompletableFuture<Boolean> next = async(rows::next);
      statement.cancel();
      assertThatThrownBy(() -> next.get(1, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(SQLException.class)
          .hasMessage("the query was cancelled")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("57014");
      assertThat(engine.latest().isClosed()).isTrue();

      ResultSet again = statement.executeQuery("live");
      engine.latest().push(List.of(7L, "again"));
      assertThat(again.next()).isTrue();
    }
  }

  @Test
  void closingAStatementFromAnotherThreadWakesItsReader() throws Exception {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("live");
    CompletableFuture<Boolean> next = async(rows::next);
    statement.close();
    assertThatThrownBy(() -> next.get(1, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(SQLException.class);
    assertThat(engine.latest().isClosed()).isTrue();
  }

  @Test
  void closingAResultSetEndsItsQuery() throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("live").close();
      assertThat(engine.latest().isClosed()).isTrue();
      FixtureCursor first = engine.latest();
      statement.executeQuery("live");
      assertThat(engine.latest()).isNotSameAs(first);
      statement.executeQuery("live"); // an execution ends the one before
      assertThat(engine.cursors.get(1).isClosed()).isTrue();
    }
  }

  @Test
  void queryTimeoutEndsAWaitingReader() throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      ResultSet rows = statement.executeQuery("live");
      assertThatThrownBy(rows::next)
          .isInstanceOf(SQLTimeoutException.class)
          .hasMessageContaining("timeout of 1 s");
      assertThat(engine.latest().isClosed()).isTrue();
    }
  }

  @Test
  void errorsArriveAsTheServerSaidThem() throws Exception {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("nonsense"))
          .isInstanceOf(java.sql.SQLSyntaxErrorException.class)
          .hasMessage(
              """
              error RH0211: table 'nowhere' not found
                why: nobody created it
                did you mean 'somewhere'?""")
          .satisfies(
              e -> {
                assertThat(((SQLException) e).getSQLState()).isEqualTo("42P01");
                assertThat(((SQLException) e).getErrorCode()).isEqualTo(211);
              });
      assertThatThrownBy(() -> connection.prepareStatement("nonsense"))
          .isInstanceOf(java.sql.SQLSyntaxErrorException.class)
          .hasMessageStartingWith("error RH0211");
    }
  }

  @Test
  void aFailingQueryGivesItsRowsFirst() throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("live")) {
      engine.latest().push(List.of(1L, "last words"));
      engine
          .latest()
          .fail(
              io.rheo.sql.error.SqlError.of(
                  io.rheo.sql.error.ErrorCode.NOT_SUPPORTED, "the broker went away"));
      assertThat(rows.next()).isTrue();
      assertThatThrownBy(rows::next)
          .isInstanceOf(SQLException.class)
          .hasMessage("error RH0402: the broker went away");
    }
  }

  @Test
  void bugsAreNamedWithoutStackTrace() throws Exception {
    engine.update(
        "bug",
        List.<DataType>of(),
        parameters -> {
          throw new IllegalStateException("slot 3 of 2");
        });
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("bug"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("RH0699")
          .hasMessageContaining("slot 3 of 2")
          .message()
          .doesNotContain("\tat ");
    }
  }

  interface Blocking<T> {
    T call() throws Exception;
  }

  /** Runs on a thread of its own; returns when that thread runs. */
  static <T> CompletableFuture<T> async(Blocking<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(call.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }
}
