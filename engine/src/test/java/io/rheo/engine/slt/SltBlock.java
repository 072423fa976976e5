package io.rheo.engine.slt;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One paragraph of an {@code .slt} file: a line that says what it is, SQL, {@code ----}, and what
 * is expected.
 *
 * @param line the first line, from 1
 * @param kind what to do with the SQL
 * @param words what the first line says after the kind: flags have the empty value
 * @param sql the SQL as it stands in the file
 * @param expected the lines after {@code ----}; for {@link Kind#INPUT} the rows of the table
 * @param oracle the lines after {@code oracle}: SQL for DuckDB that gives the same rows
 */
record SltBlock(
    int line,
    Kind kind,
    Map<String, String> words,
    String sql,
    List<String> expected,
    Optional<String> oracle) {

  enum Kind {
    /**
     * {@code CREATE TABLE} without {@code WITH}, and the table's rows; with the word {@code
     * updating} its changes: {@code + a, 1} and {@code - a, 1}; with the word {@code upserts}
     * changes that each replace or take back the row of their primary key.
     */
    INPUT,
    /** Any statement that succeeds; the expected line, if there is one, is its message. */
    STATEMENT,
    /** A query and its rows. */
    QUERY,
    /** A statement that fails, and the error as a person sees it. */
    ERROR
  }

  boolean has(String word) {
    return words.containsKey(word);
  }

  /** Whether every change is listed, and not only the rows that are left at the end. */
  boolean changelog() {
    return has("changelog");
  }

  /** Whether the result depends on the order in which rows of several splits arrive. */
  boolean dependsOnArrival() {
    return has("arrival") || has("late");
  }

  /** What a test report calls it. */
  String title() {
    String firstLine = sql.lines().findFirst().orElse("");
    return "line " + line + ": " + firstLine.strip();
  }
}
