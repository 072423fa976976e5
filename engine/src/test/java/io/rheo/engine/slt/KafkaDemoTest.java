package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.KafkaBroker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scripts of {@code demos/kafka} against a real broker; every row is compared with DuckDB. */
class KafkaDemoTest {
  private static final Demo DEMO = Demo.named("kafka");

  @Test
  void averagesByNumberOfRows() {
    try (KafkaBroker broker = KafkaBroker.start();
        EngineUnderTest engine = EngineUnderTest.open();
        DuckDb duckDb = new DuckDb()) {
      List<List<String>> expected = duckDb.query(DEMO.oracle("average.sql"));
      String query = runAllButLast(engine, "average.sql", broker, "0");

      Changelog result = engine.firstRows(query, expected.size());

      assertThat(result.rowsInOrder()).hasSize(expected.size()).hasSizeGreaterThan(50);
      assertThat(new RowComparison(result.rowType()).difference(result.rowsInOrder(), expected))
          .isEmpty();
    }
  }

  @Test
  void averagesByKafkasTimestamps() {
    try (KafkaBroker broker = KafkaBroker.start();
        EngineUnderTest engine = EngineUnderTest.open();
        DuckDb duckDb = new DuckDb()) {
      String query = runAllButLast(engine, "by-time.sql", broker, "250");
      String ddl = "CREATE TABLE messages (price DECIMAL(10, 2), ts TIMESTAMP(3))";
      duckDb.createTable(TestTable.parse(ddl), messages(engine, broker));
      List<List<String>> expected = duckDb.query(DEMO.oracle("by-time.sql"));

      Changelog result = engine.firstRows(query, expected.size());

      assertThat(result.rowsInOrder()).hasSize(expected.size()).hasSizeGreaterThan(1);
      assertThat(new RowComparison(result.rowType()).difference(result.rowsInOrder(), expected))
          .isEmpty();
    }
  }

  /** Runs the script up to its last statement, which is returned. */
  private static String runAllButLast(
      EngineUnderTest engine, String script, KafkaBroker broker, String pace) {
    List<String> statements =
        DEMO.statements(
            script, Map.of("DEMO", DEMO.path(), "KAFKA", broker.address(), "PACE", pace));
    for (String statement : statements.subList(0, statements.size() - 1)) {
      assertThat(engine.run(statement)).isInstanceOf(Outcome.Done.class);
    }
    return statements.get(statements.size() - 1);
  }

  /** What the topic holds. */
  private static List<List<String>> messages(EngineUnderTest engine, KafkaBroker broker) {
    engine.run(
        "CREATE TABLE messages (price DECIMAL(10, 2), ts TIMESTAMP(3) METADATA FROM 'timestamp')"
            + " WITH ('connector' = 'kafka', 'topic' = 'stock_price', 'format' = 'csv',"
            + " 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset',"
            + " 'properties.bootstrap.servers' = '"
            + broker.address()
            + "')");
    Outcome outcome = engine.run("SELECT price, ts FROM messages");
    assertThat(outcome).isInstanceOf(Outcome.Rows.class);
    return ((Outcome.Rows) outcome).changelog().rowsInOrder();
  }
}
