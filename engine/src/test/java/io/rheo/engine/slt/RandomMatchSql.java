package io.rheo.engine.slt;

import io.rheo.engine.slt.NaiveMatch.Mapping;
import io.rheo.engine.slt.NaiveMatch.Part;
import io.rheo.engine.slt.NaiveMatch.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Random row patterns: as SQL, and what they find as the naive way has it. */
final class RandomMatchSql {
  static final String DDL =
      "CREATE TABLE t (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL"
          + " '3' SECOND)";
  private static final String NAMES = "ABCD";
  private static final int VALUES = 5;

  private final Random random;

  RandomMatchSql(Random random) {
    this.random = random;
  }

  /** A condition in both forms. */
  private record Condition(String sql, Predicate<Mapping> test) {}

  /** A pattern in both forms; {@code elements} is {@code null} if it is not a sequence. */
  private record Pattern(Part part, List<Part.Repeat> elements) {}

  /** What is shown besides the rows of matches; its constants are as SQL has them. */
  private enum Shown {
    NOTHING(""),
    OMIT_EMPTY("OMIT EMPTY MATCHES "),
    SHOW_EMPTY("SHOW EMPTY MATCHES "),
    UNMATCHED("WITH UNMATCHED ROWS ");

    private final String sql;

    Shown(String sql) {
      this.sql = sql;
    }
  }

  /** A query and the rows that it gives. */
  record Question(String sql, List<List<String>> expected) {}

