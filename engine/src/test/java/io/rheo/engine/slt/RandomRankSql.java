package io.rheo.engine.slt;

import io.rheo.engine.slt.RandomSql.Question;
import java.util.List;
import java.util.Random;

/**
 * Random top-N, OVER and ORDER BY with LIMIT. Orders end with the unique column {@code id} where
 * ties would leave the answer open.
 */
final class RandomRankSql {
  private static final List<String> COLUMNS = List.of("id", "b", "i", "l", "n", "d", "s", "day");
  private static final List<String> PARTITIONS = List.of("b", "i", "s", "day");

  private final Random random;
  private final String table;
  private final RandomExpressionSql sql;

  RandomRankSql(Random random, String table) {
    this.random = random;
    this.table = table;
    sql = new RandomExpressionSql(random);
  }

  Question topN() {
    String rank = sql.column("ROW_NUMBER", "RANK", "DENSE_RANK");
    String order = rank.equals("ROW_NUMBER") ? order() + ", id" : order();
    String columns = sql.some(COLUMNS, 1, 3) + (random.nextBoolean() ? "" : ", rn");
    return Question.same(
        "SELECT %s FROM (SELECT *, %s() OVER (%sORDER BY %s) AS rn FROM %s%s) AS ranked WHERE %s%s"
            .formatted(
                columns,
                rank,
                partition(),
                order,
                table,
                sql.where(),
                limitOf("rn"),
                sql.oneIn(3) ? " AND " + sql.condition(1) : ""));
  }

  Question topNOfGroups() {
    String key = sql.column("s", "i", "day");
    return Question.same(
        "SELECT * FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY v DESC NULLS LAST, g ASC NULLS LAST)"
            + " AS rn FROM (SELECT %1$s AS g, %2$s AS v FROM %3$s%4$s GROUP BY %1$s) AS parts)"
                .formatted(key, sql.aggregate(), table, sql.where())
            + " AS ranked WHERE "
            + limitOf("rn"));
  }

  Question limit() {
    String columns = sql.some(COLUMNS, 1, 3);
    String offset = sql.oneIn(3) ? " OFFSET " + random.nextInt(5) : "";
    return Question.same(
        "SELECT %s FROM %s%s ORDER BY %s, id LIMIT %d%s"
            .formatted(columns, table, sql.where(), order(), random.nextInt(10), offset));
  }

  /** Frames by rows are over a unique order, frames by range and without one over any. */
  Question over() {
    String partition = partition();
    return Question.same(
        "SELECT id, %s FROM %s WHERE ts IS NOT NULL"
            .formatted(
                RandomExpressionSql.list(
                    1 + random.nextInt(3),
                    () -> overCall() + " OVER (" + partition + frame() + ")"),
                table));
  }

  /**
   * OVER by time, which answers once the watermark has passed a row; over an input that changes its
   * rows with every step.
   */
  Question overTime(boolean updating) {
    String partition = partition();
    String calls =
        RandomExpressionSql.list(
            1 + random.nextInt(3), () -> overCall() + " OVER (" + partition + timeFrame() + ")");
    String text = "SELECT ts, id, " + calls + " FROM " + table + " WHERE ts IS NOT NULL";
    return new Question(text, text, updating ? "TRUE" : "epoch_ms(ts) <= wm");
  }

  private String overCall() {
    return switch (random.nextInt(5)) {
      case 0 -> "COUNT(" + sql.column("*", "i", "s") + ")";
      case 1 -> "SUM(" + sql.column("i", "l", "n", "d") + ")";
      case 2 -> "AVG(" + sql.column("i", "d") + ")";
      case 3 -> "MIN(" + sql.column("i", "l", "n", "d", "s") + ")";
      default -> "MAX(" + sql.column("i", "l", "n", "d", "day") + ")";
    };
  }

  private String frame() {
    return random.nextBoolean() ? timeFrame() : "ORDER BY " + order() + ", id";
  }

  private String timeFrame() {
    return switch (random.nextInt(4)) {
      case 0 -> "ORDER BY ts";
      case 1 ->
          "ORDER BY ts RANGE BETWEEN INTERVAL '%d' SECOND PRECEDING AND CURRENT ROW"
              .formatted(1 + random.nextInt(20));
      case 2 ->
          "ORDER BY ts ROWS BETWEEN %d PRECEDING AND CURRENT ROW".formatted(random.nextInt(6));
      default -> "ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
    };
  }

  private String partition() {
    return sql.oneIn(4) ? "" : "PARTITION BY " + sql.some(PARTITIONS, 1, 2) + " ";
  }

  private String order() {
    return sql.column("i", "l", "n", "d", "s", "day", "ts")
        + sql.column(" ASC", " DESC")
        + sql.column(" NULLS FIRST", " NULLS LAST");
  }

  private String limitOf(String rank) {
    int n = 1 + random.nextInt(4);
    return switch (random.nextInt(4)) {
      case 0 -> rank + " = " + n;
      case 1 -> rank + " < " + (n + 1);
      case 2 -> rank + " BETWEEN " + n + " AND " + (n + 2);
      default -> rank + " <= " + n;
    };
  }
}
