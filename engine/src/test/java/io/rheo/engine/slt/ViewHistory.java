package io.rheo.engine.slt;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What DuckDB says that views hold after each insertion: its tables show the rows up to one of
 * them, its views are plain ones.
 */
final class ViewHistory implements AutoCloseable {
  private final DuckDb duckDb = new DuckDb();
  private int insertions;
  private int shown;

  ViewHistory() {
    duckDb.execute("CREATE TABLE shown (n INT)");
    duckDb.execute("INSERT INTO shown VALUES (0)");
    for (String table : RandomViewSql.TABLES) {
      duckDb.execute("CREATE TABLE all_%s (n INT, place INT, k BIGINT, v BIGINT)".formatted(table));
      String so = "all_%s WHERE n <= (SELECT n FROM shown)".formatted(table);
      duckDb.execute(
          table.equals("p")
              ? ("CREATE VIEW p AS SELECT k, v FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k"
                      + " ORDER BY n DESC, place DESC) AS newest FROM %s) WHERE newest = 1")
                  .formatted(so)
              : "CREATE VIEW %s AS SELECT k, v FROM %s".formatted(table, so));
    }
  }

  /** How many insertions there were. */
  int insertions() {
    return insertions;
  }

  /** Makes a view, in the place of one of its name. */
  void create(RandomViewSql.View view) {
    duckDb.execute("CREATE OR REPLACE VIEW " + view.name() + " AS " + view.query());
  }

  /** Adds an insertion, and returns the statement that does the same in Rheo. */
  String insert(Random random) {
    insertions++;
    String table = RandomViewSql.TABLES.get(random.nextInt(RandomViewSql.TABLES.size()));
    Map<Integer, String> rows = new TreeMap<>();
    for (int place = 0; place <= random.nextInt(4); place++) {
      String v = random.nextInt(8) == 0 ? "NULL" : String.valueOf(random.nextInt(30));
      rows.put(place, random.nextInt(8) + ", " + v);
    }
    rows.forEach(
        (place, row) ->
            duckDb.execute(
                "INSERT INTO all_%s VALUES (%d, %d, %s)".formatted(table, insertions, place, row)));
    return rows.values().stream()
        .map(row -> "(" + row + ")")
        .collect(Collectors.joining(", ", "INSERT INTO " + table + " VALUES ", ""));
  }

  /** What a view holds after so many insertions. */
  List<List<String>> rows(String view, int afterInsertions) {
    if (shown != afterInsertions) {
      duckDb.execute("UPDATE shown SET n = " + afterInsertions);
      shown = afterInsertions;
    }
    return duckDb.query("SELECT k, v FROM " + view);
  }

  @Override
  public void close() {
    duckDb.close();
  }
}
