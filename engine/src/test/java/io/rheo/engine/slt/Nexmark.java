package io.rheo.engine.slt;

import io.rheo.sql.text.Script;
import io.rheo.sql.text.SqlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The queries of {@code queries/nexmark}, and DuckDB's form of each over the same rows. */
final class Nexmark {
  private static final Path QUERIES = Path.of("../queries/nexmark");
  private static final Path ORACLES = Path.of("src/test/nexmark");
  private static final String EVENTS = "'events.num' = '100000'";
  private static final String SIDE_INPUT = "'side_input.csv'";

  private final int events;
  private final Path outputs;

  /**
   * @param events how many events there are
   * @param outputs where files are written
   */
  Nexmark(int events, Path outputs) {
    this.events = events;
    this.outputs = outputs;
  }

  /** {@code q0} to {@code q22}. */
  static List<String> names() {
    return IntStream.rangeClosed(0, 22).mapToObj(number -> "q" + number).toList();
  }

  /** The statements of a query's file: tables and views, and the query at last. */
  List<String> statements(String name) {
    String text = read(QUERIES.resolve(name + ".sql"));
    return Script.split(name, text).stream().map(SqlText::text).map(this::here).toList();
  }

  /** The tables and views of all queries. */
  List<String> tables() {
    return statements("tables");
  }

  private String here(String statement) {
    return statement
        .replace(EVENTS, "'events.num' = '" + events + "'")
        .replace(SIDE_INPUT, "'" + QUERIES.resolve("side_input.csv") + "'")
        .replace("'nexmark-q10'", "'" + outputs + "'");
  }

  static String oracle(String name) {
    return read(ORACLES.resolve(name + ".sql"));
  }

  /** The events as DuckDB's tables, whose column {@code seq} is the order of the rows. */
  DuckDb load(Path directory) {
    DuckDb duckDb = new DuckDb();
    try (EngineUnderTest engine = EngineUnderTest.open()) {
      tables().forEach(engine::run);
      for (String table : List.of("person", "auction", "bid")) {
        Outcome.Rows rows = (Outcome.Rows) engine.run("SELECT * FROM " + table);
        Path file = directory.resolve(table + ".csv");
        write(file, rows.changelog());
        duckDb.execute(
            "CREATE TABLE %s AS SELECT row_number() OVER () AS seq, * FROM read_csv('%s')"
                .formatted(table, file));
      }
    }
    return duckDb;
  }

  private static void write(Path file, Changelog changelog) {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", changelog.rowType().names()));
    changelog.rowsInOrder().forEach(cells -> lines.add(String.join(",", cells)));
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
