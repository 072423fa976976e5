package io.rheo.engine.connector.kafka;

import static io.rheo.engine.connector.kafka.Brokers.send;
import static io.rheo.engine.connector.kafka.Brokers.topic;
import static io.rheo.engine.connector.kafka.Reading.expected;
import static io.rheo.engine.connector.kafka.Reading.values;
import static io.rheo.engine.connector.kafka.Tables.BIGINT;
import static io.rheo.engine.connector.kafka.Tables.STRING;
import static io.rheo.engine.connector.kafka.Tables.all;
import static io.rheo.engine.connector.kafka.Tables.bounded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.connector.SideBySide;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.plan.MetadataColumn;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Several workers decode what one would, and nobody can tell. */
class KafkaWorkersTest {
  private static final int WORKERS = 3;

  @Test
  void eachPartitionHasTheRowsAndBadRecordsThatOneWorkerReads() throws InterruptedException {
    String topic = topic(3);
    Random random = new Random(5);
    for (int partition = 0; partition < 3; partition++) {
      send(topic, partition, mixed(random, random.nextInt(12_000)));
    }
    SourceRequest request =
        all(
            bounded(topic),
            new MetadataColumn("offset", BIGINT),
            new MetadataColumn("topic", STRING));
    Reading alone = Reading.toEnd(request);
    AtomicInteger shared = new AtomicInteger();
    Reading together = Reading.toEnd(request, counting(shared));
    for (String split : alone.splits) {
      assertThat(of(split, together.rows)).isNotEmpty().isEqualTo(of(split, alone.rows));
      assertThat(badRecords(split, together)).isNotEmpty().isEqualTo(badRecords(split, alone));
    }
    assertThat(together.rows).hasSameSizeAs(alone.rows);
    assertThat(together.batchSizes).allMatch(size -> size <= Batch.TARGET_ROWS);
    assertThat(shared).as("pieces decoded side by side").hasPositiveValue();
  }

  /** Rows, with garbage and records without a value between them. */
  private static String[] mixed(Random random, int count) {
    String[] values = values(0, count + 100);
    values[50] = "garbage";
    for (int i = 0; i < count / 50; i++) {
      values[random.nextInt(count)] = random.nextBoolean() ? null : "garbage " + i;
    }
    return values;
  }

  private static List<String> of(String split, List<String> rows) {
    return rows.stream().filter(row -> row.startsWith(split)).toList();
  }

  private static List<String> badRecords(String split, Reading reading) {
    return reading.errors.entries().stream()
        .filter(entry -> entry.partition().equals(split))
        .map(entry -> entry.position() + " " + entry.reason())
        .toList();
  }

  private static ParallelTasks counting(AtomicInteger runs) {
    ParallelTasks workers = new SideBySide(WORKERS);
    return new ParallelTasks() {
      @Override
      public int workers() {
        return workers.workers();
      }

      @Override
      public void run(IntConsumer task) {
        runs.incrementAndGet();
        workers.run(task);
      }
    };
  }

  @Test
  void noPartitionGetsAheadByMoreThanABatchForEachWorker() throws InterruptedException {
    String topic = topic(2);
    send(topic, 0, values(0, 20_000));
    send(topic, 1, values(20_000, 40_000)); // later in time: to be read after the other
    SourceRequest request = all(bounded(topic));
    try (Reading reading = new Reading(request, new SideBySide(WORKERS)).withWatermark(0)) {
      reading.finish();
      int lastOfFirst = reading.rows.indexOf(topic + "-0: 19999|n19999");
      assertThat(of(topic + "-1", reading.rows.subList(0, lastOfFirst)))
          .hasSizeLessThanOrEqualTo(WORKERS * Batch.TARGET_ROWS);
      assertThat(of(topic + "-0", reading.rows)).isEqualTo(expected(topic + "-0", 0, 20_000));
      assertThat(reading.rows).hasSize(40_000);
    }
  }

  @Test
  void garbageOfAnyWorkerFailsTheQueryIfTheTableSaysSo() throws InterruptedException {
    String topic = topic(1);
    String[] values = values(0, 10_000);
    values[5000] = "garbage";
    send(topic, 0, values);
    SourceRequest request = all(bounded(topic, "bar.ignore-parse-errors", "false"));
    try (Reading reading = new Reading(request, new SideBySide(WORKERS))) {
      assertThatThrownBy(reading::finish)
          .isInstanceOf(ConnectorException.class)
          .hasMessage("the record at position 5000 of " + topic + "-0 cannot be decoded");
      assertThat(reading.rows).isEqualTo(expected(topic + "-0", 0, reading.rows.size()));
      assertThat(reading.rows).hasSizeLessThanOrEqualTo(5000);
    }
  }
}
