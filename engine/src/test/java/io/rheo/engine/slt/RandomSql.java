package io.rheo.engine.slt;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random expressions and queries over the columns of {@link RandomRows} that Rheo and DuckDB give
 * the same meaning. Numbers stay small, so that nothing overflows.
 */
final class RandomSql {
  private static final List<String> KEYS =
      List.of("b", "i", "l", "n", "d", "s", "day", "MOD(i, 3)");
  private static final List<String> TEXTS = List.of("''", "'a'", "'ab'", "'B'", "'a text of more'");

  private final Random random;
  private final String table;

  RandomSql(Random random, String table) {
    this.random = random;
    this.table = table;
  }

  /**
   * The same question to both.
   *
   * @param rheo in Rheo's dialect
   * @param duckDb in DuckDB's
   */
  record Question(String rheo, String duckDb) {}

  Question next() {
    return switch (random.nextInt(6)) {
      case 0 -> rows();
      case 1 -> groups();
      case 2 -> union();
      case 3 -> tumble();
      case 4 -> hop();
      default -> nested();
    };
  }

  private Question rows() {
    return same("SELECT " + columns() + " FROM " + table + where());
  }

  private Question union() {
    String columns = some(List.of("b", "i", "l", "n", "d", "s", "day", "ts"), 1, 4);
    String one = "SELECT " + columns + " FROM " + table;
    return same(one + where() + " UNION ALL " + one + where());
  }

  private Question groups() {
    String keys = some(KEYS, 1, 3);
    return same(
        "SELECT "
            + keys
            + ", "
            + aggregates()
            + " FROM "
            + table
            + where()
            + " GROUP BY "
            + keys
            + having());
  }

  private Question nested() {
    return same(
        "SELECT g, COUNT(*), SUM(v), MIN(v), MAX(w) FROM (SELECT s AS g, i AS k, "
            + aggregate()
            + " AS v, COUNT(*) AS w FROM "
            + table
            + where()
            + " GROUP BY s, i) AS parts GROUP BY g");
  }

  private Question tumble() {
    int size = 1 + random.nextInt(20);
    int offset = random.nextInt(size);
    String keys = random.nextBoolean() ? "" : ", " + some(KEYS, 1, 2);
    String aggregates = aggregates();
    String where = where();
    String having = having();
    String window =
        random.nextBoolean()
            ? "TABLE(TUMBLE(TABLE "
                + table
                + ", DESCRIPTOR(ts), "
                + seconds(size)
                + ", "
                + seconds(offset)
                + "))"
            : "TABLE(HOP(TABLE "
                + table
                + ", DESCRIPTOR(ts), "
                + seconds(size)
                + ", "
                + seconds(size)
                + ", "
                + seconds(offset)
                + "))";
    return new Question(
        "SELECT window_start, window_end"
            + keys
            + ", "
            + aggregates
            + " FROM "
            + window
            + where
            + " GROUP BY window_start, window_end"
            + keys
            + having,
        "SELECT epoch_ms(x), epoch_ms(x + "
            + size * 1000
            + ")"
            + keys
            + ", "
            + aggregates
            + " FROM ("
            + starts(size, offset)
            + ")"
            + where
            + " GROUP BY x"
            + keys
            + having);
  }

  private Question hop() {
    int slide = 1 + random.nextInt(10);
    int size = 1 + random.nextInt(40);
    String keys = random.nextBoolean() ? "" : ", " + some(KEYS, 1, 2);
    String aggregates = aggregates();
    String where = where();
    String having = having();
    return new Question(
        "SELECT window_start, window_end"
            + keys
            + ", "
            + aggregates
            + " FROM TABLE(HOP(TABLE "
            + table
            + ", DESCRIPTOR(ts), "
            + seconds(slide)
            + ", "
            + seconds(size)
            + "))"
            + where
            + " GROUP BY window_start, window_end"
            + keys
            + having,
        "SELECT epoch_ms(y), epoch_ms(y + "
            + size * 1000
            + ")"
            + keys
            + ", "
            + aggregates
            + " FROM (SELECT *, x - k * "
            + slide * 1000
            + " AS y FROM ("
            + starts(slide, 0)
            + "), generate_series(0, "
            + size / slide
            + ") AS g(k) WHERE epoch_ms(ts) < y + "
            + size * 1000
            + ")"
            + where
            + " GROUP BY y"
            + keys
            + having);
  }

  /** The rows with the start, in ms, of the tumbling window that they are in. */
  private String starts(int size, int offset) {
    long millis = size * 1000L;
    return "SELECT *, epoch_ms(ts) - (epoch_ms(ts) - "
        + offset * 1000
        + ") % "
        + millis
        + " AS x FROM "
        + table
        + " WHERE ts IS NOT NULL";
  }

  private static String seconds(int count) {
    return "INTERVAL '" + count + "' SECOND";
  }

  private static Question same(String sql) {
    return new Question(sql, sql);
  }

  private String columns() {
    return list(
        1 + random.nextInt(4), () -> pick(this::number, this::text, this::condition, this::time));
  }

  private String aggregates() {
    return list(1 + random.nextInt(3), this::aggregate);
  }

