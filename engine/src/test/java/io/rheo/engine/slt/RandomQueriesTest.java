package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.fail;

import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.slt.Changelog.Change;
import io.rheo.engine.slt.RandomSql.Question;
import io.rheo.testing.Seeds;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random queries over random rows, of which in half of the tables some are taken back, must have
 * the same answer in Rheo and in DuckDB. {@code -Dslt.seed=N} repeats a run, {@code -Dslt.tables=N}
 * runs longer.
 */
class RandomQueriesTest {
  private static final long SEED = Long.getLong("slt.seed", Seeds.next() % 1_000_000);
  private static final int TABLES = Integer.getInteger("slt.tables", 60);
  private static final int QUERIES_PER_TABLE = 20;

  @Test
  void sameAnswersAsDuckDb() {
    for (int i = 0; i < TABLES; i++) {
      long seed = SEED + i;
      Random random = new Random(seed);
      checkTable(seed, random, Delivery.random(seed));
    }
  }

  private static void checkTable(long seed, Random random, Delivery delivery) {
    String ddl = RandomRows.ddl("t");
    List<List<String>> inserted = new RandomRows(random).next(random.nextInt(80));
    List<Change> changes =
        random.nextBoolean() ? RandomChanges.of(inserted, random) : inserts(inserted);
    List<List<String>> rows = Changelog.finalRows(changes);
    RowsConnector connector = new RowsConnector(delivery);
    if (changes.size() > inserted.size()) {
      connector.putChangelog("t", changes, ChangelogMode.RETRACT);
    } else {
      connector.put("t", inserted);
    }
    try (DuckDb duckDb = new DuckDb();
        EngineUnderTest engine = EngineUnderTest.open(connector, delivery)) {
      duckDb.createTable(TestTable.parse(ddl), rows);
      engine.run(ddl + " WITH ('connector' = 'rows')");
      RandomSql sql = new RandomSql(random, "t");
      for (int query = 0; query < QUERIES_PER_TABLE; query++) {
        Question question = sql.next();
        difference(engine, duckDb, question)
            .ifPresent(difference -> fail(report(seed, question, difference, changes)));
      }
    }
  }

  private static List<Change> inserts(List<List<String>> rows) {
    return rows.stream().map(row -> new Change(1, row)).toList();
  }

  private static Optional<String> difference(
      EngineUnderTest engine, DuckDb duckDb, Question question) {
    Outcome outcome = run(engine, question);
    if (outcome instanceof Outcome.Rows result) {
      return new RowComparison(result.changelog().rowType())
          .difference(result.changelog().finalRows(), duckDb.query(question.duckDb()));
    }
    return Optional.of(outcome.toString());
  }

  /** A bug of the engine is told like any wrong answer: the report says which query it was. */
  private static Outcome run(EngineUnderTest engine, Question question) {
    try {
      return engine.run(question.rheo());
    } catch (RuntimeException | AssertionError e) {
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text));
      return new Outcome.Failed(text.toString());
    }
  }

  private static String report(
      long seed, Question question, String difference, List<Change> changes) {
    return "seed "
        + seed
        + "\n"
        + question.rheo()
        + "\n-- DuckDB\n"
        + question.duckDb()
        + "\n-- "
        + difference
        + "\n-- rows\n"
        + changes.stream().map(Change::line).collect(Collectors.joining("\n"));
  }
}
