package io.rheo.engine.slt;

import java.util.List;
import java.util.Random;

/** Random conditions over two rows of {@link RandomRows} that have names, and over one of them. */
class RandomPairSql extends RandomExpressionSql {
  /** What rows are compared by: of like values in both. */
  private static final List<String> KEYS = List.of("i", "i", "s", "b", "day", "n", "d", "id");

  RandomPairSql(Random random) {
    super(random);
  }

  /** Rows with equal keys, and perhaps more. */
  final String equalAnd(String left, String right) {
    StringBuilder condition = new StringBuilder(equal(left, right));
    for (int i = random.nextInt(3); i > 0; i--) {
      condition.append(" AND ");
      condition.append(pick(() -> equal(left, right), () -> related(left, right)));
    }
    return condition.toString();
  }

  final String equal(String left, String right) {
    return switch (random.nextInt(8)) {
      case 0 -> "%s.i = %s.n".formatted(left, right);
      case 1 -> "%s.i + 1 = %s.i".formatted(left, right);
      case 2 -> "MOD(%s.id, 4) = %s.i".formatted(left, right);
      case 3 -> "UPPER(%s.s) = UPPER(%s.s)".formatted(left, right);
      case 4 -> same("%s.%3$s IS NOT DISTINCT FROM %s.%3$s", left, right);
      default -> same("%s.%3$s = %s.%3$s", left, right);
    };
  }

  private String same(String form, String left, String right) {
    return form.formatted(left, right, column(KEYS));
  }

  /** A condition that is no equality. */
  final String related(String left, String right) {
    return switch (random.nextInt(7)) {
      case 0 -> "%s.i %s %s.i".formatted(left, comparison(), right);
      case 1 -> "%s.n %s %s.d".formatted(left, comparison(), right);
      case 2 -> "(%s.b OR %s.i > 2)".formatted(left, right);
      case 3 -> "%s.id <> %s.id".formatted(left, right);
      case 4 -> "COALESCE(%s.i, %s.i, 0) > 1".formatted(left, right);
      case 5 -> "%s.day %s %s.day".formatted(left, comparison(), right);
      default -> ofOne(column(left, right));
    };
  }

  /** A condition on one row. */
  final String ofOne(String row) {
    return switch (random.nextInt(6)) {
      case 0 -> row + ".b";
      case 1 -> "%s.i %s %d".formatted(row, comparison(), random.nextInt(9) - 3);
      case 2 -> "%s.%s IS %sNULL".formatted(row, column("s", "i", "day"), column("", "NOT "));
      case 3 -> row + ".s IN ('a', 'ab', '')";
      case 4 -> "%s.n %s %s.i".formatted(row, comparison(), row);
      default -> "MOD(%s.id, 3) <> %d".formatted(row, random.nextInt(3));
    };
  }

  final String comparison() {
    return column("<", "<=", ">", ">=", "<>", "=");
  }

  /** Columns of rows that have names. */
  final String columnsOf(List<String> rows) {
    int[] column = {0};
    return list(1 + random.nextInt(4), () -> columnOf(rows) + " AS c" + column[0]++);
  }

  final String columnOf(List<String> rows) {
    String row = column(rows);
    return switch (random.nextInt(8)) {
      case 0 -> "COALESCE(" + row + ".s, '-')";
      case 1 -> row + ".i + " + column(rows) + ".i";
      case 2 -> "CASE WHEN " + ofOne(row) + " THEN 1 ELSE 0 END";
      default -> row + "." + column("id", "b", "i", "l", "n", "d", "s", "day", "ts");
    };
  }

  final String aggregatesOf(List<String> rows) {
    return list(
        1 + random.nextInt(3),
        () ->
            switch (random.nextInt(6)) {
              case 0 -> "COUNT(*)";
              case 1 -> "COUNT(DISTINCT " + column(rows) + ".i)";
              case 2 -> "MIN(" + column(rows) + ".s)";
              case 3 -> "MAX(" + column(rows) + ".n)";
              case 4 -> "COUNT(" + column(rows) + ".day)";
              default -> "SUM(" + column(rows) + ".i)";
            });
  }
}
