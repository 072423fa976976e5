package io.rheo.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.sql.SqlFrontEnd;
import io.rheo.sql.Statement;
import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.text.SqlText;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that people call columns work without quotes wherever a column can stand. */
class FriendlyWordsTest {
  static Stream<String> words() {
    return Stream.of(
            "value key time channel timestamp day result type date user count method year month",
            "hour minute second name rows start end open close high low volume min max sum avg",
            "rank position range system state status size data sequence number string bytes label",
            "comment class language location domain path url message event action source level",
            "condition contains match period at ref each percent power precise connect check column",
            "columns tables views view trigger parameter reads new_value old none out search seek",
            "show static global hold indicator local member measures session step slide quarter",
            "week version temporary job jobs stop resume pause why logical physical metadata",
            "virtual enforced watermark changes materialized functions jar if first last days",
            "uuid groups sql function procedure return returns call release free empty equals scope",
            "identity initial large external dynamic get no cycle ordinal portion precedes",
            "succeeds prepare savepoint scroll sensitive specific subset translation variant varying",
            "versioning friday monday omit are")
        .flatMap(line -> Stream.of(line.split(" ")));
  }

  @ParameterizedTest
  @MethodSource("words")
  void worksAsAColumnName(String word) {
    Catalog catalog = new Catalog();
    String table = "CREATE TABLE t (a INT, %s INT)".formatted(word);
    if (analyze(table, catalog) instanceof Statement.CreateTable create) {
      catalog.create(create.table(), false, false);
      assertThat(create.table().columns().get(1).name()).isEqualTo(word);
    }
    for (String form : FORMS) {
      analyze(form.replace("%", word), catalog);
    }
    Statement.Query query = (Statement.Query) analyze("SELECT " + word + " FROM t", catalog);
    assertThat(query.query().explain()).contains("$t1]"); // the column, not a function of the name
  }

  private static final String[] FORMS = {
    "SELECT t.%, % AS b, a AS %, a %, (%), MAX(%), % + 1, -%, 2 * % FROM t GROUP BY %, a",
    "SELECT a FROM t WHERE % > 1 AND a < % AND NOT % = 1 AND % IS NULL AND % IN (%, 2)",
    "SELECT a FROM t WHERE % BETWEEN % AND % ORDER BY %",
    "SELECT CASE WHEN % > 1 THEN % ELSE % END, CASE % WHEN 1 THEN % END FROM t",
    "SELECT CAST(% AS BIGINT), COALESCE(%, 0) FROM t",
    "SELECT x.% FROM (SELECT a AS % FROM t) AS x",
    "SELECT %.a FROM t AS %",
    "INSERT INTO t (%) SELECT % FROM t",
    "SELECT COUNT(%) OVER (PARTITION BY % ORDER BY % ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)"
        + " FROM t",
  };

  @ParameterizedTest
  @ValueSource(strings = {"select", "from", "where", "group", "order", "emit", "table", "case"})
  void theWordsOfTheLanguageNeedQuotes(String word) {
    String table = "CREATE TABLE t (a INT, %s INT)";
    assertThatThrownBy(() -> analyze(table.formatted(word), new Catalog()))
        .isInstanceOf(SqlError.class);
    analyze(table.formatted("`" + word + "`"), new Catalog());
    analyze(table.formatted('"' + word + '"'), new Catalog());
  }

  private static Statement analyze(String sql, Catalog catalog) {
    return new SqlFrontEnd().analyze(SqlText.of("test.sql", sql), catalog);
  }
}
