package io.rheo.engine.slt;

import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.slt.Changelog.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One run of a golden file: its paragraphs in order, in one session. */
final class GoldenRun implements AutoCloseable {
  private static final String WITH = "\nWITH ('connector' = 'rows')";

  private final SltFile file;
  private final Delivery delivery;
  private final RowsConnector tables;
  private final EngineUnderTest engine;
  private final DuckDb duckDb = new DuckDb();
  private final List<String> failures = new ArrayList<>();
  private final Map<Integer, List<String>> actual = new LinkedHashMap<>();

  GoldenRun(SltFile file, Delivery delivery) {
    this.file = file;
    this.delivery = delivery;
    this.tables = new RowsConnector(delivery);
    this.engine = EngineUnderTest.open(tables, delivery);
  }

  /** Runs every paragraph; returns what differs from what is expected, one text each. */
  List<String> failures() {
    for (SltBlock block : file.blocks()) {
      try {
        run(block).ifPresent(problem -> fail(block, problem));
      } catch (RuntimeException | AssertionError e) {
        fail(block, e.toString());
      }
    }
    return failures;
  }

  /** What the file should hold after {@code ----}, by the line of the paragraph. */
  Map<Integer, List<String>> actual() {
    return actual;
  }

  private void fail(SltBlock block, String problem) {
    failures.add(file.path() + ":" + block.line() + ": " + problem);
  }

  private Optional<String> run(SltBlock block) {
    return switch (block.kind()) {
      case INPUT -> input(block);
      case STATEMENT -> statement(block, engine.run(block.sql()));
      case QUERY -> query(block, engine.run(block.sql()));
      case ERROR -> error(block, engine.run(block.sql()));
    };
  }

  private Optional<String> input(SltBlock block) {
    TestTable table = TestTable.parse(block.sql());
    List<Change> changes = block.expected().stream().map(Change::parse).toList();
    List<List<String>> rows = changes.stream().map(Change::cells).toList();
    if (block.has("updating")) {
      tables.putChangelog(table.name(), changes, ChangelogMode.RETRACT);
      duckDb.createTable(table, Changelog.finalRows(changes));
    } else if (block.has("upserts")) {
      tables.putChangelog(table.name(), changes, ChangelogMode.UPSERT);
      duckDb.createTable(table, lastRows(table, changes));
    } else if (changes.stream().allMatch(change -> change.weight() > 0)) {
      tables.put(table.name(), rows);
      duckDb.createTable(table, rows);
    } else {
      return Optional.of("has retractions, and its first line does not say 'updating'");
    }
    String ddl = block.sql().strip();
    String withoutEnd = ddl.endsWith(";") ? ddl.substring(0, ddl.length() - 1) : ddl;
    return engine.run(withoutEnd + WITH) instanceof Outcome.Failed failed
        ? Optional.of(failed.error())
        : Optional.empty();
  }

  private static List<List<String>> lastRows(TestTable table, List<Change> changes) {
    Map<List<String>, List<String>> rows = new LinkedHashMap<>();
    for (Change change : changes) {
      List<String> key = table.key().stream().map(change.cells()::get).toList();
      rows.remove(key);
      if (change.weight() > 0) {
        rows.put(key, change.cells());
      }
    }
    return List.copyOf(rows.values());
  }

  private Optional<String> statement(SltBlock block, Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return Optional.of(failed.error());
    }
    List<String> message =
        outcome instanceof Outcome.Done done && !block.expected().isEmpty()
            ? done.message().lines().toList()
            : List.of();
    actual.put(block.line(), message);
    return Optional.of(lines(message))
        .filter(text -> !message.equals(block.expected()))
        .map(text -> "the message is\n" + text);
  }

  private Optional<String> error(SltBlock block, Outcome outcome) {
    if (!(outcome instanceof Outcome.Failed failed)) {
      return Optional.of("succeeds");
    }
    List<String> text = failed.error().lines().map(String::stripTrailing).toList();
    actual.put(block.line(), text);
    return text.equals(block.expected())
        ? Optional.empty()
        : Optional.of("the error is\n" + lines(text));
  }

  private Optional<String> query(SltBlock block, Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return Optional.of(failed.error());
    }
    if (!(outcome instanceof Outcome.Rows result)) {
      return Optional.of("gives no rows");
    }
    if (delivery.splits() > 1 && block.dependsOnArrival()) {
      return Optional.empty();
    }
    List<String> text = text(block, result.changelog());
    actual.put(block.line(), text);
    return difference(block, result.changelog(), text)
        .or(() -> countDifference(block, result))
        .or(() -> oracleDifference(block, result.changelog()));
  }

  private static List<String> text(SltBlock block, Changelog changelog) {
    List<String> text = new ArrayList<>();
    if (block.has("header")) {
      text.add(changelog.rowType().toString());
    }
    text.addAll(
        block.changelog()
            ? changelog.lines()
            : changelog.finalRows().stream().map(CellText::join).toList());
    return text;
  }

  private Optional<String> difference(SltBlock block, Changelog changelog, List<String> text) {
    if (block.has("ordered") || isReference(block)) {
      return text.equals(block.expected())
          ? Optional.empty()
          : Optional.of("the result is\n" + lines(text));
    }
    List<List<String>> expected = expectedFinalRows(block, changelog);
    return new RowComparison(changelog.rowType()).difference(changelog.finalRows(), expected);
  }

  /** Whether this is the run whose every line is expected as it stands. */
  private boolean isReference(SltBlock block) {
    return delivery.equals(Delivery.SINGLE_ROWS) && (block.changelog() || block.has("header"));
  }

  private static List<List<String>> expectedFinalRows(SltBlock block, Changelog changelog) {
    List<String> expected =
        block.expected().subList(block.has("header") ? 1 : 0, block.expected().size());
    if (!block.changelog()) {
      return expected.stream().map(CellText::split).toList();
    }
    List<Change> changes = new ArrayList<>();
    for (String line : expected) {
      changes.add(
          new Change(line.startsWith("+") ? 1 : -1, CellText.split(line.substring(1).strip())));
    }
    return new Changelog(changelog.rowType(), changes).finalRows();
  }

  private static Optional<String> countDifference(SltBlock block, Outcome.Rows result) {
    return count("late", block, result.progress().lateRows())
        .or(() -> count("row-errors", block, result.progress().rowErrors()))
        .or(() -> count("bad-records", block, result.progress().badRecords()));
  }

  private static Optional<String> count(String word, SltBlock block, long count) {
    String expected = Objects.requireNonNullElse(block.words().get(word), "0");
    return Long.parseLong(expected) == count
        ? Optional.empty()
        : Optional.of(word + "=" + count + ", expected " + expected);
  }

  private Optional<String> oracleDifference(SltBlock block, Changelog changelog) {
    return block
        .oracle()
        .flatMap(
            sql ->
                new RowComparison(changelog.rowType())
                    .difference(changelog.finalRows(), duckDb.query(sql))
                    .map(difference -> "differs from DuckDB: " + difference));
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    duckDb.close();
    engine.close();
  }
}
