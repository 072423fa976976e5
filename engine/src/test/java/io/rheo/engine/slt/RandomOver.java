package io.rheo.engine.slt;

import io.rheo.engine.slt.RandomSql.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Random queries with OVER that Rheo and DuckDB give the same meaning, and rows for them. */
final class RandomOver {
  static final String DDL =
      "CREATE TABLE t (id INT, k INT, i INT, n DECIMAL(8, 2), d DOUBLE, s STRING,"
          + " ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '4' SECOND)";

  private static final List<String> TEXTS = List.of("", "a", "ab", "a text of more than 16 bytes");
  private static final List<String> NUMBERS = List.of("i", "n", "d", "id");
  private static final List<String> COLUMNS = List.of("i", "n", "d", "s", "id");

  private final Random random;

  RandomOver(Random random) {
    this.random = random;
  }

  /** Rows in which times repeat and come out of order, some of them too late. */
  List<List<String>> rows(int count) {
    List<List<String>> rows = new ArrayList<>();
    int second = 10;
    for (int id = 0; id < count; id++) {
      second += random.nextInt(5) == 0 ? random.nextInt(20) : random.nextInt(2);
      int time = second - random.nextInt(random.nextInt(8) == 0 ? 7 : 4);
      rows.add(
          Arrays.asList(
              Integer.toString(id),
              orNull(Integer.toString(random.nextInt(3))),
              orNull(Integer.toString(random.nextInt(9) - 3)),
              orNull(String.format("%.2f", (random.nextInt(41) - 10) / 4.0)),
              orNull(number()),
              orNull(TEXTS.get(random.nextInt(TEXTS.size()))),
              String.format("2026-01-01 00:%02d:%02d", time / 60, time % 60)));
    }
    return rows;
  }

  private String number() {
    return switch (random.nextInt(20)) {
      case 0 -> "NaN";
      case 1 -> "Infinity";
      case 2 -> "1e20";
      default -> Double.toString((random.nextInt(81) - 40) / 4.0);
    };
  }

  private String orNull(String value) {
    return random.nextInt(6) == 0 ? null : value;
  }

  /** The rows that are not late, if all are read in this order. */
  static List<List<String>> timely(List<List<String>> rows) {
    List<List<String>> timely = new ArrayList<>();
    long watermark = Long.MIN_VALUE;
    for (List<String> row : rows) {
      String time = row.get(6);
      long second =
          60L * Integer.parseInt(time.substring(14, 16)) + Integer.parseInt(time.substring(17));
      if (second > watermark) {
        timely.add(row);
      }
      watermark = Math.max(watermark, second - 4);
    }
    return timely;
  }

