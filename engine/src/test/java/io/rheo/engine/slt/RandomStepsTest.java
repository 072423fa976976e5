package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.fail;

import io.rheo.engine.EngineConfig;
import io.rheo.engine.exec.graph.Parallelism;
import io.rheo.engine.slt.RandomSql.Question;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.testing.Seeds;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * After every step a query over streams without end has the answer that DuckDB gives over the rows
 * taken so far; one that waits for the watermark has the part of it that is closed. {@code
 * -Dslt.seed=N} repeats a run, {@code -Dslt.streams=N} runs longer.
 */
class RandomStepsTest {
  private static final long SEED = Long.getLong("slt.seed", Seeds.next() % 1_000_000);
  private static final int STREAMS = Integer.getInteger("slt.streams", 20);
  private static final int QUERIES_PER_STREAM = 8;

  @Test
  void everyStepHasTheAnswerForTheRowsSoFar() throws Exception {
    for (long seed = SEED; seed < SEED + STREAMS; seed++) {
      Random random = new Random(seed);
      RandomStreams streams = new RandomStreams(random);
      RandomSql sql = new RandomSql(random, "t");
      RandomJoinSql joins = new RandomJoinSql(random, RandomStreams.TABLES);
      RandomTimeJoinSql timeJoins =
          new RandomTimeJoinSql(
              random,
              RandomStreams.TABLES,
              RandomStreams.TABLES.stream().filter(streams::isUpdating).toList());
      for (int query = 0; query < QUERIES_PER_STREAM; query++) {
        Question question =
            switch (random.nextInt(5)) {
              case 0, 1 -> sql.nextOverStream(streams.isUpdating("t"));
              case 2, 3 -> joins.next();
              default -> timeJoins.nextOverStream();
            };
        streams.cut(random);
        Optional<String> difference = difference(question, streams, config(random));
        if (difference.isPresent()) {
          fail(report(seed, question, difference.get(), streams));
        }
      }
    }
  }

  private static EngineConfig config(Random random) {
    EngineConfig config =
        EngineConfig.defaults()
            .withStepRowsMax(1)
            .withParallelism(new Parallelism(random.nextInt(4) == 0 ? 2 : 1, 0));
    return random.nextInt(3) == 0 ? config.withOperators(new RestoringHost()) : config;
  }

  private static Optional<String> difference(
      Question question, RandomStreams streams, EngineConfig config) throws Exception {
    LiveRows live = new LiveRows();
    try (DuckDb duckDb = new DuckDb();
        EngineUnderTest engine = EngineUnderTest.open(config.withConnector(live))) {
      streams.create(engine, live, duckDb);
      Optional<RunningQuery> started = start(engine, question);
      if (started.isEmpty()) {
        return Optional.empty();
      }
      try (RunningQuery query = started.get()) {
        for (int step = 0; step < streams.stepCount(); step++) {
          live.step(streams.step(step), query::isFinished);
          streams.apply(step, duckDb);
          Optional<String> difference = difference(query, question, streams, step, duckDb);
          if (difference.isPresent()) {
            return Optional.of("after step " + step + ": " + difference.get());
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A join that nothing links, or that is never true, is refused if its sides do not end. */
  private static Optional<RunningQuery> start(EngineUnderTest engine, Question question) {
    try {
      return Optional.of(engine.start(question.rheo()));
    } catch (SqlError e) {
      if (e.code() == ErrorCode.UNBOUNDED_PRODUCT || e.getMessage().contains("is never true")) {
        return Optional.empty();
      }
      throw new AssertionError(question.rheo(), e);
    }
  }

  private static Optional<String> difference(
      RunningQuery query, Question question, RandomStreams streams, int step, DuckDb duckDb)
      throws InterruptedException {
    Changelog changelog = query.soFar();
    long watermark = streams.watermarkAfter(step, question.rheo());
    return new RowComparison(changelog.rowType())
        .difference(changelog.finalRows(), duckDb.query(question.closedBy(watermark)));
  }

  private static String report(
      long seed, Question question, String difference, RandomStreams streams) {
    return "seed %d\n%s\n-- DuckDB\n%s\n-- %s\n-- steps\n%s"
        .formatted(seed, question.rheo(), question.duckDb(), difference, streams);
  }
}
