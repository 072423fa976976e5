package io.rheo.sql.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.sql.Statement;
import io.rheo.sql.TestCatalog;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.parse.ObjectKind;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private final Catalog catalog = TestCatalog.create();

  private static TableDefinition table(String sql) {
    return ((Statement.CreateTable) TestCatalog.analyze(sql)).table();
  }

  @Test
  void namesAreFoundWhateverTheirCaseAndListedInOrder() {
    assertThat(catalog.table("TRADES")).map(TableDefinition::name).contains("trades");
    assertThat(catalog.names()).containsExactly("big", "quotes", "readings", "totals", "trades");
    assertThat(catalog.view("trades")).isEmpty();
    assertThat(catalog.views()).extracting(ViewDefinition::name).containsExactly("big", "totals");
  }

  @Test
  void aTakenNameIsReplacedKeptOrRefusedAsAsked() {
    TableDefinition other = table("CREATE OR REPLACE TABLE Trades (x INT)");
    assertThatThrownBy(() -> catalog.create(other, false, false))
        .hasMessageContaining("there is a table 'trades' already");
    assertThat(catalog.create(other, false, true)).isFalse();
    assertThat(catalog.table("trades").orElseThrow().columns()).hasSize(4);
    assertThat(catalog.create(other, true, false)).isTrue();
    assertThat(catalog.table("trades")).contains(other);
    TableDefinition big = table("CREATE TABLE IF NOT EXISTS big (x INT)");
    assertThatThrownBy(() -> catalog.create(big, true, false)).hasMessageContaining("RH0215");
  }

  @Test
  void dropsWhatIsThereAndOfTheKindAsked() {
    assertThat(catalog.drop(ObjectKind.VIEW, "BIG", false)).isTrue();
    assertThat(catalog.find("big")).isEmpty();
    assertThat(catalog.drop(ObjectKind.VIEW, "big", true)).isFalse();
    assertThatThrownBy(() -> catalog.drop(ObjectKind.VIEW, "big", false))
        .hasMessageContaining("RH0211");
    assertThatThrownBy(() -> catalog.drop(ObjectKind.VIEW, "trades", false))
        .hasMessageContaining("RH0217");
  }

  @Test
  void aTableIsTheSameAfterItsOwnCreateStatement() {
    for (TableDefinition table : catalog.tables()) {
      TableDefinition again =
          ((Statement.CreateTable)
                  TestCatalog.analyze(
                      table.createStatement().replace("CREATE TABLE", "CREATE OR REPLACE TABLE")))
              .table();
      assertThat(again.createStatement()).isEqualTo(table.createStatement());
      assertThat(again.rowType()).isEqualTo(table.rowType());
      assertThat(again.watermark()).isEqualTo(table.watermark());
      assertThat(again.options()).isEqualTo(table.options());
    }
  }

  @Test
  void rendersEverythingThatATableCanDeclare() {
    String sql =
        """
        CREATE TABLE `order` (
          id BIGINT NOT NULL,
          `from` STRING,
          price DECIMAL(10, 2) NOT NULL,
          tags MAP<STRING, ARRAY<INT>>,
          part INT METADATA FROM 'partition' VIRTUAL,
          headers MAP<STRING, BYTES> METADATA,
          double_price AS price * 2,
          at_time TIMESTAMP_LTZ(3),
          WATERMARK FOR at_time AS at_time - INTERVAL '5' SECOND,
          PRIMARY KEY (id) NOT ENFORCED
        )
        COMMENT 'it''s'
        WITH (
          'connector' = 'kafka',
          'topic' = 'o''clock'
        )""";
    assertThat(table(sql).createStatement()).isEqualTo(sql);
  }

  @Test
  void knowsWhichColumnsAnInsertFills() {
    TableDefinition table =
        table(
            "CREATE TABLE t (a INT, b AS a + 1, c INT METADATA, d INT METADATA FROM 'x' VIRTUAL,"
                + " e STRING)");
    assertThat(table.persistedColumns()).extracting(Column::name).containsExactly("a", "c", "e");
  }

  @Test
  void expressionsAreOverTheFullRowType() {
    TableDefinition table =
        table(
            "CREATE TABLE t (c AS a + b, a INT, d AS PROCTIME(), b INT, ts TIMESTAMP(3),"
                + " WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)");
    assertThat(table.columns().get(0))
        .isInstanceOfSatisfying(
            Column.Computed.class,
            c -> {
              assertThat(c.expression()).hasToString("+($1, $3)");
              assertThat(c.sql()).isEqualTo("a + b");
            });
    assertThat(table.watermark())
        .hasValueSatisfying(
            w -> {
              assertThat(w.columnIndex()).isEqualTo(4);
              assertThat(w.expression()).hasToString("-($4, 1000:INTERVAL SECOND)");
              assertThat(w.sql()).isEqualTo("ts - INTERVAL '1' SECOND");
            });
  }

  @Test
  void anErrorAboutAnOptionStandsAtTheOption() {
    TableDefinition table = table("CREATE TABLE t (a INT)\nWITH ('pth' = 'x')");
    SqlError key = table.error(ErrorCode.OPTION_TWICE, "pth", "unknown option", "", "");
    assertThat(key.render()).contains("test.sql:2:7:", "'pth'", "^^^^^");
    SqlError value = table.valueError(ErrorCode.OPTION_TWICE, "pth", "no such file", "", "");
    assertThat(value.render()).contains("test.sql:2:15:");
    assertThat(table.error(ErrorCode.OPTION_TWICE, "path", "missing", "", "").position()).isEmpty();
  }
}
