package io.rheo.engine.slt;

import java.util.List;
import java.util.Random;

/** Random queries over the columns of {@link RandomRows}, the same for Rheo and for DuckDB. */
final class RandomSql {
  private static final List<String> COLUMNS = List.of("b", "i", "l", "n", "d", "s", "day", "ts");

  private final Random random;
  private final String table;
  private final RandomExpressionSql sql;
  private final RandomWindowSql windows;
  private final RandomRankSql ranks;

  RandomSql(Random random, String table) {
    this.random = random;
    this.table = table;
    sql = new RandomExpressionSql(random);
    windows = new RandomWindowSql(random, table);
    ranks = new RandomRankSql(random, table);
  }

  /**
   * The same question to both.
   *
   * @param rheo in Rheo's dialect
   * @param duckDb in DuckDB's
   * @param closed a condition on the rows of DuckDB's answer, for {@code wm} as the watermark: the
   *     ones that it has closed
   */
  record Question(String rheo, String duckDb, String closed) {
    /** A question whose answer is complete only when the input has ended. */
    Question(String rheo, String duckDb) {
      this(rheo, duckDb, "FALSE");
    }

    /** A question that both understand as it stands, whose answer changes with every step. */
    static Question same(String sql) {
      return new Question(sql, sql, "TRUE");
    }

    /** What DuckDB is asked for the part of its answer that a watermark has closed. */
    String closedBy(long watermark) {
      return "SELECT answer.* FROM (%s) AS answer, (SELECT %d AS wm) AS time WHERE %s"
          .formatted(duckDb, watermark, closed);
    }
  }

  /**
   * A question about a stream, which can be answered before the stream ends.
   *
   * @param updating whether the stream takes rows back
   */
  Question nextOverStream(boolean updating) {
    return switch (random.nextInt(16)) {
      case 0 -> Question.same("SELECT " + sql.columns() + from());
      case 1, 2 -> groups();
      case 3 -> setOperation();
      case 4 -> nested();
      case 5 -> groupingSets(" HAVING COUNT(*) > 0");
      case 6 -> distinct();
      case 7 -> windows.tumble();
      case 8 -> windows.hop();
      case 9 -> windows.cumulate();
      case 10 -> windows.session();
      case 11, 12 -> ranks.topN();
      case 13 -> ranks.limit();
      case 14 -> ranks.overTime(updating);
      default -> ranks.topNOfGroups();
    };
  }

  Question next() {
    return switch (random.nextInt(16)) {
      case 0, 1 -> Question.same("SELECT " + sql.columns() + from());
      case 2, 3 -> groups();
      case 4 -> setOperation();
      case 5 -> nested();
      case 6 -> groupingSets(sql.having());
      case 7 -> distinct();
      case 8 -> windows.tumble();
      case 9 -> windows.hop();
      case 10 -> windows.cumulate();
      case 11 -> windows.session();
      case 12 -> ranks.topN();
      case 13 -> ranks.limit();
      case 14 -> ranks.over();
      default -> ranks.topNOfGroups();
    };
  }

  private String from() {
    return " FROM " + table + sql.where();
  }

  private Question setOperation() {
    String columns = sql.some(COLUMNS, 1, 3);
    String text = "SELECT " + columns + from();
    for (int i = 0; i <= random.nextInt(3); i++) {
      String operation = sql.column("UNION", "UNION ALL", "INTERSECT", "EXCEPT", "EXCEPT ALL");
      text = "(" + text + ") " + operation + " (SELECT " + columns + from() + ")";
    }
    return Question.same(text);
  }

  private Question distinct() {
    return Question.same("SELECT DISTINCT " + sql.columns() + from());
  }

  private Question groups() {
    String keys = sql.some(RandomExpressionSql.KEYS, 1, 3);
    return Question.same(
        "SELECT " + keys + ", " + sql.aggregates() + from() + " GROUP BY " + keys + sql.having());
  }

  /**
   * The row of the grouping set without keys comes with the first row, in DuckDB also before it: a
   * stream is asked with a condition that makes no difference.
   */
  private Question groupingSets(String having) {
    List<String> keys = List.of("b", "i", "s", "day");
    String grouping =
        switch (random.nextInt(4)) {
          case 0 -> "ROLLUP (" + sql.some(keys, 1, 3) + ")";
          case 1 -> "CUBE (" + sql.some(keys, 1, 3) + ")";
          case 2 -> "GROUPING SETS ((b, i), (s), (b, day), ())";
          default -> "b, ROLLUP (i, s)";
        };
    String used = keys.stream().filter(grouping::contains).findFirst().orElseThrow();
    return Question.same(
        "SELECT "
            + used
            + ", GROUPING("
            + used
            + "), "
            + sql.aggregates()
            + from()
            + " GROUP BY "
            + grouping
            + having);
  }

  private Question nested() {
    return Question.same(
        "SELECT g, COUNT(*), SUM(v), MIN(v), MAX(w), COUNT(DISTINCT v) FROM (SELECT s AS g, i AS k, "
            + sql.numericAggregate()
            + " AS v, COUNT(*) AS w"
            + from()
            + " GROUP BY s, i) AS parts GROUP BY g");
  }
}
