package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OracleTest {
  private static final String DDL =
      """
      CREATE TABLE t ( -- a comment, with a comma
        flag BOOLEAN, `small` SMALLINT NOT NULL, id BIGINT, amount DECIMAL(10, 2),
        f FLOAT, d DOUBLE, s STRING, day DATE, ts TIMESTAMP(3),
        twice AS amount * 2,
        part INT METADATA FROM 'partition' VIRTUAL,
        WATERMARK FOR ts AS ts - INTERVAL '5' SECOND,
        PRIMARY KEY (id) NOT ENFORCED
      )\
      """;

  private static final RowType TYPE =
      RowType.of(
          new Field("flag", DataType.of(TypeName.BOOLEAN)),
          new Field("small", DataType.of(TypeName.SMALLINT)),
          new Field("id", DataType.of(TypeName.BIGINT)),
          new Field("amount", DataType.decimal(10, 2)),
          new Field("f", DataType.of(TypeName.FLOAT)),
          new Field("d", DataType.of(TypeName.DOUBLE)),
          new Field("s", DataType.of(TypeName.VARCHAR)),
          new Field("day", DataType.of(TypeName.DATE)),
          new Field("ts", DataType.of(TypeName.TIMESTAMP)));

  private static final List<List<String>> ROWS =
      List.of(
          CellText.split("true, 1, 2, 1.50, 0.1, 1e300, \"a, b\", 2026-01-31, 2026-01-31 10:00:00"),
          CellText.split("null, 2, null, null, null, null, \"\", null, null"),
          CellText.split(
              "false, -3, 4, -0.05, -2.5, -0.1, null, 1969-12-31, 1969-12-31 23:59:59.999"));

  @Test
  void knowsTheColumnsThatHoldData() {
    assertThat(TestTable.parse(DDL).columns())
        .extracting(TestTable.Column::name)
        .containsExactlyElementsOf(TYPE.names());
  }

  @Test
  void duckDbHoldsTheSameValues() {
    try (DuckDb duckDb = new DuckDb()) {
      duckDb.createTable(TestTable.parse(DDL), ROWS);

      List<List<String>> answer = duckDb.query("SELECT * FROM t ORDER BY small;");

      assertThat(new RowComparison(TYPE).difference(ROWS, answer)).isEmpty();
    }
  }

  @Test
  void everyDifferenceIsSeen() {
    RowComparison comparison = new RowComparison(TYPE);
    for (int column = 0; column < TYPE.size(); column++) {
      List<String> changed = new java.util.ArrayList<>(ROWS.get(1));
      changed.set(column, changed.get(column) == null ? ROWS.get(0).get(column) : null);

      assertThat(comparison.difference(ROWS, List.of(ROWS.get(0), changed, ROWS.get(2))))
          .as(TYPE.name(column))
          .isPresent();
    }
    assertThat(comparison.difference(ROWS, ROWS.subList(0, 2))).get().asString().contains("3 rows");
    assertThat(comparison.difference(ROWS.subList(1, 3), ROWS)).isPresent();
    assertThat(comparison.difference(ROWS, List.of(ROWS.get(0), ROWS.get(0), ROWS.get(2))))
        .isPresent();
  }

  @Test
  void lastDigitsOfDoublesDoNotMatter() {
    RowType type =
        RowType.of(
            new Field("d", DataType.of(TypeName.DOUBLE)),
            new Field("n", DataType.of(TypeName.INTEGER)));
    RowComparison comparison = new RowComparison(type);
    List<List<String>> rows = List.of(List.of("0.30000000000000004", "2"), List.of("0.3", "1"));

    assertThat(comparison.difference(rows, List.of(List.of("0.3", "1"), List.of("0.3", "2"))))
        .isEmpty();
    assertThat(comparison.difference(rows, List.of(List.of("0.3", "1"), List.of("0.301", "2"))))
        .isPresent();
    assertThat(
            comparison.difference(
                List.of(Arrays.asList(null, "1")), List.of(Arrays.asList("0.0", "1"))))
        .isPresent();
  }
}
