package io.rheo.engine.slt;

import io.rheo.engine.slt.RandomSql.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random joins and sub-queries over tables of {@link RandomRows}. */
final class RandomJoinSql {
  private final Random random;
  private final List<String> tables;
  private final RandomPairSql sql;
  private final RandomSubQuerySql subQueries;

  RandomJoinSql(Random random, List<String> tables) {
    this.random = random;
    this.tables = tables;
    sql = new RandomPairSql(random);
    subQueries = new RandomSubQuerySql(random, tables, sql);
  }

  Question next() {
    return Question.same(
        switch (random.nextInt(12)) {
          case 0, 1 -> select(joined());
          case 2 -> using();
          case 3 -> groups(joined());
          case 4 -> topN(joined());
          case 5 -> setOperation();
          case 6 -> values();
          case 7 -> lateral();
          case 8 -> grouped();
          case 9 -> conditionInOn();
          default -> filtered();
        });
  }

  /** FROM with the names of its rows. */
  private record From(String text, List<String> rows) {}

  private From joined() {
    List<String> rows = new ArrayList<>(List.of("x0"));
    StringBuilder text = new StringBuilder(table("x0"));
    int joins = 1 + random.nextInt(2);
    for (int i = 1; i <= joins; i++) {
      String name = "x" + i;
      String kind = sql.column("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "INNER JOIN");
      text.append(" %s %s ON %s".formatted(kind, table(name), on(kind, sql.column(rows), name)));
      rows.add(name);
    }
    return new From(text.toString(), rows);
  }

  /** DuckDB knows no full join without an equality. */
  private String on(String kind, String left, String right) {
    return sql.oneIn(6) && !kind.startsWith("FULL")
        ? sql.related(left, right) + " AND " + sql.related(left, right)
        : sql.equalAnd(left, right);
  }

  private String table(String name) {
    String table = sql.column(tables);
    return switch (random.nextInt(5)) {
      case 0 -> "(SELECT * FROM %s AS z WHERE %s) AS %s".formatted(table, sql.ofOne("z"), name);
      case 1 ->
          "(SELECT MAX(id) AS id, MAX(b) AS b, i, SUM(l) AS l, MIN(n) AS n, MAX(d) AS d, s, MAX(day) AS day, MAX(ts) AS ts FROM %s GROUP BY i, s) AS %s"
              .formatted(table, name);
      default -> table + " AS " + name;
    };
  }

  private String where(List<String> rows) {
    return switch (random.nextInt(4)) {
      case 0 -> " WHERE " + sql.ofOne(sql.column(rows));
      case 1 -> " WHERE " + sql.related(sql.column(rows), sql.column(rows));
      default -> "";
    };
  }

  private String select(From from) {
    return "SELECT %s%s FROM %s%s"
        .formatted(
            sql.oneIn(6) ? "DISTINCT " : "",
            sql.columnsOf(from.rows()),
            from.text(),
            where(from.rows()));
  }

  private String using() {
    String kind = sql.column("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
    String keys = sql.some(List.of("i", "s", "b", "day"), 1, 2);
    return "SELECT %s, x.id, y.l FROM (SELECT id, i, s, b, day FROM %s) AS x %s (SELECT l, i, s, b, day FROM %s WHERE %s) AS y USING (%s)"
        .formatted(keys, sql.column(tables), kind, sql.column(tables), "MOD(id, 3) < 2", keys);
  }

  private String groups(From from) {
    String key = sql.column(from.rows()) + "." + sql.column("i", "s", "b", "day");
    return "SELECT %s, %s FROM %s%s GROUP BY %s%s"
        .formatted(
            key,
            sql.aggregatesOf(from.rows()),
            from.text(),
            where(from.rows()),
            key,
            sql.column("", " HAVING COUNT(*) > 1"));
  }

  private String topN(From from) {
    String ids =
        String.join(", ", from.rows().stream().map(row -> row + ".id NULLS FIRST").toList());
    return "SELECT * FROM (SELECT %s, ROW_NUMBER() OVER (PARTITION BY %s ORDER BY %s, %s) AS rn FROM %s%s) AS ranked WHERE rn <= 2"
        .formatted(
            sql.columnsOf(from.rows()),
            sql.column(from.rows()) + "." + sql.column("i", "s", "b"),
            sql.column(from.rows()) + ".n NULLS FIRST",
            ids,
            from.text(),
            where(from.rows()));
  }

  private String setOperation() {
    String columns = "x0.i, x1.s";
    return "(SELECT %s FROM %s AS x0 JOIN %s AS x1 ON %s) %s (SELECT %s FROM %s AS x0 LEFT JOIN %s AS x1 ON %s)"
        .formatted(
            columns,
            sql.column(tables),
            sql.column(tables),
            sql.equalAnd("x0", "x1"),
            sql.column("UNION", "UNION ALL", "INTERSECT", "EXCEPT", "EXCEPT ALL"),
            columns,
            sql.column(tables),
            sql.column(tables),
            sql.equalAnd("x0", "x1"));
  }

  private String filtered() {
    String and = sql.oneIn(3) ? " AND " + subQueries.condition("x", 1) : "";
    return "SELECT %s FROM %s WHERE %s%s"
        .formatted(sql.columnsOf(List.of("x")), table("x"), subQueries.condition("x", 2), and);
  }

  private String values() {
    return "SELECT x.id, %s AS v, CASE WHEN %s THEN 1 WHEN %s THEN 2 END AS c, %s AS t FROM %s"
        .formatted(
            subQueries.scalar("x", 1),
            subQueries.condition("x", 1),
            subQueries.condition("x", 0),
            subQueries.condition("x", 0),
            table("x"));
  }

  private String lateral() {
    boolean outer = random.nextBoolean();
    return "SELECT %s FROM %s %s %s%s"
        .formatted(
            sql.columnsOf(List.of("x", "z")),
            table("x"),
            outer ? "LEFT JOIN" : "CROSS JOIN",
            subQueries.lateral("x", "z"),
            outer ? " ON TRUE" : "");
  }

  private String grouped() {
    return "SELECT x.i, SUM(v), COUNT(*) FROM (SELECT x.i, %s AS v FROM %s) AS x GROUP BY x.i HAVING COUNT(*) %s (SELECT COUNT(*) FROM %s AS y WHERE y.i %s x.i)"
        .formatted(
            subQueries.scalar("x", 1),
            table("x"),
            sql.comparison(),
            sql.column(tables),
            sql.comparison());
  }

  private String conditionInOn() {
    // DuckDB knows sub-queries in the condition of an inner join only.
    String side = sql.column("x", "z");
    return "SELECT %s FROM %s AS x JOIN %s AS z ON %s AND %s"
        .formatted(
            sql.columnsOf(List.of("x", "z")),
            sql.column(tables),
            sql.column(tables),
            sql.equal("x", "z"),
            subQueries.condition(side, 0));
  }
}
