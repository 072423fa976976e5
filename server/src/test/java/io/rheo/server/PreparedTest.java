package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.StatementResult;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import io.rheo.server.config.ServerConfig;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters, updates, batches and jobs over HTTP. */
@Timeout(120)
class PreparedTest {
  private final FixtureEngine engine = new FixtureEngine();
  private final List<List<Object>> received = new CopyOnWriteArrayList<>();
  private Server server;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    server = Server.start(ServerConfig.DEFAULT.withPort(0), engine::openSession);
    connection = connect("protobuf");
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    server.close();
  }

  private Connection connect(String serialization) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:rheo://127.0.0.1:" + server.port() + "?serialization=" + serialization);
  }

  private void insert(DataType... parameters) {
    engine.update(
        "insert",
        List.of(parameters),
        values -> {
          received.add(values);
          return new StatementResult.Done(1, "1 row inserted");
        });
  }

  private static DataType of(TypeName name) {
    return DataType.of(name);
  }

  private static long utcMillis(LocalDateTime wallClock) {
    return wallClock.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "json"})
  void parametersOfEveryKindArriveInTheTypeOfTheStatement(String way) throws Exception {
    insert(
        of(TypeName.BOOLEAN),
        of(TypeName.TINYINT),
        of(TypeName.BIGINT),
        DataType.decimal(10, 2),
        of(TypeName.FLOAT),
        of(TypeName.DOUBLE),
        of(TypeName.VARCHAR),
        of(TypeName.VARBINARY),
        of(TypeName.DATE),
        of(TypeName.TIME),
        of(TypeName.TIMESTAMP),
        of(TypeName.TIMESTAMP_LTZ));
    Timestamp timestamp = Timestamp.valueOf("2026-07-01 10:20:30.456");
    try (Connection client = connect(way);
        PreparedStatement statement = client.prepareStatement("insert")) {
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(12);
      assertThat(statement.getParameterMetaData().getParameterTypeName(4))
          .isEqualTo("DECIMAL(10, 2)");
      statement.setBoolean(1, true);
      statement.setByte(2, (byte) -3);
      statement.setInt(3, 4);
      statement.setBigDecimal(4, new BigDecimal("12.345"));
      statement.setFloat(5, 1.5f);
      statement.setDouble(6, 1e-9);
      statement.setString(7, "東京");
      statement.setBytes(8, new byte[] {0, -1});
      statement.setDate(9, Date.valueOf("2026-07-01"));
      statement.setTime(10, Time.valueOf("12:34:56"));
      statement.setTimestamp(11, timestamp);
      statement.setTimestamp(12, timestamp);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
    assertThat(received).hasSize(1);
    List<Object> values = received.get(0);
    assertThat(values.subList(0, 7))
        .containsExactly(true, -3, 4L, new BigDecimal("12.35"), 1.5, 1e-9, "東京");
    assertThat((byte[]) values.get(7)).containsExactly(0, -1);
    assertThat(values.subList(8, 12))
        .containsExactly(
            (int) LocalDate.parse("2026-07-01").toEpochDay(),
            45_296_000,
            utcMillis(timestamp.toLocalDateTime()),
            timestamp.getTime());
  }

  @Test
  void objectsOfJavaTimeAreParameters() throws Exception {
    insert(
        of(TypeName.DATE), of(TypeName.TIME), of(TypeName.TIMESTAMP), of(TypeName.TIMESTAMP_LTZ));
    LocalDateTime inAGap = LocalDateTime.parse("2026-03-29T02:30:00.001");
    Instant instant = Instant.parse("2026-07-01T10:20:30.456Z");
    try (PreparedStatement statement = connection.prepareStatement("insert")) {
      statement.setObject(1, LocalDate.parse("1969-12-31"));
      statement.setObject(2, LocalTime.parse("23:59:59.999"));
      statement.setObject(3, inAGap);
      statement.setObject(4, instant);
      statement.executeUpdate();
      statement.setObject(
          4, instant.atOffset(ZoneOffset.ofHours(5)), Types.TIMESTAMP_WITH_TIMEZONE);
      statement.executeUpdate();
    }
    assertThat(received.get(0))
        .containsExactly(-1, 86_399_999, utcMillis(inAGap), instant.toEpochMilli());
    assertThat(received.get(1)).isEqualTo(received.get(0));
  }

  @Test
  void textIsParsedAndNullsAndReadersAreParameters() throws Exception {
    insert(of(TypeName.INTEGER), of(TypeName.TIMESTAMP), of(TypeName.VARCHAR), of(TypeName.DOUBLE));
    try (PreparedStatement statement = connection.prepareStatement("insert")) {
      statement.setString(1, "42");
      statement.setString(2, "2026-01-31 10:00:00");
      statement.setCharacterStream(3, new StringReader("streamed"));
      statement.setNull(4, Types.DOUBLE);
      statement.executeUpdate();
    }
    assertThat(received.get(0))
        .isEqualTo(
            Arrays.asList(
                42, utcMillis(LocalDateTime.parse("2026-01-31T10:00")), "streamed", null));
  }

  @Test
  void valuesThatDoNotFitAreRefusedWithTheirPlace() throws Exception {
    insert(of(TypeName.TINYINT), DataType.sized(TypeName.VARCHAR, 3));
    try (PreparedStatement statement = connection.prepareStatement("insert")) {
      statement.setInt(1, 1);
      assertThatThrownBy(statement::executeUpdate).hasMessage("parameter 2 has no value");
      statement.setString(2, "long");
      assertThatThrownBy(statement::executeUpdate)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("parameter 2 is a VARCHAR(3), 'long' is not one");
      statement.setString(2, "fit");
      statement.setInt(1, 128);
      assertThatThrownBy(statement::executeUpdate)
          .hasMessageContaining("parameter 1 is a TINYINT, '128' is not one");
    }
    assertThat(received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "json"})
  void batchesArriveWhole(String way) throws Exception {
    insert(of(TypeName.INTEGER), of(TypeName.VARCHAR));
    try (Connection client = connect(way);
        PreparedStatement statement = client.prepareStatement("insert")) {
      for (int i = 0; i < 100; i++) {
        statement.setInt(1, i);
        statement.setString(2, i % 2 == 0 ? null : "v" + i);
        statement.addBatch();
      }
      assertThat(statement.executeBatch()).hasSize(100).containsOnly(1);
      assertThat(statement.executeBatch()).isEmpty();
    }
    assertThat(received).hasSize(100);
    assertThat(received.get(98)).isEqualTo(Arrays.asList(98, null));
    assertThat(received.get(99)).isEqualTo(Arrays.asList(99, "v99"));
  }

  @Test
  void aBatchOfStatementsIsOneRequest() throws Exception {
    insert();
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("insert");
      statement.addBatch("insert");
      assertThat(statement.executeBatch()).containsExactly(1, 1);
      statement.addBatch("nonsense");
      assertThatThrownBy(statement::executeBatch)
          .isInstanceOf(SQLException.class)
          .hasMessageStartingWith("error RH0211");
    }
  }

  @Test
  void whatTheServerSaysToAPersonIsAWarning() throws Exception {
    insert();
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("insert")).isEqualTo(1);
      assertThat(statement.getWarnings().getMessage()).isEqualTo("1 row inserted");
      assertThat(statement.execute("insert")).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(1);
    }
  }

  @Test
  void anInsertOverInputThatEndsGivesItsCountWhenItHasEnded() throws Exception {
    FixtureJob job = new FixtureJob(true);
    engine.update("copy", List.of(), values -> new StatementResult.Started(job));
    try (Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("copy")) {
      CompletableFuture<Long> count =
          RemoteQueryTest.async(() -> statement.executeLargeUpdate("copy"));
      job.finish(5_000_000_000L);
      assertThat(count.get(5, TimeUnit.SECONDS)).isEqualTo(5_000_000_000L);
      assertThat(prepared.executeLargeUpdate()).isEqualTo(5_000_000_000L);
    }
  }

  @Test
  void anInsertOverInputThatEndsIsCancelledLikeAQuery() throws Exception {
    FixtureJob job = new FixtureJob(true);
    engine.update("copy", List.of(), values -> new StatementResult.Started(job));
    try (Statement statement = connection.createStatement()) {
      CompletableFuture<Long> count =
          RemoteQueryTest.async(() -> statement.executeLargeUpdate("copy"));
      assertThat(job.awaitAsked()).isTrue();
      statement.cancel();
      assertThatThrownBy(() -> count.get(1, TimeUnit.SECONDS))
          .cause()
          .hasMessage("the query was cancelled");
      assertThat(job.state()).isEqualTo(io.rheo.engine.Job.State.STOPPED);
    }
  }

  @Test
  void anInsertWithoutEndIsStartedAndGoesOn() throws Exception {
    FixtureJob job = new FixtureJob(false);
    engine.update("copy", List.of(), values -> new StatementResult.Started(job));
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("copy")).isZero();
      assertThat(statement.getWarnings().getMessage()).contains("job 'fixture' was started");
    }
    assertThat(job.state()).isEqualTo(io.rheo.engine.Job.State.RUNNING);
  }

  @Test
  void aPreparedQueryRunsAgainWithOtherValuesAndItsMaxRows() throws Exception {
    engine.statements.put(
        "find",
        new FixtureEngine.Definition(
            FixtureEngine.NUMBERS,
            false,
            List.of(of(TypeName.BIGINT)),
            values -> {
              FixtureCursor cursor = new FixtureCursor(FixtureEngine.NUMBERS, false);
              for (int i = 0; i < 3; i++) {
                cursor.push(List.of(values.get(0), "x"));
              }
              cursor.finish();
              return new StatementResult.Rows(cursor);
            }));
    try (PreparedStatement statement = connection.prepareStatement("find")) {
      assertThat(statement.getMetaData().getColumnCount()).isEqualTo(2);
      statement.setMaxRows(2);
      for (long id = 1; id <= 3; id++) {
        statement.setLong(1, id);
        int count = 0;
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            assertThat(rows.getLong("ID")).isEqualTo(id);
            count++;
          }
        }
        assertThat(count).isEqualTo(2);
      }
    }
  }
}
