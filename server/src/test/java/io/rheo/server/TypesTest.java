package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.server.config.ServerConfig;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type on its way to the client, in each way that there is. The JVM's zone is not UTC. */
@Timeout(120)
class TypesTest {
  private static final Instant IN_SUMMER = Instant.parse("2026-07-01T10:20:30.456Z");
  private static final LocalDateTime IN_A_GAP = LocalDateTime.parse("2026-03-29T02:30:00.001");

  private final FixtureEngine engine = new FixtureEngine();
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
  }

  private Connection connect(String way) throws SQLException {
    return way.equals("embedded")
        ? embedded.connect(new Properties())
        : DriverManager.getConnection(
            "jdbc:rheo://localhost:" + server.port() + "/?serialization=" + way);
  }

  private interface Check {
    void accept(ResultSet rows) throws SQLException;
  }

  /** One column of two rows: the value, then NULL. */
  private void check(String way, DataType type, Object value, Check check) throws SQLException {
    RowType columns = RowType.of(new Field("x", type));
    engine.rows("types", columns, List.of(List.of(value), Collections.singletonList(null)));
    try (Connection connection = connect(way);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("types")) {
      assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo(type.toString());
      assertThat(rows.next()).isTrue();
      check.accept(rows);
      assertThat(rows.wasNull()).isFalse();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getObject(1)).isNull();
      assertThat(rows.getString(1)).isNull();
      assertThat(rows.wasNull()).isTrue();
      assertThat(rows.next()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "protobuf&frames=rows", "json", "embedded"})
  void numbersArrive(String way) throws SQLException {
    check(way, DataType.of(TypeName.BOOLEAN), true, r -> assertThat(r.getBoolean(1)).isTrue());
    check(
        way,
        DataType.of(TypeName.TINYINT),
        -128,
        r -> assertThat(r.getByte(1)).isEqualTo((byte) -128));
    check(
        way,
        DataType.of(TypeName.SMALLINT),
        -32768,
        r -> assertThat(r.getShort(1)).isEqualTo((short) -32768));
    check(
        way,
        DataType.of(TypeName.INTEGER),
        Integer.MIN_VALUE,
        r -> assertThat(r.getInt(1)).isEqualTo(Integer.MIN_VALUE));
    check(
        way,
        DataType.of(TypeName.BIGINT),
        Long.MIN_VALUE,
        r -> assertThat(r.getObject(1, Long.class)).isEqualTo(Long.MIN_VALUE));
    check(way, DataType.of(TypeName.BIGINT), 5L, r -> assertThat(r.getInt("X")).isEqualTo(5));
    check(
        way,
        DataType.of(TypeName.FLOAT),
        (double) 0.1f,
        r -> assertThat(r.getFloat(1)).isEqualTo(0.1f));
    check(
        way, DataType.of(TypeName.DOUBLE), 1e300, r -> assertThat(r.getDouble(1)).isEqualTo(1e300));
    check(way, DataType.of(TypeName.DOUBLE), 3.0, r -> assertThat(r.getDouble(1)).isEqualTo(3.0));
    BigDecimal small = new BigDecimal("-12345678.90");
    check(
        way, DataType.decimal(10, 2), small, r -> assertThat(r.getBigDecimal(1)).isEqualTo(small));
    BigDecimal wide = new BigDecimal("12345678901234567890123456789012.345678");
    check(way, DataType.decimal(38, 6), wide, r -> assertThat(r.getBigDecimal(1)).isEqualTo(wide));
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "protobuf&frames=rows", "json", "embedded"})
  void numbersThatAreNoneArrive(String way) throws SQLException {
    for (double odd :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      check(
          way,
          DataType.of(TypeName.DOUBLE),
          odd,
          r -> assertThat((Double) r.getDouble(1)).isEqualTo((Double) odd));
      check(
          way,
          DataType.of(TypeName.FLOAT),
          odd,
          r -> assertThat((Float) r.getFloat(1)).isEqualTo((Float) (float) odd));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "protobuf&frames=rows", "json", "embedded"})
  void textAndBytesArrive(String way) throws SQLException {
    String text = "Zürich \"東京\" \uD83D\uDE80 \u0001";
    check(
        way, DataType.of(TypeName.VARCHAR), text, r -> assertThat(r.getString(1)).isEqualTo(text));
    check(way, DataType.of(TypeName.VARCHAR), "", r -> assertThat(r.getString(1)).isEmpty());
    check(
        way,
        DataType.sized(TypeName.CHAR, 3),
        "abc",
        r -> assertThat(r.getString(1)).isEqualTo("abc"));
    byte[] bytes = {0, -1, 65};
    check(
        way,
        DataType.of(TypeName.VARBINARY),
        bytes,
        r -> assertThat(r.getBytes(1)).isEqualTo(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "protobuf&frames=rows", "json", "embedded"})
  void timesArriveAsTheWallClockThatTheyAre(String way) throws SQLException {
    int days = (int) LocalDate.parse("1969-12-31").toEpochDay();
    check(
        way,
        DataType.of(TypeName.DATE),
        days,
        r -> {
          assertThat(r.getString(1)).isEqualTo("1969-12-31");
          assertThat(r.getDate(1)).isEqualTo(java.sql.Date.valueOf("1969-12-31"));
          assertThat(r.getObject(1, LocalDate.class)).isEqualTo("1969-12-31");
        });
    check(
        way,
        DataType.sized(TypeName.TIME, 3),
        45_296_007,
        r -> {
          assertThat(r.getObject(1, LocalTime.class)).isEqualTo(LocalTime.parse("12:34:56.007"));
          assertThat(r.getString(1)).isEqualTo("12:34:56.007");
        });
    check(
        way,
        DataType.of(TypeName.TIMESTAMP),
        IN_A_GAP.toInstant(java.time.ZoneOffset.UTC).toEpochMilli(),
        r -> {
          assertThat(r.getObject(1, LocalDateTime.class)).isEqualTo(IN_A_GAP);
          assertThat(r.getString(1)).isEqualTo("2026-03-29 02:30:00.001");
        });
    LocalDateTime noon = LocalDateTime.parse("2026-01-31T12:00:00.500");
    check(
        way,
        DataType.of(TypeName.TIMESTAMP),
        noon.toInstant(java.time.ZoneOffset.UTC).toEpochMilli(),
        r -> assertThat(r.getTimestamp(1)).isEqualTo(Timestamp.valueOf(noon)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "protobuf&frames=rows", "json", "embedded"})
  void anInstantStaysTheSameInstant(String way) throws SQLException {
    check(
        way,
        DataType.of(TypeName.TIMESTAMP_LTZ),
        IN_SUMMER.toEpochMilli(),
        r -> {
          assertThat(r.getTimestamp(1).toInstant()).isEqualTo(IN_SUMMER);
          assertThat(r.getObject(1, Instant.class)).isEqualTo(IN_SUMMER);
          assertThat(r.getString(1)).isEqualTo("2026-07-01 10:20:30.456"); // UTC, if nothing is set
        });
    engine.settings.put("table.local-time-zone", "Asia/Tokyo");
    check(
        way,
        DataType.of(TypeName.TIMESTAMP_LTZ),
        IN_SUMMER.toEpochMilli(),
        r -> {
          assertThat(r.getTimestamp(1).toInstant()).isEqualTo(IN_SUMMER);
          assertThat(r.getObject(1, LocalDateTime.class)).isEqualTo("2026-07-01T19:20:30.456");
          assertThat(r.getString("x")).isEqualTo("2026-07-01 19:20:30.456");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "protobuf&frames=rows", "json", "embedded"})
  void intervalsMapsAndRowsArriveAsText(String way) throws SQLException {
    check(
        way,
        DataType.of(TypeName.INTERVAL_DAY_TIME),
        -93_784_005L,
        r -> assertThat(r.getString(1)).isEqualTo("-1 02:03:04.005"));
    check(
        way,
        DataType.of(TypeName.INTERVAL_YEAR_MONTH),
        14L,
        r -> assertThat(r.getString(1)).isEqualTo("+1-02"));
    DataType map = DataType.map(DataType.of(TypeName.INTEGER), DataType.of(TypeName.VARCHAR));
    check(
        way,
        map,
        Map.of(1, "a\"b"),
        r -> assertThat(r.getString(1)).isEqualTo("{\"1\":\"a\\\"b\"}"));
    DataType row =
        DataType.row(
            List.of(
                new Field("n", DataType.of(TypeName.DOUBLE)),
                new Field("at", DataType.of(TypeName.TIMESTAMP)),
                new Field("tags", DataType.array(DataType.of(TypeName.VARCHAR)))));
    check(
        way,
        row,
        Arrays.asList(1.5, 0L, Arrays.asList("x", null)),
        r ->
            assertThat(r.getObject(1))
                .isEqualTo("{\"n\":1.5,\"at\":\"1970-01-01 00:00:00.000\",\"tags\":[\"x\",null]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "protobuf&frames=rows", "json", "embedded"})
  void arraysArrive(String way) throws SQLException {
    DataType text = DataType.array(DataType.of(TypeName.VARCHAR));
    check(
        way,
        text,
        Arrays.asList("a", null, "c"),
        r -> assertThat((Object[]) r.getArray(1).getArray()).containsExactly("a", null, "c"));
    DataType longs = DataType.array(DataType.of(TypeName.BIGINT));
    check(
        way,
        longs,
        Arrays.asList(1L, 1L << 40),
        r -> assertThat(r.getString(1)).isEqualTo("[1, 1099511627776]"));
    DataType doubles = DataType.array(DataType.of(TypeName.DOUBLE));
    check(
        way,
        doubles,
        Arrays.asList(1.5, 2.0),
        r -> assertThat(r.getString(1)).isEqualTo("[1.5, 2.0]"));
    DataType nested =
        DataType.array(DataType.map(DataType.of(TypeName.VARCHAR), DataType.of(TypeName.BIGINT)));
    check(
        way,
        nested,
        List.of(Map.of("k", 1L)),
        r -> assertThat(r.getString(1)).isEqualTo("[{\"k\":1}]"));
  }
}