  private String aggregate() {
    String filter = random.nextInt(4) == 0 ? " FILTER (WHERE " + condition(1) + ")" : "";
    return switch (random.nextInt(6)) {
      case 0 -> "COUNT(*)" + filter;
      case 1 -> "COUNT(" + column("b", "i", "n", "s", "day") + ")" + filter;
      case 2 -> "SUM(" + number(1) + ")" + filter;
      case 3 -> "AVG(" + column("i", "l", "d") + ")" + filter;
      case 4 -> "MIN(" + column("i", "l", "n", "d") + ")" + filter;
      default -> "MAX(" + number(1) + ")" + filter;
    };
  }

  private String where() {
    return random.nextInt(3) == 0 ? "" : " WHERE " + condition(3);
  }

  private String having() {
    return switch (random.nextInt(6)) {
      case 0 -> " HAVING COUNT(*) > " + random.nextInt(4);
      case 1 -> " HAVING SUM(i) IS NOT NULL AND MAX(l) >= " + constant();
      default -> "";
    };
  }

  private String condition() {
    return condition(2);
  }

  private String condition(int depth) {
    if (depth > 0 && random.nextInt(2) == 0) {
      return switch (random.nextInt(4)) {
        case 0 -> "(" + condition(depth - 1) + " AND " + condition(depth - 1) + ")";
        case 1 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
        case 2 -> "NOT (" + condition(depth - 1) + ")";
        default ->
            "(" + condition(depth - 1) + ") IS " + column("TRUE", "NOT TRUE", "FALSE", "NULL");
      };
    }
    return switch (random.nextInt(9)) {
      case 0 -> "b";
      case 1 -> column("b", "i", "n", "s", "day", "ts") + column(" IS NULL", " IS NOT NULL");
      case 2 -> number(1) + " BETWEEN " + constant() + " AND " + number(1);
      case 3 ->
          "i"
              + column(" IN ", " NOT IN ")
              + "("
              + list(1 + random.nextInt(4), this::constant)
              + ")";
      case 4 ->
          "s"
              + column(" IN ", " NOT IN ")
              + "("
              + list(1 + random.nextInt(3), () -> column(TEXTS))
              + ")";
      case 5 ->
          "s"
              + column(" LIKE ", " NOT LIKE ")
              + column("'a%'", "'%b'", "'_'", "'%e%'", "'ab'", "''");
      case 6 -> text(1) + operator() + text(1);
      case 7 ->
          column("ts", "CAST(day AS TIMESTAMP)")
              + operator()
              + "TIMESTAMP '2026-01-01 00:00:"
              + (10 + random.nextInt(50))
              + "'";
      default -> number(1) + operator() + number(1);
    };
  }

  private String operator() {
    return column(" = ", " <> ", " < ", " <= ", " > ", " >= ");
  }

  private String number() {
    return number(2);
  }

  private String number(int depth) {
    if (depth == 0 || random.nextInt(2) == 0) {
      return column("i", "l", "n", "d", "i", constant());
    }
    return switch (random.nextInt(7)) {
      case 0 -> "(" + number(depth - 1) + " + " + number(depth - 1) + ")";
      case 1 -> "(" + number(depth - 1) + " - " + number(depth - 1) + ")";
      case 2 -> "(" + number(depth - 1) + " * " + (1 + random.nextInt(4)) + ")";
      case 3 -> "COALESCE(" + column("i", "l", "n", "d") + ", " + constant() + ")";
      case 4 ->
          "CASE WHEN "
              + condition(1)
              + " THEN "
              + column("i", "n")
              + " ELSE "
              + constant()
              + " END";
      case 5 -> "ABS(" + column("i", "l", "n", "d") + ")";
      default -> "-(" + number(depth - 1) + ")";
    };
  }

  private String constant() {
    return random.nextInt(3) == 0
        ? "(" + (random.nextInt(9) - 4) + ")"
        : random.nextInt(5) + "." + 25 * random.nextInt(4);
  }

  private String text() {
    return text(2);
  }

  private String text(int depth) {
    if (depth == 0 || random.nextInt(2) == 0) {
      return random.nextInt(4) == 0 ? column(TEXTS) : "s";
    }
    return switch (random.nextInt(5)) {
      case 0 -> "UPPER(" + text(depth - 1) + ")";
      case 1 -> "(" + text(depth - 1) + " || " + text(depth - 1) + ")";
      case 2 ->
          "SUBSTRING("
              + text(depth - 1)
              + ", "
              + (1 + random.nextInt(3))
              + ", "
              + random.nextInt(4)
              + ")";
      case 3 -> "CASE WHEN " + condition(1) + " THEN s ELSE 'else' END";
      default -> "TRIM(" + text(depth - 1) + ")";
    };
  }

  private String time() {
    return column(
        "ts", "day", "EXTRACT(SECOND FROM ts)", "EXTRACT(YEAR FROM day)", "ts - INTERVAL '1' DAY");
  }

  @SafeVarargs
  private String pick(Supplier<String>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }

  private String column(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String column(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String list(int count, Supplier<String> item) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item.get());
    }
    return String.join(", ", items);
  }

  /** Some of the items, each once. */
  private String some(List<String> items, int min, int max) {
    List<String> left = new ArrayList<>(items);
    int count = min + random.nextInt(max - min + 1);
    return list(count, () -> left.remove(random.nextInt(left.size())));
  }
}
