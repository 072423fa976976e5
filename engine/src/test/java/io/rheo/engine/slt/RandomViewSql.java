package io.rheo.engine.slt;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Random views over tables and over each other, the same for Rheo and for DuckDB. All tables and
 * views have the columns {@code k BIGINT, v BIGINT}; values stay small, so that rows meet.
 */
final class RandomViewSql {
  /** The tables that the views read; rows of the last replace each other by {@code k}. */
  static final List<String> TABLES = List.of("t", "u", "p");

  private final Random random;
  private final List<View> views = new ArrayList<>();

  /**
   * A view.
   *
   * @param inputs the tables and views that it reads
   * @param materialized whether Rheo keeps its rows
   */
  record View(String name, String query, List<String> inputs, boolean materialized) {
    String ddl() {
      return "CREATE " + (materialized ? "MATERIALIZED " : "") + "VIEW " + name + " AS " + query;
    }
  }

  RandomViewSql(Random random) {
    this.random = random;
  }

  /** The views so far. */
  List<View> views() {
    return views;
  }

  /** A view that may read those before it. */
  View next() {
    View view = view(views.size());
    views.add(view);
    return view;
  }

  /** Another view in the place of one that nobody reads. */
  View replace(View old) {
    int place = views.indexOf(old);
    View view = view(place);
    views.set(place, view);
    return view;
  }

  /** Whether a view reads it. */
  boolean isRead(View view) {
    return views.stream().anyMatch(other -> other.inputs().contains(view.name()));
  }

  private View view(int place) {
    String left = input(place);
    String right = input(place);
    String query = query(left, right) + " ";
    List<String> inputs =
        Stream.of(left, right).distinct().filter(name -> query.contains(name + " ")).toList();
    return new View("v" + place, query, inputs, random.nextInt(4) > 0);
  }

  /** Rather the views that came last: deep ones are where mistakes hide. */
  private String input(int place) {
    if (place == 0 || random.nextInt(3) == 0) {
      return TABLES.get(random.nextInt(TABLES.size()));
    }
    int fromEnd = Math.min(random.nextInt(place), random.nextInt(place));
    return views.get(place - 1 - fromEnd).name();
  }

  private String query(String x, String y) {
    return switch (random.nextInt(13)) {
      case 0 ->
          "SELECT k, MOD(v * 3 + 1, 50) AS v FROM %s WHERE v > %d OR v IS NULL"
              .formatted(x + " ", random.nextInt(20));
      case 1 -> sums(x);
      case 2 -> "SELECT v AS k, COUNT(*) AS v FROM " + x + " GROUP BY v";
      case 3 -> "SELECT MAX(k) AS k, COUNT(DISTINCT v) AS v FROM " + x + " ";
      case 4 -> "SELECT k, v FROM " + x + " UNION ALL SELECT v, k FROM " + y;
      case 5 ->
          "SELECT k, v FROM " + x + " " + setOperation() + " SELECT k, MOD(v, 5) FROM " + y + " ";
      case 6 ->
          ("SELECT x.k, MOD(CAST(SUM(x.v + y.v) AS BIGINT), 50) AS v"
                  + " FROM %s AS x JOIN %s AS y ON x.k = y.k GROUP BY x.k")
              .formatted(x, y);
      case 7, 8 ->
          "SELECT COALESCE(x.k, y.k) AS k, COALESCE(x.v, 0) - COALESCE(y.v, 0) AS v FROM (%s ) AS x %s JOIN (%s ) AS y ON x.k = y.k"
              .formatted(sums(x), random.nextBoolean() ? "FULL" : "LEFT", sums(y));
      case 9 -> "SELECT k, v FROM " + x + " WHERE k IN (SELECT v FROM " + y + " )";
      case 10 ->
          "SELECT k, v FROM %s AS x WHERE NOT EXISTS (SELECT 1 FROM %s AS y WHERE y.k = x.k)"
              .formatted(x, y);
      case 11 ->
          ("SELECT k, v FROM (SELECT k, v, ROW_NUMBER() OVER (PARTITION BY k"
                  + " ORDER BY v DESC NULLS LAST) AS n FROM %s ) AS ranked WHERE n <= 2")
              .formatted(x);
      default -> "SELECT k, v FROM " + x + " ORDER BY v NULLS LAST, k NULLS LAST LIMIT " + limit();
    };
  }

  private static String sums(String x) {
    return "SELECT k, MOD(CAST(SUM(v) AS BIGINT), 50) AS v FROM " + x + " GROUP BY k";
  }

  private String setOperation() {
    return List.of("UNION", "INTERSECT", "EXCEPT", "EXCEPT ALL").get(random.nextInt(4));
  }

  private int limit() {
    return 1 + random.nextInt(5);
  }
}
