package io.rheo.engine.slt;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random expressions over the columns of {@link RandomRows} that Rheo and DuckDB give the same
 * meaning. Numbers stay small, so that nothing overflows.
 */
class RandomExpressionSql {
  /** What can be grouped by. */
  static final List<String> KEYS = List.of("b", "i", "l", "n", "d", "s", "day", "MOD(i, 3)");

  private static final List<String> TEXTS = List.of("''", "'a'", "'ab'", "'B'", "'a text of more'");

  final Random random;

  RandomExpressionSql(Random random) {
    this.random = random;
  }

  final boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  final String columns() {
    return list(
        1 + random.nextInt(4), () -> pick(this::number, this::text, this::condition, this::time));
  }

  final String aggregates() {
    return list(1 + random.nextInt(3), this::aggregate);
  }

  /** An aggregate whose result does not depend on the order of rows. */
  final String aggregate() {
    return switch (random.nextInt(8)) {
      case 0 -> column("MIN", "MAX") + "(" + column("s", "day", "b", "ts") + ")" + filter();
      case 1 -> column("BOOL_AND", "BOOL_OR") + "(" + condition(1) + ")" + filter();
      case 2 -> "STRING_AGG(s, ';' ORDER BY id)" + filter();
      default -> numericAggregate();
    };
  }

  /** An aggregate that is a number. */
  final String numericAggregate() {
    return switch (random.nextInt(12)) {
          case 0 -> "COUNT(*)";
          case 1 -> "COUNT(" + column("b", "i", "n", "s", "day") + ")";
          case 2 -> "SUM(" + number(1) + ")";
          case 3 -> "AVG(" + column("i", "l", "d") + ")";
          case 4 -> "MIN(" + column("i", "l", "n", "d") + ")";
          case 5 -> "MAX(" + number(1) + ")";
          case 6 -> "COUNT(DISTINCT " + column("b", "i", "n", "d", "s", "day") + ")";
          case 7 -> "SUM(DISTINCT " + column("i", "l", "n", "d") + ")";
          case 8 -> column("STDDEV_POP", "VAR_SAMP", "VAR_POP") + "(" + column("i", "l", "d") + ")";
          case 9 ->
              column("COVAR_POP", "REGR_COUNT", "REGR_AVGX") + "(i, " + column("l", "d") + ")";
          case 10 -> "MEDIAN(" + column("i", "l", "d") + ")";
          default -> "PERCENTILE_DISC(0.25) WITHIN GROUP (ORDER BY " + column("i", "l", "d") + ")";
        }
        + filter();
  }

  private String filter() {
    return oneIn(4) ? " FILTER (WHERE " + condition(1) + ")" : "";
  }

  final String where() {
    return random.nextInt(3) == 0 ? "" : " WHERE " + condition(3);
  }

  final String having() {
    return switch (random.nextInt(6)) {
      case 0 -> " HAVING COUNT(*) > " + random.nextInt(4);
      case 1 -> " HAVING SUM(i) IS NOT NULL AND MAX(l) >= " + constant();
      default -> "";
    };
  }

  final String condition() {
    return condition(2);
  }

  final String condition(int depth) {
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

  final String number() {
    return number(2);
  }

  final String number(int depth) {
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

  final String constant() {
    return random.nextInt(3) == 0
        ? "(" + (random.nextInt(9) - 4) + ")"
        : random.nextInt(5) + "." + 25 * random.nextInt(4);
  }

  final String text() {
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

  final String time() {
    return column(
        "ts", "day", "EXTRACT(SECOND FROM ts)", "EXTRACT(YEAR FROM day)", "ts - INTERVAL '1' DAY");
  }

  @SafeVarargs
  final String pick(Supplier<String>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }

  final String column(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  final String column(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  static String list(int count, Supplier<String> item) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item.get());
    }
    return String.join(", ", items);
  }

  /** Some of the items, each once. */
  final String some(List<String> items, int min, int max) {
    List<String> left = new ArrayList<>(items);
    int count = min + random.nextInt(max - min + 1);
    return list(count, () -> left.remove(random.nextInt(left.size())));
  }
}
