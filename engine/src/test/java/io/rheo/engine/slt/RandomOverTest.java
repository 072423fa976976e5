package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.fail;

import io.rheo.engine.slt.RandomSql.Question;
import io.rheo.testing.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random frames, functions, ties, NULLs and late rows: {@code OVER} gives what DuckDB gives for the
 * rows that are not late, whatever the steps and however often operators are restored. {@code
 * -Dslt.seed=N} repeats a run, {@code -Dslt.tables=N} runs longer.
 */
class RandomOverTest {
  private static final long SEED = Long.getLong("slt.seed", Seeds.next() % 1_000_000);
  private static final int TABLES = Integer.getInteger("slt.tables", 30);
  private static final int QUERIES_PER_TABLE = 10;

  @Test
  void sameAnswersAsDuckDbByEventTime() {
    for (long seed = SEED; seed < SEED + TABLES; seed++) {
      Random random = new Random(seed);
      RandomOver sql = new RandomOver(random);
      List<List<String>> rows = sql.rows(random.nextInt(90));
      check(seed, rows, RandomOver.timely(rows), sql::byTime);
    }
  }

  @Test
  void sameAnswersAsDuckDbInAnyOrder() {
    for (long seed = SEED; seed < SEED + TABLES; seed++) {
      Random random = new Random(seed);
      RandomOver sql = new RandomOver(random);
      List<List<String>> rows = sql.rows(random.nextInt(60));
      check(seed, rows, rows, sql::byAnything);
    }
  }

  private static void check(
      long seed,
      List<List<String>> rows,
      List<List<String>> expected,
      Supplier<Question> questions) {
    Random random = new Random(seed);
    Delivery delivery =
        new Delivery(
            "random",
            1,
            1 + random.nextInt(30),
            seed,
            1 + random.nextInt(2),
            random.nextInt(3) == 0);
    RowsConnector connector = new RowsConnector(delivery);
    connector.put("t", rows);
    try (DuckDb duckDb = new DuckDb();
        EngineUnderTest engine = EngineUnderTest.open(connector, delivery)) {
      duckDb.createTable(TestTable.parse(RandomOver.DDL), expected);
      engine.run(RandomOver.DDL + " WITH ('connector' = 'rows')");
      for (int query = 0; query < QUERIES_PER_TABLE; query++) {
        Question question = questions.get();
        difference(engine, duckDb, question)
            .ifPresent(difference -> fail(report(seed, question, difference, expected)));
      }
    }
  }

  private static Optional<String> difference(
      EngineUnderTest engine, DuckDb duckDb, Question question) {
    Outcome outcome = engine.run(question.rheo());
    if (outcome instanceof Outcome.Rows result) {
      return new RowComparison(result.changelog().rowType())
          .difference(result.changelog().finalRows(), duckDb.query(question.duckDb()));
    }
    return Optional.of(outcome.toString());
  }

  private static String report(
      long seed, Question question, String difference, List<List<String>> rows) {
    return "seed "
        + seed
        + "\n"
        + question.rheo()
        + "\n-- DuckDB\n"
        + question.duckDb()
        + "\n-- "
        + difference
        + "\n-- rows\n"
        + rows.stream().map(CellText::join).collect(Collectors.joining("\n"));
  }
}
