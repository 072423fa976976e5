package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the scripts of {@code demos/} over their own data, unpaced, and compares every row with
 * DuckDB. Those that need Kafka: {@link KafkaDemoTest}.
 */
class DemosTest {
  @TestFactory
  Stream<DynamicTest> everyRowIsRight() {
    return Demo.all().stream()
        .filter(demo -> !demo.usesKafka())
        .flatMap(
            demo ->
                demo.scripts().stream()
                    .map(
                        script ->
                            dynamicTest(demo.name() + "/" + script, () -> compare(demo, script))));
  }

  @TestFactory
  Stream<DynamicTest> everyDemoSaysWhatItIs() {
    return Demo.all().stream()
        .map(
            demo ->
                dynamicTest(
                    demo.name(),
                    () -> {
                      assertThat(demo.properties().stringPropertyNames())
                          .contains("title", "description", "script", "pace")
                          .isSubsetOf("title", "description", "script", "pace", "kafka");
                      assertThat(demo.scripts()).contains(demo.properties().getProperty("script"));
                      assertThat(demo.properties().getProperty("pace")).containsOnlyDigits();
                    }));
  }

  private static void compare(Demo demo, String script) {
    List<String> statements = demo.statements(script, Map.of("DEMO", demo.path(), "PACE", "0"));
    try (EngineUnderTest engine = EngineUnderTest.open();
        DuckDb duckDb = new DuckDb()) {
      Outcome last = null;
      for (String statement : statements) {
        last = engine.run(statement);
        assertThat(last).isNotInstanceOf(Outcome.Failed.class);
      }
      assertThat(last).isInstanceOf(Outcome.Rows.class);
      Outcome.Rows result = (Outcome.Rows) last;
      List<List<String>> rows = result.changelog().finalRows();
      assertThat(rows).hasSizeGreaterThan(5);
      assertThat(
              new RowComparison(result.changelog().rowType())
                  .difference(rows, duckDb.query(demo.oracle(script))))
          .isEmpty();
      assertThat(result.progress().lateRows()).isZero();
      assertThat(result.progress().badRecords()).isZero();
      assertThat(result.progress().rowErrors()).isZero();
    }
  }
}
