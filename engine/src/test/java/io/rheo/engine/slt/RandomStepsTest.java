package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.fail;

import io.rheo.engine.EngineConfig;
import io.rheo.engine.slt.Changelog.Change;
import io.rheo.engine.slt.RandomSql.Question;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * After every step a query over a stream without end has the answer that DuckDB gives over the rows
 * taken so far; one that waits for the watermark has the part of it that is closed. {@code
 * -Dslt.seed=N} repeats a run, {@code -Dslt.streams=N} runs longer.
 */
class RandomStepsTest {
  private static final long SEED = Long.getLong("slt.seed", Seeds.next() % 1_000_000);
  private static final int STREAMS = Integer.getInteger("slt.streams", 25);
  private static final int QUERIES_PER_STREAM = 8;
  private static final int CHANGES = 30;

  @Test
  void everyStepHasTheAnswerForTheRowsSoFar() throws Exception {
    for (int i = 0; i < STREAMS; i++) {
      checkStream(SEED + i);
    }
  }

  private static void checkStream(long seed) throws Exception {
    Random random = new Random(seed);
    boolean updating = random.nextBoolean();
    RandomRows rows = new RandomRows(random);
    List<Change> changes = updating ? rows.nextChanges(CHANGES) : rows.nextInserts(CHANGES);
    RandomSql sql = new RandomSql(random, "t");
    for (int query = 0; query < QUERIES_PER_STREAM; query++) {
      Question question = sql.nextOverStream(updating);
      List<List<Change>> steps = steps(changes, random);
      difference(question, updating, steps, random.nextInt(3) == 0)
          .ifPresent(difference -> fail(report(seed, question, difference, steps)));
    }
  }

  private static List<List<Change>> steps(List<Change> changes, Random random) {
    List<List<Change>> steps = new ArrayList<>();
    int stepMax = 1 + random.nextInt(6);
    for (int from = 0; from < changes.size(); ) {
      int to = Math.min(changes.size(), from + 1 + random.nextInt(stepMax));
      steps.add(changes.subList(from, to));
      from = to;
    }
    return steps;
  }

  private static Optional<String> difference(
      Question question, boolean updating, List<List<Change>> steps, boolean restored)
      throws Exception {
    LiveRows table = new LiveRows(updating);
    EngineConfig config = EngineConfig.defaults().withStepRowsMax(1).withConnector(table);
    try (DuckDb duckDb = new DuckDb();
        EngineUnderTest engine =
            EngineUnderTest.open(restored ? config.withOperators(new RestoringHost()) : config)) {
      TestTable columns = TestTable.parse(RandomRows.ddl("t"));
      duckDb.createTable(columns, List.of());
      engine.run(RandomRows.ddl("t") + " WITH ('connector' = 'live')");
      try (RunningQuery query = engine.start(question.rheo())) {
        long watermark = Long.MIN_VALUE;
        for (int i = 0; i < steps.size(); i++) {
          table.step(steps.get(i), query::isFinished);
          for (Change change : steps.get(i)) {
            apply(duckDb, columns, change);
          }
          watermark = Math.max(watermark, RandomRows.watermark(steps.get(i)));
          Optional<String> difference =
              difference(query, duckDb.query(question.closedBy(watermark)));
          if (difference.isPresent()) {
            return Optional.of("after step " + i + ": " + difference.get());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static void apply(DuckDb duckDb, TestTable columns, Change change) {
    if (change.weight() > 0) {
      duckDb.insert(columns, List.of(change.cells()));
    } else {
      duckDb.execute("DELETE FROM t WHERE id = " + change.cells().get(0));
    }
  }

  private static Optional<String> difference(RunningQuery query, List<List<String>> expected)
      throws InterruptedException {
    Changelog changelog = query.soFar();
    return new RowComparison(changelog.rowType()).difference(changelog.finalRows(), expected);
  }

  private static String report(
      long seed, Question question, String difference, List<List<Change>> steps) {
    return "seed "
        + seed
        + "\n"
        + question.rheo()
        + "\n-- DuckDB\n"
        + question.duckDb()
        + "\n-- "
        + difference
        + "\n-- steps\n"
        + steps.stream()
            .map(step -> step.stream().map(Change::line).collect(Collectors.joining("\n")))
            .collect(Collectors.joining("\n--\n"));
  }
}
