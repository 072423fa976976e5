package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.KafkaBroker;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Windows over partitions that are read at different speed: the watermark is that of the slowest
 * partition, however many workers decode them, so no row is late.
 */
class KafkaWindowsTest {
  private static final int SECONDS = 20;
  private static KafkaBroker broker;

  @BeforeAll
  static void start() {
    broker = KafkaBroker.start("num.partitions=3");
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noRowOfAnyPartitionIsLate(int workers) {
    try (EngineUnderTest engine = EngineUnderTest.open()) {
      run(engine, "SET 'parallelism.default' = '" + workers + "'");
      run(
          engine,
          "CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen',"
              + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '0', 'fields.n.end' = '"
              + (SECONDS * 1000 - 1)
              + "')");
      run(
          engine,
          "CREATE TABLE clicks (n BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)"
              + " WITH ('connector' = 'kafka', 'topic' = 'clicks"
              + workers
              + "', 'properties.bootstrap.servers' = '"
              + broker.address()
              + "', 'sink.partitioner' = 'round-robin', 'scan.bounded.mode' = 'latest-offset',"
              + " 'format' = 'json')");
      run(
          engine,
          "INSERT INTO clicks"
              + " SELECT n, TIMESTAMPADD(SECOND, CAST(n / 1000 AS INT), TIMESTAMP '2026-01-01 00:00:00')"
              + " FROM numbers");

      Outcome outcome =
          engine.run(
              "SELECT window_start, COUNT(*), SUM(n), COUNT(DISTINCT n)"
                  + " FROM TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' SECOND)"
                  + " GROUP BY window_start, window_end");

      assertThat(outcome).isInstanceOf(Outcome.Rows.class);
      assertThat(((Outcome.Rows) outcome).changelog().rowsInOrder())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, SECONDS).mapToObj(KafkaWindowsTest::window).toList());
    }
  }

  private static List<String> window(int second) {
    long sum = 1000L * (1000L * second) + 999 * 1000 / 2;
    return List.of("2026-01-01 00:00:%02d".formatted(second), "1000", "" + sum, "1000");
  }

  private static void run(EngineUnderTest engine, String sql) {
    assertThat(engine.run(sql)).as(sql).isInstanceOf(Outcome.Done.class);
  }
}
