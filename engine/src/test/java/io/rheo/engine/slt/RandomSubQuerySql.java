package io.rheo.engine.slt;

import java.util.List;
import java.util.Random;

/** Random sub-queries that may name rows of the query around them. */
final class RandomSubQuerySql {
  private final Random random;
  private final List<String> tables;
  private final RandomPairSql sql;
  private int names;

  RandomSubQuerySql(Random random, List<String> tables, RandomPairSql sql) {
    this.random = random;
    this.tables = tables;
    this.sql = sql;
  }

  /** A condition on a row, with a sub-query. */
  String condition(String outer, int depth) {
    String test =
        switch (random.nextInt(9)) {
          case 0, 1 -> sql.column("", "NOT ") + "EXISTS (" + rows("1", outer, depth) + ")";
          case 2, 3 -> in(outer, depth);
          case 4 -> pairIn(outer);
          case 5 -> quantified(outer, depth);
          case 6 -> "%s.i %s %s".formatted(outer, sql.comparison(), scalar(outer, depth));
          case 7 -> scalar(outer, depth) + " IS NOT NULL";
          default -> "%s.s = %s".formatted(outer, first("s", outer, depth));
        };
    return switch (random.nextInt(8)) {
      case 0 -> "(" + test + " OR " + sql.ofOne(outer) + ")";
      case 1 -> "(" + test + ") IS NOT TRUE";
      case 2 -> "NOT (" + test + ")";
      default -> test;
    };
  }

  private String in(String outer, int depth) {
    String column = sql.column("i", "i", "s", "day", "id");
    String operand = column.equals("i") ? sql.column("i", "n", "i + 1") : column;
    String rows = sql.oneIn(5) ? grouped(column, outer, depth) : rows("%s." + column, outer, depth);
    return "%s.%s %sIN (%s)".formatted(outer, operand, sql.column("", "NOT "), rows);
  }

  private String grouped(String column, String outer, int depth) {
    return rows("%s." + column, outer, depth) + " GROUP BY 1 HAVING COUNT(*) > 1";
  }

  private String pairIn(String outer) {
    // DuckDB knows no pairs in sub-queries that name the row around them, and has its own rules for
    // NULLs in pairs.
    String name = "y" + names++;
    return "(COALESCE(%1$s.i, 0), COALESCE(%1$s.s, '')) %2$sIN (SELECT %3$s.i, %3$s.s FROM %4$s AS %3$s WHERE %3$s.i IS NOT NULL AND %3$s.s IS NOT NULL AND %5$s)"
        .formatted(outer, sql.column("", "NOT "), name, sql.column(tables), sql.ofOne(name));
  }

  private String quantified(String outer, int depth) {
    String column = sql.column("i", "n", "day", "s");
    return "%s.%s %s %s (%s)"
        .formatted(
            outer,
            column,
            sql.comparison(),
            sql.column("ANY", "ALL"),
            rows("%s." + column, outer, depth));
  }

  /** One number, or NULL. */
  String scalar(String outer, int depth) {
    return sql.oneIn(4)
        ? first("i", outer, depth)
        : "("
            + rows(
                sql.column(
                    "COUNT(*)", "MAX(%s.i)", "MIN(%s.n)", "SUM(%s.i)", "COUNT(DISTINCT %s.s)"),
                outer,
                depth)
            + ")";
  }

  private String first(String column, String outer, int depth) {
    String name = "y" + names;
    return "(%s ORDER BY %s.id%s LIMIT 1)"
        .formatted(rows("%s." + column, outer, depth), name, sql.column("", " DESC"));
  }

  /**
   * Rows of a table.
   *
   * @param select over the name of its row
   */
  private String rows(String select, String outer, int depth) {
    String name = "y" + names++;
    StringBuilder text =
        new StringBuilder(
            "SELECT %s FROM %s AS %s"
                .formatted(
                    select.replace("%1$s", name).replace("%s", name), sql.column(tables), name));
    text.append(" WHERE ").append(where(name, outer));
    if (depth > 0 && sql.oneIn(3)) {
      text.append(" AND ").append(condition(sql.oneIn(3) ? outer : name, depth - 1));
    }
    return text.toString();
  }

  private String where(String name, String outer) {
    return switch (random.nextInt(6)) {
      case 0 -> sql.ofOne(name);
      case 1 -> sql.related(name, outer);
      case 2 -> sql.equal(name, outer) + " AND " + sql.ofOne(name);
      case 3 -> sql.equalAnd(name, outer);
      default -> sql.equal(name, outer);
    };
  }

  /** The first rows that go with a row of the query around, as a side of a join. */
  String lateral(String outer, String name) {
    String inner = "y" + names++;
    String order = sql.column("i", "n", "day") + sql.column(" ASC NULLS FIRST", " DESC NULLS LAST");
    return switch (random.nextInt(3)) {
      case 0 ->
          "LATERAL (SELECT %1$s.* FROM %2$s AS %1$s WHERE %3$s ORDER BY %1$s.%4$s, %1$s.id LIMIT %5$d) AS %6$s"
              .formatted(
                  inner,
                  sql.column(tables),
                  where(inner, outer),
                  order,
                  1 + random.nextInt(3),
                  name);
      case 1 ->
          "LATERAL (SELECT MIN(%1$s.id) AS id, COUNT(*) AS i, MAX(%1$s.s) AS s, MAX(%1$s.n) AS n, BOOL_OR(%1$s.b) AS b, MIN(%1$s.l) AS l, MAX(%1$s.d) AS d, MAX(%1$s.day) AS day, MAX(%1$s.ts) AS ts FROM %2$s AS %1$s WHERE %3$s) AS %4$s"
              .formatted(inner, sql.column(tables), someRow(where(inner, outer), outer), name);
      default ->
          "LATERAL (SELECT %1$s.id, %1$s.i + %5$s.i AS i, %1$s.s, %1$s.n, %1$s.b, %1$s.l, %1$s.d, %1$s.day, %1$s.ts FROM %2$s AS %1$s WHERE %3$s) AS %4$s"
              .formatted(inner, sql.column(tables), sql.equalAnd(inner, outer), name, outer);
    };
  }

  /** An aggregate that asks for nothing of the row around it has no row before its first row. */
  private static String someRow(String condition, String outer) {
    return condition.contains(outer + ".") ? condition : condition + " HAVING COUNT(*) > 0";
  }
}