  /** A query whose functions are in the order of event time. */
  Question byTime() {
    List<String[]> functions = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      String partition = pick("", "PARTITION BY k ", "PARTITION BY MOD(i, 2), k ");
      functions.add(
          switch (random.nextInt(5)) {
            case 0 -> same(aggregate() + " OVER (" + partition + "ORDER BY ts" + timeFrame() + ")");
            case 1 ->
                same(aggregate() + " OVER (" + partition + "ORDER BY ts, id" + rowFrame() + ")");
            case 2 -> value(partition + "ORDER BY ts, id", rowFrame());
            case 3 -> shift(partition + "ORDER BY ts, id");
            default -> same(ranking() + " OVER (" + partition + "ORDER BY ts)");
          });
    }
    return question(functions);
  }

  /** A query in any order. */
  Question byAnything() {
    List<String[]> functions = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      String partition = pick("", "PARTITION BY k ");
      String key = pick("i", "n", "d + 0.5", "s", "ts DESC", "i DESC") + nulls();
      functions.add(
          switch (random.nextInt(5)) {
            case 0 ->
                same(aggregate() + " OVER (" + partition + "ORDER BY " + number("i", "n") + ")");
            case 1 ->
                same(
                    aggregate()
                        + " OVER ("
                        + partition
                        + "ORDER BY "
                        + key
                        + ", id"
                        + rowFrame()
                        + ")");
            case 2 -> value(partition + "ORDER BY " + key + ", id", rowFrame());
            case 3 -> shift(partition + "ORDER BY " + key + ", id");
            default -> same(ranking() + " OVER (" + partition + "ORDER BY " + key + ")");
          });
    }
    return question(functions);
  }

  private static Question question(List<String[]> functions) {
    StringBuilder rheo = new StringBuilder("SELECT id");
    StringBuilder duckDb = new StringBuilder("SELECT id");
    for (int i = 0; i < functions.size(); i++) {
      rheo.append(", ").append(functions.get(i)[0]).append(" AS c").append(i);
      duckDb.append(", ").append(functions.get(i)[1]).append(" AS c").append(i);
    }
    return new Question(rheo + " FROM t", duckDb + " FROM t");
  }

  private static String[] same(String sql) {
    return new String[] {sql, sql};
  }

  /** A number to order by, with a frame of it. */
  private String number(String... columns) {
    String bound = random.nextInt(3) + (random.nextBoolean() ? "" : ".5");
    String frame =
        " RANGE BETWEEN "
            + pick("UNBOUNDED PRECEDING", bound + " PRECEDING", "CURRENT ROW")
            + " AND "
            + pick("CURRENT ROW", random.nextInt(3) + " FOLLOWING", "UNBOUNDED FOLLOWING")
            + exclusion();
    return pick(columns) + pick("", " DESC") + nulls() + frame;
  }

  private String nulls() {
    return pick(" NULLS FIRST", " NULLS LAST");
  }

  private String aggregate() {
    return switch (random.nextInt(8)) {
      case 0 -> "COUNT(*)";
      case 1 -> "COUNT(" + pick("i", "s", "d") + ")";
      case 2 -> "COUNT(DISTINCT " + pick("i", "s") + ")";
      case 3 -> "SUM(" + pick(NUMBERS.toArray(String[]::new)) + ")";
      case 4 -> "AVG(" + pick("i", "d", "id") + ")";
      case 5 -> "MIN(" + pick(COLUMNS.toArray(String[]::new)) + ")";
      case 6 -> "MAX(" + pick(COLUMNS.toArray(String[]::new)) + ")";
      default -> "SUM(DISTINCT " + pick("i", "n") + ")";
    };
  }

  private String[] value(String window, String frame) {
    String column = pick(COLUMNS.toArray(String[]::new));
    boolean ignoreNulls = random.nextBoolean();
    String over = " OVER (" + window + frame + ")";
    String name = pick("FIRST_VALUE", "LAST_VALUE", "NTH_VALUE");
    String arguments = name.equals("NTH_VALUE") ? column + ", 2" : column;
    return ignoreNulls
        ? new String[] {
          name + "(" + arguments + ") IGNORE NULLS" + over,
          name + "(" + arguments + " IGNORE NULLS)" + over
        }
        : same(name + "(" + arguments + ")" + over);
  }

  private String[] shift(String window) {
    String column = pick("i", "s");
    String arguments =
        switch (random.nextInt(3)) {
          case 0 -> column;
          case 1 -> column + ", " + random.nextInt(4);
          default ->
              column + ", " + (1 + random.nextInt(2)) + (column.equals("i") ? ", id" : ", 'x'");
        };
    String name = pick("LAG", "LEAD");
    String over = " OVER (" + window + ")";
    boolean ignoreNulls = random.nextBoolean() && !arguments.endsWith(", 0");
    return ignoreNulls
        ? new String[] {
          name + "(" + arguments + ") IGNORE NULLS" + over,
          name + "(" + arguments + " IGNORE NULLS)" + over
        }
        : same(name + "(" + arguments + ")" + over);
  }

  private String ranking() {
    return pick("RANK()", "DENSE_RANK()", "PERCENT_RANK()", "CUME_DIST()");
  }

  private String rowFrame() {
    int first = random.nextInt(7) - 4;
    int last = first + random.nextInt(5);
    return " ROWS BETWEEN "
        + (random.nextInt(4) == 0 ? "UNBOUNDED PRECEDING" : rowBound(first))
        + " AND "
        + (random.nextInt(6) == 0 ? "UNBOUNDED FOLLOWING" : rowBound(last))
        + exclusion();
  }

  private static String rowBound(int offset) {
    return offset == 0
        ? "CURRENT ROW"
        : Math.abs(offset) + (offset < 0 ? " PRECEDING" : " FOLLOWING");
  }

  private String timeFrame() {
    int first = random.nextInt(9) - 6;
    int last = first + random.nextInt(5);
    return random.nextInt(4) == 0
        ? ""
        : " RANGE BETWEEN "
            + (random.nextInt(4) == 0 ? "UNBOUNDED PRECEDING" : seconds(first))
            + " AND "
            + (random.nextInt(8) == 0 ? "UNBOUNDED FOLLOWING" : seconds(last))
            + exclusion();
  }

  private String exclusion() {
    return switch (random.nextInt(6)) {
      case 0 -> " EXCLUDE CURRENT ROW";
      case 1 -> pick(" EXCLUDE GROUP", " EXCLUDE TIES");
      case 2 -> " EXCLUDE NO OTHERS";
      default -> "";
    };
  }

  private static String seconds(int offset) {
    return offset == 0
        ? "CURRENT ROW"
        : "INTERVAL '" + Math.abs(offset) + "' SECOND" + (offset < 0 ? " PRECEDING" : " FOLLOWING");
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }
}
