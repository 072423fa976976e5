package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.rheo.engine.EngineConfig;
import io.rheo.engine.connector.ManualClock;
import io.rheo.engine.exec.graph.Parallelism;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every Nexmark query gives the rows that DuckDB gives over the same events: in steps as users have
 * them, and in short ones with every operator restored from its snapshot after each step. {@code
 * -Drheo.nexmark.events=100000} takes more events.
 */
class NexmarkTest {
  private static final int EVENTS = Integer.getInteger("rheo.nexmark.events", 10_000);

  /** Processing time stands still, so that q12 has one window. */
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:03Z");

  @TempDir private static Path directory;

  @TestFactory
  Stream<DynamicTest> everyRowIsRight() {
    DuckDb duckDb = new Nexmark(EVENTS, directory).load(directory);
    return Nexmark.names().stream()
        .map(name -> dynamicTest(name, () -> check(name, duckDb)))
        .onClose(duckDb::close);
  }

  @Test
  void everyFileDeclaresTheSameEvents() {
    Nexmark nexmark = new Nexmark(EVENTS, directory);
    List<String> tables = nexmark.tables();
    assertThat(tables).hasSize(4);
    for (String name : Nexmark.names()) {
      List<String> statements = nexmark.statements(name);
      assertThat(statements.get(0)).isEqualTo(tables.get(0));
      assertThat(
              statements.stream().filter(s -> s.matches("(?s)CREATE VIEW (person|auction|bid) .*")))
          .isNotEmpty()
          .isSubsetOf(tables);
    }
  }

  private static void check(String name, DuckDb duckDb) {
    List<List<String>> expected = duckDb.query(Nexmark.oracle(name));
    assertThat(expected).isNotEmpty();
    EngineConfig config = EngineConfig.defaults().withClock(new ManualClock(NOW.toEpochMilli()));
    compare(name, config, expected);
    EngineConfig shortSteps = config.withStepRowsMax(3000);
    compare(name, shortSteps.withOperators(new RestoringHost()), expected);
    compare(name, shortSteps.withParallelism(new Parallelism(2, 0)), expected);
  }

  private static void compare(String name, EngineConfig config, List<List<String>> expected) {
    Path outputs = directory.resolve(name + "-" + System.identityHashCode(config));
    try (EngineUnderTest engine = EngineUnderTest.open(config)) {
      Outcome last = null;
      for (String statement : new Nexmark(EVENTS, outputs).statements(name)) {
        last = engine.run(statement);
        assertThat(last).isNotInstanceOf(Outcome.Failed.class);
      }
      if (last instanceof Outcome.Done) {
        last = engine.run("SELECT * FROM bid_log");
      }
      Outcome.Rows result = (Outcome.Rows) last;
      assertThat(
              new RowComparison(result.changelog().rowType())
                  .difference(result.changelog().finalRows(), expected))
          .isEmpty();
      assertThat(result.progress().lateRows()).isZero();
      assertThat(result.progress().rowErrors()).isZero();
    }
  }
}
