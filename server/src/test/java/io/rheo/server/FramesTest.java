package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.Batch;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.server.config.ServerConfig;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result is the same however its frames are made: as columns, as rows, or without a wire. */
@Timeout(120)
class FramesTest {
  private static final DataType TEXT = DataType.of(TypeName.VARCHAR);
  private static final RowType ALL_TYPES =
      RowType.of(
          new Field("a", DataType.of(TypeName.BOOLEAN)),
          new Field("b", DataType.of(TypeName.TINYINT)),
          new Field("c", DataType.of(TypeName.SMALLINT)),
          new Field("d", DataType.of(TypeName.INTEGER)),
          new Field("e", DataType.of(TypeName.BIGINT)),
          new Field("f", DataType.of(TypeName.FLOAT)),
          new Field("g", DataType.of(TypeName.DOUBLE)),
          new Field("h", DataType.decimal(12, 2)),
          new Field("i", DataType.decimal(38, 6)),
          new Field("j", TEXT),
          new Field("k", DataType.of(TypeName.VARBINARY)),
          new Field("l", DataType.of(TypeName.DATE)),
          new Field("m", DataType.sized(TypeName.TIME, 3)),
          new Field("n", DataType.of(TypeName.TIMESTAMP)),
          new Field("o", DataType.of(TypeName.TIMESTAMP_LTZ)),
          new Field("p", DataType.of(TypeName.INTERVAL_DAY_TIME)),
          new Field("q", DataType.array(DataType.of(TypeName.BIGINT))),
          new Field("r", DataType.array(DataType.array(TEXT))),
          new Field("s", DataType.array(DataType.of(TypeName.DATE))),
          new Field("t", DataType.map(TEXT, DataType.of(TypeName.INTEGER))));

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

  private Connection connect(String frames) throws SQLException {
    return frames.equals("none")
        ? embedded.connect(new Properties())
        : DriverManager.getConnection(
            "jdbc:rheo://127.0.0.1:" + server.port() + "/?frames=" + frames);
  }

  private static Object value(DataType type, Random random) {
    return switch (type.name()) {
      case BOOLEAN -> random.nextBoolean();
      case TINYINT -> random.nextInt(256) - 128;
      case SMALLINT -> random.nextInt(65_536) - 32_768;
      case INTEGER -> random.nextInt();
      case DATE -> random.nextInt(40_000) - 20_000;
      case TIME -> random.nextInt(86_400_000);
      case BIGINT -> random.nextLong();
      case TIMESTAMP, TIMESTAMP_LTZ -> random.nextLong() >> 22;
      case INTERVAL_DAY_TIME -> random.nextLong() >> 24;
      case FLOAT -> (double) random.nextFloat();
      case DOUBLE -> random.nextGaussian();
      case DECIMAL ->
          new BigDecimal(
              new BigInteger(type.precision() > 18 ? random.nextInt(120) : 33, random)
                  .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1)),
              type.scale());
      case VARCHAR -> "é".repeat(random.nextInt(4)) + random.nextInt(100);
      case VARBINARY -> new byte[random.nextInt(3)];
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(valueOrNull(type.element(), random));
        }
        yield list;
      }
      case MAP -> Map.of("k", random.nextInt());
      default -> throw new IllegalArgumentException("no value of " + type);
    };
  }

  private static Object valueOrNull(DataType type, Random random) {
    return random.nextInt(4) == 0 ? null : value(type, random);
  }

  private static List<Batch> batches(RowType type, boolean updating, Random random) {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      List<List<Object>> rows = new ArrayList<>();
      int[] weights = new int[random.nextInt(90)];
      for (int row = 0; row < weights.length; row++) {
        weights[row] =
            random.nextInt(3) == 0 ? random.nextInt(5) + 1 : random.nextBoolean() ? 1 : -1;
        rows.add(row(type, i % 3 == 0, random)); // a column without NULLs is laid out otherwise
      }
      batches.add(FixtureCursor.batch(type, rows, updating ? weights : null));
    }
    return batches;
  }

  private static List<Object> row(RowType type, boolean dense, Random random) {
    List<Object> row = new ArrayList<>();
    for (Field field : type.fields()) {
      row.add(dense ? value(field.type(), random) : valueOrNull(field.type(), random));
    }
    return row;
  }

  private List<String> read(String frames, List<Batch> batches, int fetchSize, int maxRows)
      throws SQLException {
    List<String> seen = new ArrayList<>();
    try (Connection connection = connect(frames);
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(fetchSize);
      statement.setMaxRows(maxRows);
      try (ResultSet rows = statement.executeQuery("query")) {
        batches.forEach(engine.latest()::push);
        engine.latest().finish();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          StringBuilder row = new StringBuilder();
          for (int i = 1; i <= columns; i++) {
            Object object = rows.getObject(i);
            String kind = object == null ? "-" : object.getClass().getSimpleName();
            row.append(rows.getString(i)).append(':').append(kind);
            row.append(rows.wasNull() ? ":null|" : "|");
          }
          seen.add(row.toString());
        }
      }
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyFormGivesTheSameRows(int seed) throws SQLException {
    Random random = new Random(seed);
    boolean updating = seed % 2 == 0;
    engine.query("query", ALL_TYPES, updating);
    List<Batch> batches = batches(ALL_TYPES, updating, random);
    int fetchSize = 1 + random.nextInt(200);
    int maxRows = random.nextBoolean() ? 0 : 1 + random.nextInt(300);
    List<String> expected = read("none", batches, fetchSize, maxRows);
    assertThat(expected).isNotEmpty();
    assertThat(read("rows", batches, fetchSize, maxRows)).isEqualTo(expected);
    assertThat(read("columns", batches, fetchSize, maxRows)).isEqualTo(expected);
  }

  @Test
  void aSingleColumnOfBytesIsNotTakenForABlock() throws SQLException {
    RowType type = RowType.of(new Field("x", DataType.of(TypeName.VARBINARY)));
    engine.rows(
        "bytes", type, Arrays.asList(List.of(new byte[] {1, 2}), Collections.singletonList(null)));
    for (String frames : List.of("rows", "columns")) {
      try (Connection connection = connect(frames);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("bytes")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getBytes(1)).containsExactly(1, 2);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getBytes(1)).isNull();
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @Test
  void anUnknownFormIsRefused() {
    assertThatThrownBy(() -> connect("cells"))
        .isInstanceOf(SQLException.class)
        .hasMessage("frames is columns or rows, not 'cells'");
  }
}
