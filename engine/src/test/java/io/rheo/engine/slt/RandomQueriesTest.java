package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.fail;

import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.slt.Changelog.Change;
import io.rheo.engine.slt.RandomSql.Question;
import io.rheo.testing.Seeds;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    RowsConnector connector = new RowsConnector(delivery);
    Map<String, List<Change>> tables = new LinkedHashMap<>();
    try (DuckDb duckDb = new DuckDb();
        EngineUnderTest engine = EngineUnderTest.open(connector, delivery)) {
      for (String table : List.of("t", "u")) {
        List<Change> changes = changes(random);
        tables.put(table, changes);
        put(connector, table, changes);
        String ddl = RandomRows.ddl(table);
        duckDb.createTable(TestTable.parse(ddl), Changelog.finalRows(changes));
        engine.run(ddl + " WITH ('connector' = 'rows')");
        engine.run(RandomTimeJoinSql.versionsOf(table));
      }
      RandomSql sql = new RandomSql(random, "t");
      RandomJoinSql joins = new RandomJoinSql(random, List.of("t", "u"));
      RandomTimeJoinSql timeJoins =
          new RandomTimeJoinSql(
              random,
              List.of("t", "u"),
              tables.keySet().stream().filter(table -> isUpdating(tables.get(table))).toList());
      for (int query = 0; query < QUERIES_PER_TABLE; query++) {
        Question question =
            switch (random.nextInt(5)) {
              case 0, 1 -> sql.next();
              case 2, 3 -> joins.next();
              default -> timeJoins.next();
            };
        difference(engine, duckDb, question)
            .ifPresent(difference -> fail(report(seed, question, difference, tables)));
      }
    }
  }

  private static void put(RowsConnector connector, String table, List<Change> changes) {
    if (!isUpdating(changes)) {
      connector.put(table, changes.stream().map(Change::cells).toList());
    } else {
      connector.putChangelog(table, changes, ChangelogMode.RETRACT);
    }
  }

  private static boolean isUpdating(List<Change> changes) {
    return changes.stream().anyMatch(change -> change.weight() < 0);
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
      long seed, Question question, String difference, Map<String, List<Change>> tables) {
    StringBuilder report =
        new StringBuilder(
            "seed %d\n%s\n-- DuckDB\n%s\n-- %s"
                .formatted(seed, question.rheo(), question.duckDb(), difference));
    tables.forEach(
        (table, changes) ->
            report
                .append("\n-- rows of ")
                .append(table)
                .append('\n')
                .append(changes.stream().map(Change::line).collect(Collectors.joining("\n"))));
    return report.toString();
  }
}
