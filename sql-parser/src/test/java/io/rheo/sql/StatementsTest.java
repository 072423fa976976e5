package io.rheo.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.sql.error.Position;
import io.rheo.sql.logical.LogicalQuery;
import io.rheo.sql.parse.EmitMode;
import io.rheo.sql.parse.ObjectKind;
import io.rheo.sql.parse.ParsedStatement.ExplainLevel;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementsTest {
  @ParameterizedTest
  @CsvSource({
    "SET 'a.b' = 'c', a.b, c",
    "SET a.b = c, a.b, c",
    "SET a = 3, a, 3",
    "SET x = true, x, true",
    "SET, , "
  })
  void settings(String sql, String key, String value) {
    Statement.Set set = (Statement.Set) TestCatalog.analyze(sql);
    assertThat(set.key()).isEqualTo(Optional.ofNullable(key));
    assertThat(set.value()).isEqualTo(Optional.ofNullable(value));
  }

  @Test
  void commandsOnTheCatalog() {
    assertThat(((Statement.Show) TestCatalog.analyze("SHOW TABLES")).kind())
        .isEqualTo(ObjectKind.TABLE);
    assertThat(((Statement.Show) TestCatalog.analyze("show views")).kind())
        .isEqualTo(ObjectKind.VIEW);
    Statement.ShowCreate show = (Statement.ShowCreate) TestCatalog.analyze("SHOW CREATE VIEW big");
    assertThat(show.name()).isEqualTo("big");
    assertThat(((Statement.Describe) TestCatalog.analyze("DESC trades")).name())
        .isEqualTo("trades");
    assertThat(((Statement.Describe) TestCatalog.analyze("DESCRIBE TABLE big")).name())
        .isEqualTo("big");
    Statement.Drop drop = (Statement.Drop) TestCatalog.analyze("DROP VIEW IF EXISTS nothing");
    assertThat(drop.ifExists()).isTrue();
    assertThat(drop.kind()).isEqualTo(ObjectKind.VIEW);
    assertThat(((Statement.Reset) TestCatalog.analyze("RESET")).key()).isEmpty();
    assertThat(((Statement.Reset) TestCatalog.analyze("RESET 'a.b'")).key()).contains("a.b");
  }

  @ParameterizedTest
  @CsvSource({
    "EXPLAIN SELECT 1, PHYSICAL", "EXPLAIN PLAN FOR SELECT 1, PHYSICAL",
    "EXPLAIN LOGICAL SELECT 1, LOGICAL",
        "EXPLAIN PHYSICAL INSERT INTO trades (volume) VALUES (1), PHYSICAL",
    "EXPLAIN SELECT logical FROM (SELECT 1 AS logical), PHYSICAL"
  })
  void explain(String sql, ExplainLevel level) {
    assertThat(((Statement.Explain) TestCatalog.analyze(sql)).level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT 1, DEFAULT",
    "SELECT symbol FROM trades EMIT CHANGES, CHANGES",
    "SELECT symbol FROM trades LIMIT 3 EMIT ON WINDOW CLOSE, ON_WINDOW_CLOSE",
    "SELECT symbol FROM trades t EMIT CHANGES, CHANGES"
  })
  void emit(String sql, EmitMode emit) {
    assertThat(((Statement.Query) TestCatalog.analyze(sql)).query().emit()).isEqualTo(emit);
  }

  @Test
  void parametersHaveTheTypesOfWhatTheyAreComparedTo() {
    LogicalQuery query =
        ((Statement.Query)
                TestCatalog.analyze("SELECT symbol FROM trades WHERE price > ? AND symbol = ?"))
            .query();
    assertThat(query.parameterTypes())
        .extracting(t -> t.getSqlTypeName().toString())
        .containsExactly("DOUBLE", "VARCHAR");
    LogicalQuery insert =
        ((Statement.Insert) TestCatalog.analyze("INSERT INTO trades VALUES (?, ?, ?, ?)")).query();
    assertThat(insert.parameterTypes())
        .extracting(t -> t.getSqlTypeName().toString())
        .containsExactly("VARCHAR", "DOUBLE", "BIGINT", "TIMESTAMP");
  }

  @Test
  void theClausesOfAQueryAreFoundAgain() {
    LogicalQuery query =
        ((Statement.Query)
                TestCatalog.analyze(
                    "SELECT symbol, SUM(price) FROM trades\nGROUP BY symbol\nORDER BY symbol LIMIT 3"))
            .query();
    assertThat(query.positions().of(Clause.GROUP_BY)).contains(new Position(2, 1, 2, 15));
    assertThat(query.positions().of(Clause.LIMIT)).contains(new Position(3, 23, 3, 23));
    assertThat(query.positions().ofFunction("sum")).contains(new Position(1, 16, 1, 25));
    assertThat(query.positions().ofName("TRADES")).contains(new Position(1, 32, 1, 37));
    assertThat(query.positions().of(Clause.JOIN)).isEmpty();
  }

  @Test
  void completionKnowsKeywordsAndFunctions() {
    assertThat(SqlFrontEnd.keywords())
        .contains("SELECT", "WATERMARK", "EMIT")
        .doesNotContain("<EOF>");
    assertThat(SqlFrontEnd.functionNames())
        .contains("AVG", "HOP", "SPLIT_INDEX", "MD5", "CURRENT_TIMESTAMP")
        .doesNotContain("$HOP");
  }
}
