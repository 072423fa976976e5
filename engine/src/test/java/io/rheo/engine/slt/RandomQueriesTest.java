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
 * Random queries over random rows must have the same answer in Rheo and in DuckDB. {@code
 * -Dslt.seed=N} repeats a run, {@code -Dslt.tables=N} runs longer.
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
    List<Change> changes = changes(random);
    List<List<String>> rows = Changelog.finalRows(changes);
    RowsConnector connector = new RowsConnector(delivery);
    if (rows.size() == changes.size()) {
      connector.put("t", rows);
    } else {
      connector.putChangelog("t", changes, ChangelogMode.RETRACT);
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

  /** Half of the tables take rows back. */
  private static List<Change> changes(Random random) {
    int count = random.nextInt(80);
    RandomRows rows = new RandomRows(random);
    return random.nextBoolean() ? rows.nextChanges(count) : rows.nextInserts(count);
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
