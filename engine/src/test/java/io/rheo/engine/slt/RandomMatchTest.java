package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.fail;

import io.rheo.engine.slt.NaiveMatch.Row;
import io.rheo.testing.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random patterns, conditions and rows: MATCH_RECOGNIZE finds what the naive way finds, whatever
 * the steps and however often operators are restored. {@code -Dslt.seed=N} repeats a run, {@code
 * -Dslt.tables=N} runs longer.
 */
class RandomMatchTest {
  private static final long SEED = Long.getLong("slt.seed", Seeds.next() % 1_000_000);
  private static final int TABLES = Integer.getInteger("slt.tables", 30);
  private static final int QUERIES_PER_TABLE = 10;

  @Test
  void findsWhatTheNaiveWayFinds() {
    for (long seed = SEED; seed < SEED + TABLES; seed++) {
      Random random = new Random(seed);
      RandomMatchSql sql = new RandomMatchSql(random);
      List<Row> rows = sql.rows(random.nextInt(24));
      Delivery delivery =
          new Delivery(
              "random",
              1,
              1 + random.nextInt(10),
              seed,
              1 + random.nextInt(3),
              random.nextInt(3) == 0);
      RowsConnector connector = new RowsConnector(delivery);
      connector.put("t", RandomMatchSql.cells(rows));
      try (EngineUnderTest engine = EngineUnderTest.open(connector, delivery)) {
        engine.run(RandomMatchSql.DDL + " WITH ('connector' = 'rows')");
        for (int query = 0; query < QUERIES_PER_TABLE; query++) {
          RandomMatchSql.Question question = sql.question(rows);
          Optional<String> difference = difference(engine, question);
          if (difference.isPresent()) {
            fail(report(seed, question, difference.get(), rows));
          }
        }
      }
    }
  }

  private static Optional<String> difference(
      EngineUnderTest engine, RandomMatchSql.Question question) {
    Outcome outcome = engine.run(question.sql());
    if (outcome instanceof Outcome.Rows result) {
      return new RowComparison(result.changelog().rowType())
          .difference(result.changelog().finalRows(), question.expected());
    }
    return Optional.of(outcome.toString());
  }

  private static String report(
      long seed, RandomMatchSql.Question question, String difference, List<Row> rows) {
    return "seed "
        + seed
        + "\n"
        + question.sql()
        + "\n-- "
        + difference
        + "\n-- rows\n"
        + rows.stream().map(Row::toString).collect(Collectors.joining("\n"));
  }
}
