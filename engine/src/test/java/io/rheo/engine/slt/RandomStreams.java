package io.rheo.engine.slt;

import io.rheo.engine.slt.Changelog.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** The streams {@code t} and {@code u} of {@link RandomRows}, cut into steps. */
final class RandomStreams {
  static final List<String> TABLES = List.of("t", "u");
  private static final int CHANGES = 30;

  private final Map<String, Boolean> updating = new HashMap<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<List<Arrival>> steps = new ArrayList<>();

  /** A change of a table, in its place among those of all. */
  private record Arrival(String table, Change change) {
    @Override
    public String toString() {
      return table + " " + change.line();
    }
  }

  RandomStreams(Random random) {
    Map<String, List<Change>> left = new HashMap<>();
    for (String table : TABLES) {
      boolean changes = random.nextBoolean();
      RandomRows rows = new RandomRows(random);
      updating.put(table, changes);
      left.put(
          table, new ArrayList<>(changes ? rows.nextChanges(CHANGES) : rows.nextInserts(CHANGES)));
    }
    while (arrivals.size() < TABLES.size() * CHANGES) {
      String table = TABLES.get(random.nextInt(TABLES.size()));
      if (!left.get(table).isEmpty()) {
        arrivals.add(new Arrival(table, left.get(table).remove(0)));
      }
    }
  }

  boolean isUpdating(String table) {
    return updating.get(table);
  }

  /** Cuts the streams into steps, another way each time. */
  void cut(Random random) {
    steps.clear();
    int stepMax = 1 + random.nextInt(9);
    for (int from = 0; from < arrivals.size(); ) {
      int to = Math.min(arrivals.size(), from + 1 + random.nextInt(stepMax));
      steps.add(arrivals.subList(from, to));
      from = to;
    }
  }

  /** Creates the tables, without rows. */
  void create(EngineUnderTest engine, LiveRows live, DuckDb duckDb) {
    for (String table : TABLES) {
      live.table(table, isUpdating(table));
      duckDb.createTable(columns(table), List.of());
      engine.run(RandomRows.ddl(table) + " WITH ('connector' = 'live')");
      engine.run(RandomTimeJoinSql.versionsOf(table));
    }
  }

  private static TestTable columns(String table) {
    return TestTable.parse(RandomRows.ddl(table));
  }

  int stepCount() {
    return steps.size();
  }

  /** The changes of one step, by table. */
  Map<String, List<Change>> step(int step) {
    return steps.get(step).stream()
        .collect(
            Collectors.groupingBy(
                Arrival::table, Collectors.mapping(Arrival::change, Collectors.toList())));
  }

  /** Makes the changes of one step in DuckDB. */
  void apply(int step, DuckDb duckDb) {
    for (Arrival arrival : steps.get(step)) {
      List<String> cells = arrival.change().cells();
      if (arrival.change().weight() > 0) {
        duckDb.insert(columns(arrival.table()), List.of(cells));
      } else {
        duckDb.execute("DELETE FROM %s WHERE id = %s".formatted(arrival.table(), cells.get(0)));
      }
    }
  }

  /** The least watermark after a step, in ms since 1970, of the tables that a query reads. */
  long watermarkAfter(int step, String query) {
    return TABLES.stream()
        .filter(table -> query.matches("(?s).*\\b" + table + "\\b.*"))
        .mapToLong(table -> RandomRows.watermark(changesUntil(step, table)))
        .min()
        .orElse(Long.MIN_VALUE);
  }

  private List<Change> changesUntil(int step, String table) {
    return steps.subList(0, step + 1).stream()
        .flatMap(List::stream)
        .filter(arrival -> arrival.table().equals(table))
        .map(Arrival::change)
        .toList();
  }

  @Override
  public String toString() {
    return steps.stream()
        .map(step -> step.stream().map(Arrival::toString).collect(Collectors.joining("\n")))
        .collect(Collectors.joining("\n--\n"));
  }
}