  /** Rows with times of their own, some before the row that they come after, none late. */
  List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String key = random.nextBoolean() ? "x" : "y";
      rows.add(new Row(i, key, random.nextInt(VALUES), i));
    }
    for (int i = 0; i + 1 < count; i += 2) {
      if (random.nextInt(3) == 0) {
        rows.add(i, rows.remove(i + 1));
      }
    }
    return rows;
  }

  static List<List<String>> cells(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                List.of(
                    String.valueOf(row.id()),
                    row.key(),
                    String.valueOf(row.value()),
                    "2026-01-01 00:%02d:%02d".formatted(row.time() / 60, row.time() % 60)))
        .toList();
  }

  Question question(List<Row> rows) {
    Shown shown = Shown.values()[Math.max(0, random.nextInt(6) - 2)];
    Pattern pattern = random.nextBoolean() ? sequence() : tree(shown != Shown.NOTHING);
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < NAMES.length(); i++) {
      conditions.add(condition(i));
    }
    long within = random.nextInt(3) == 0 ? 2 + random.nextInt(10) : -1;
    int skip = random.nextInt(3); // next row, past the last row, to the last row of A
    boolean numbered = random.nextInt(3) == 0;
    String sql = sql(pattern, conditions, within, skip, numbered, shown);
    List<List<String>> expected = new ArrayList<>();
    for (String key : List.of("x", "y")) {
      List<Row> partition =
          rows.stream()
              .filter(row -> row.key().equals(key))
              .sorted(java.util.Comparator.comparing(Row::time))
              .toList();
      NaiveMatch naive =
          new NaiveMatch(partition, conditions.stream().map(Condition::test).toList(), within);
      search(naive, pattern, partition, skip, numbered, shown, expected);
    }
    return new Question(sql, expected);
  }

  private static void search(
      NaiveMatch naive,
      Pattern pattern,
      List<Row> rows,
      int skip,
      boolean numbered,
      Shown shown,
      List<List<String>> expected) {
    int matches = 0;
    int start = 0;
    int matched = 0; // the rows before it are in a match, or shown as in none
    while (start < rows.size()) {
      Mapping match =
          pattern.elements() == null
              ? naive.preferred(pattern.part(), start)
              : naive.shortest(pattern.elements(), start);
      if (match == null) {
        if (shown == Shown.UNMATCHED && start >= matched) {
          expected.add(withoutRows(rows.get(start), null, numbered, null));
        }
        start++;
        continue;
      }
      matches++;
      matched = Math.max(matched, match.end());
      if (match.variables().isEmpty()) {
        if (shown == Shown.SHOW_EMPTY || shown == Shown.UNMATCHED) {
          expected.add(withoutRows(rows.get(start), "0", numbered, String.valueOf(matches)));
        }
        start++;
        continue;
      }
      for (int length = 1; length <= match.variables().size(); length++) {
        expected.add(shown(match, length, numbered ? matches : -1));
      }
      int lastOfA = match.variables().lastIndexOf(0);
      start =
          switch (skip) {
            case 0 -> start + 1;
            case 1 -> match.end();
            default -> lastOfA > 0 ? start + lastOfA : start + 1;
          };
    }
  }

  /** A row with an empty match, or none. */
  private static List<String> withoutRows(Row row, String count, boolean numbered, String number) {
    List<String> cells = new ArrayList<>();
    cells.add(row.key());
    cells.add(String.valueOf(row.id()));
    cells.add(null);
    cells.add(null);
    cells.add(count);
    for (int i = 0; i < 4; i++) {
      cells.add(null);
    }
    if (numbered) {
      cells.add(number);
    }
    return cells;
  }

  /** A row of a match as ALL ROWS PER MATCH shows it. */
  private static List<String> shown(Mapping match, int length, int number) {
    Mapping running =
        new Mapping(match.rows(), match.start(), match.variables().subList(0, length));
    Row row = running.current();
    List<Row> ofA = running.of(0);
    List<Row> ofB = match.of(1);
    List<String> cells = new ArrayList<>();
    cells.add(row.key());
    cells.add(String.valueOf(row.id()));
    cells.add(String.valueOf(NAMES.charAt(running.variables().get(length - 1))));
    cells.add(String.valueOf(match.rows().get(match.start()).id()));
    cells.add(String.valueOf(length));
    cells.add(ofA.isEmpty() ? null : String.valueOf(ofA.stream().mapToInt(Row::value).sum()));
    cells.add(ofA.size() < 2 ? null : String.valueOf(ofA.get(ofA.size() - 2).id()));
    cells.add(ofB.isEmpty() ? null : String.valueOf(ofB.get(ofB.size() - 1).id()));
    Row next = running.around(1);
    cells.add(next == null ? null : String.valueOf(next.value()));
    if (number >= 0) {
      cells.add(String.valueOf(number));
    }
    return cells;
  }

  private static String sql(
      Pattern pattern,
      List<Condition> conditions,
      long within,
      int skip,
      boolean numbered,
      Shown shown) {
    List<String> define = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      String name = NAMES.substring(i, i + 1);
      if (text(pattern.part()).contains(name)) {
        define.add(name + " AS " + conditions.get(i).sql());
      }
    }
    return "SELECT k, id, var, first_id, n, total, prior_a, last_b, next_v"
        + (numbered ? ", number" : "")
        + " FROM t MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts"
        + " MEASURES CLASSIFIER() AS var, FIRST(id) AS first_id, COUNT(*) AS n,"
        + (text(pattern.part()).contains("A")
            ? " SUM(A.v) AS total, LAST(A.id, 1) AS prior_a,"
            : " CAST(NULL AS BIGINT) AS total, CAST(NULL AS INT) AS prior_a,")
        + (text(pattern.part()).contains("B")
            ? " FINAL LAST(B.id) AS last_b,"
            : " CAST(NULL AS INT) AS last_b,")
        + " NEXT(v) AS next_v"
        + (numbered ? ", MATCH_NUMBER() AS number" : "")
        + " ALL ROWS PER MATCH "
        + shown.sql
        + "AFTER MATCH SKIP "
        + (skip == 0 ? "TO NEXT ROW" : skip == 1 ? "PAST LAST ROW" : "TO LAST A")
        + " PATTERN ("
        + text(pattern.part())
        + ")"
        + (within < 0 ? "" : " WITHIN INTERVAL '" + within + "' SECOND")
        + " DEFINE "
        + String.join(", ", define)
        + ")";
  }

  private Condition condition(int variable) {
    String name = NAMES.substring(variable, variable + 1);
    int limit = 1 + random.nextInt(VALUES);
    return switch (random.nextInt(15)) {
      case 0 -> new Condition(name + ".v < " + limit, m -> m.current().value() < limit);
      case 1 -> new Condition("v >= " + limit, m -> m.current().value() >= limit);
      case 2 ->
          new Condition(
              "PREV(" + name + ".v) < v",
              m -> m.around(-1) != null && m.around(-1).value() < m.current().value());
      case 3 ->
          new Condition(
              "LAST(" + name + ".v, 1) IS NULL OR " + name + ".v > LAST(" + name + ".v, 1)",
              m -> {
                List<Row> own = m.of(variable);
                return own.size() < 2 || m.current().value() > own.get(own.size() - 2).value();
              });
      case 4 -> new Condition("v <> FIRST(v)", m -> m.current().value() != m.of(-1).get(0).value());
      case 5 ->
          new Condition(
              "SUM(" + name + ".v) < " + limit * 2,
              m -> m.of(variable).stream().mapToInt(Row::value).sum() < limit * 2);
      case 6 -> new Condition("COUNT(*) <= " + limit, m -> m.variables().size() <= limit);
      case 7 ->
          new Condition(
              "NEXT(v) >= " + name + ".v",
              m -> m.around(1) != null && m.around(1).value() >= m.current().value());
      case 8 ->
          new Condition(
              "LAST(CLASSIFIER(), 1) <> 'B'",
              m -> m.variables().size() > 1 && m.variables().get(m.variables().size() - 2) != 1);
      case 9 ->
          new Condition(
              "PREV(FIRST(v, 1), 1) <= v",
              m -> m.variables().size() > 1 && m.of(-1).get(0).value() <= m.current().value());
      case 10 ->
          new Condition(
              "PREV(CLASSIFIER()) = 'A'",
              m -> m.variables().size() > 1 && m.variables().get(m.variables().size() - 2) == 0);
      case 11 ->
          new Condition(
              "COUNT(DISTINCT " + name + ".v) <= " + limit,
              m -> m.of(variable).stream().map(Row::value).distinct().count() <= limit);
      case 12 ->
          new Condition(
              "COUNT(*) FILTER (WHERE v > 2) <= " + limit,
              m -> m.of(-1).stream().filter(row -> row.value() > 2).count() <= limit);
      case 13 ->
          new Condition(
              "MAX(v) - MIN(" + name + ".v) <= " + limit,
              m ->
                  m.of(-1).stream().mapToInt(Row::value).max().getAsInt()
                          - m.of(variable).stream().mapToInt(Row::value).min().getAsInt()
                      <= limit);
      default -> new Condition("TRUE", Objects::nonNull);
    };
  }

  private Pattern sequence() {
    while (true) {
      List<Part.Repeat> elements = new ArrayList<>();
      elements.add(new Part.Repeat(new Part.Variable(0), 1, 1, false)); // there is an A
      int length = 1 + random.nextInt(3);
      for (int i = 0; i < length; i++) {
        elements.add(random.nextInt(elements.size() + 1), repeat(variable()));
      }
      if (!NaiveMatch.isGreedy(elements.get(elements.size() - 1))) {
        return new Pattern(new Part.Sequence(List.copyOf(elements)), elements);
      }
    }
  }

  /** A group stands around it, so that it is no sequence. */
  private Pattern tree(boolean canBeEmpty) {
    Part any = part(2);
    Part group = new Part.Choice(List.of(new Part.Variable(0), new Part.Variable(1)));
    List<Part> parts = new ArrayList<>(List.of(group, any));
    java.util.Collections.shuffle(parts, random);
    Part all = new Part.Sequence(parts);
    return new Pattern(
        canBeEmpty && random.nextBoolean()
            ? new Part.Repeat(all, 0, random.nextBoolean() ? 1 : -1, random.nextInt(3) == 0)
            : all,
        null);
  }

  private Part.Variable variable() {
    return new Part.Variable(random.nextInt(NAMES.length()));
  }

  private Part part(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(5)) {
      case 0 -> variable();
      case 1 -> new Part.Sequence(List.of(part(depth - 1), part(depth - 1)));
      case 2 -> new Part.Choice(List.of(part(depth - 1), part(depth - 1)));
      case 3 -> new Part.Permuted(List.of(variable(), part(0), part(depth - 1)));
      default -> {
        Part part = part(depth - 1);
        // How often nothing is repeated is not for a pattern to tell.
        yield canBeEmpty(part) ? part : repeat(part);
      }
    };
  }

  private static boolean canBeEmpty(Part part) {
    if (part instanceof Part.Sequence sequence) {
      return sequence.parts().stream().allMatch(RandomMatchSql::canBeEmpty);
    } else if (part instanceof Part.Choice choice) {
      return choice.parts().stream().anyMatch(RandomMatchSql::canBeEmpty);
    } else if (part instanceof Part.Permuted permuted) {
      return permuted.parts().stream().allMatch(RandomMatchSql::canBeEmpty);
    }
    return part instanceof Part.Repeat repeat && repeat.least() == 0;
  }

  private Part.Repeat repeat(Part part) {
    boolean reluctant = random.nextInt(3) == 0;
    return switch (random.nextInt(6)) {
      case 0 -> new Part.Repeat(part, 0, -1, reluctant);
      case 1 -> new Part.Repeat(part, 1, -1, reluctant);
      case 2 -> new Part.Repeat(part, 0, 1, reluctant);
      case 3 -> new Part.Repeat(part, 2, 2, false);
      case 4 -> new Part.Repeat(part, 1, 2, reluctant);
      default -> new Part.Repeat(part, 1, 1, false);
    };
  }

  private static String text(Part part) {
    if (part instanceof Part.Variable variable) {
      return NAMES.substring(variable.number(), variable.number() + 1);
    } else if (part instanceof Part.Sequence sequence) {
      return sequence.parts().stream().map(RandomMatchSql::text).collect(Collectors.joining(" "));
    } else if (part instanceof Part.Choice choice) {
      return choice.parts().stream()
          .map(RandomMatchSql::text)
          .collect(Collectors.joining(" | ", "(", ")"));
    } else if (part instanceof Part.Permuted permuted) {
      return permuted.parts().stream()
          .map(RandomMatchSql::text)
          .collect(Collectors.joining(", ", "PERMUTE(", ")"));
    }
    Part.Repeat repeat = (Part.Repeat) part;
    String inner = text(repeat.part());
    String unit = repeat.part() instanceof Part.Variable ? inner : "(" + inner + ")";
    if (repeat.least() == 1 && repeat.most() == 1) {
      return unit;
    }
    String bounds =
        repeat.most() < 0
            ? repeat.least() == 0 ? "*" : "+"
            : repeat.least() == repeat.most()
                ? "{" + repeat.least() + "}"
                : "{" + repeat.least() + "," + repeat.most() + "}";
    return unit + bounds + (repeat.reluctant() ? "?" : "");
  }
}
