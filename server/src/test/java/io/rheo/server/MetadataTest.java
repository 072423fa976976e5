package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.Session.TableInfo;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.server.config.ServerConfig;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tools ask about the database. */
@Timeout(120)
class MetadataTest {
  private final FixtureEngine engine = new FixtureEngine();
  private Server server;
  private Connection connection;
  private DatabaseMetaData metaData;

  @BeforeEach
  void start() throws SQLException {
    RowType trades =
        RowType.of(
            new Field("symbol", DataType.of(TypeName.VARCHAR).notNull()),
            new Field("price", DataType.decimal(10, 2)),
            new Field("tags", DataType.array(DataType.of(TypeName.VARCHAR))));
    engine.tables.add(new TableInfo("trades", "TABLE", trades, Optional.of("all of them")));
    engine.tables.add(new TableInfo("trade_s", "VIEW", FixtureEngine.NUMBERS, Optional.empty()));
    server = Server.start(ServerConfig.DEFAULT.withPort(0), engine::openSession);
    connection =
        DriverManager.getConnection(
            "jdbc:rheo://127.0.0.1:" + server.port() + "/?password=secret&user=me");
    metaData = connection.getMetaData();
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    server.close();
  }

  private static List<String> column(ResultSet rows, String name) throws SQLException {
    List<String> values = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        values.add(rows.getString(name));
      }
    }
    return values;
  }

  @Test
  void theProductIsNamed() throws SQLException {
    assertThat(metaData.getDatabaseProductName()).isEqualTo("Rheo");
    assertThat(metaData.getDatabaseProductVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(metaData.getDriverName()).isEqualTo("Rheo JDBC");
    assertThat(metaData.getURL()).endsWith("/?password=…&user=me");
    assertThat(metaData.getUserName()).isEqualTo("me");
    assertThat(metaData.getIdentifierQuoteString()).isEqualTo("\"");
    assertThat(metaData.supportsTransactions()).isFalse();
    assertThat(connection.isValid(1)).isTrue();
  }

  @Test
  void tablesAreFoundByPatternAndType() throws SQLException {
    assertThat(column(metaData.getTables(null, null, null, null), "TABLE_NAME"))
        .containsExactly("trades", "trade_s");
    assertThat(column(metaData.getTables(null, null, "TRADE%", null), "TABLE_NAME")).hasSize(2);
    assertThat(column(metaData.getTables(null, null, "trade\\_s", null), "TABLE_NAME"))
        .containsExactly("trade_s");
    assertThat(column(metaData.getTables(null, null, "trade_", null), "TABLE_NAME"))
        .containsExactly("trades");
    String[] views = {"VIEW"};
    assertThat(column(metaData.getTables(null, "", "%", views), "TABLE_NAME"))
        .containsExactly("trade_s");
    assertThat(column(metaData.getTables("elsewhere", null, "%", null), "TABLE_NAME")).isEmpty();
    assertThat(column(metaData.getTables(null, null, "trades", null), "REMARKS"))
        .containsExactly("all of them");
    assertThat(column(metaData.getTableTypes(), "TABLE_TYPE"))
        .containsExactly("MATERIALIZED VIEW", "TABLE", "VIEW");
  }

  @Test
  void columnsHaveTypesAndPlaces() throws SQLException {
    try (ResultSet rows = metaData.getColumns(null, null, "trades", "%")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("COLUMN_NAME")).isEqualTo("symbol");
      assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.VARCHAR);
      assertThat(rows.getString("TYPE_NAME")).isEqualTo("STRING");
      assertThat(rows.getString("IS_NULLABLE")).isEqualTo("NO");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.DECIMAL);
      assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(10);
      assertThat(rows.getInt("DECIMAL_DIGITS")).isEqualTo(2);
      assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(2);
      assertThat(rows.getInt("NULLABLE")).isEqualTo(DatabaseMetaData.columnNullable);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.ARRAY);
      assertThat(rows.next()).isFalse();
    }
    assertThat(column(metaData.getColumns(null, null, "%", "n%"), "COLUMN_NAME"))
        .containsExactly("name");
  }

  @Test
  void whatRheoHasNotIsEmpty() throws SQLException {
    assertThat(column(metaData.getSchemas(), "TABLE_SCHEM")).isEmpty();
    assertThat(column(metaData.getCatalogs(), "TABLE_CAT")).isEmpty();
    assertThat(column(metaData.getPrimaryKeys(null, null, "trades"), "COLUMN_NAME")).isEmpty();
    assertThat(column(metaData.getIndexInfo(null, null, "trades", false, true), "INDEX_NAME"))
        .isEmpty();
    assertThat(column(metaData.getImportedKeys(null, null, "trades"), "PKTABLE_NAME")).isEmpty();
    assertThat(column(metaData.getProcedures(null, null, "%"), "PROCEDURE_NAME")).isEmpty();
    assertThat(column(metaData.getFunctions(null, null, "%"), "FUNCTION_NAME")).isEmpty();
  }

  @Test
  void typesAreListedByTheirNumber() throws SQLException {
    List<String> names = column(metaData.getTypeInfo(), "TYPE_NAME");
    assertThat(names).contains("BIGINT", "VARCHAR", "TIMESTAMP", "DECIMAL").doesNotHaveDuplicates();
    List<Integer> numbers =
        column(metaData.getTypeInfo(), "DATA_TYPE").stream().map(Integer::valueOf).toList();
    assertThat(numbers).isSorted();
  }

  @Test
  void whatToolsCallOnConnectDoesNotFail() throws SQLException {
    connection.setAutoCommit(true);
    assertThat(connection.getAutoCommit()).isTrue();
    connection.setReadOnly(false);
    assertThat(connection.isReadOnly()).isFalse();
    assertThat(connection.getCatalog()).isNull();
    assertThat(connection.getSchema()).isNull();
    assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
    assertThat((Object) connection.getWarnings()).isNull();
    assertThat(connection.nativeSQL("SELECT 1")).isEqualTo("SELECT 1");
    connection.commit();
    assertThat(metaData.getSQLKeywords()).isNotNull();
    assertThat(metaData.getMaxConnections()).isNotNegative();
  }
}
