package io.rheo.engine.connector.kafka;

import static io.rheo.engine.connector.kafka.Brokers.send;
import static io.rheo.engine.connector.kafka.Reading.expected;
import static io.rheo.engine.connector.kafka.Reading.values;
import static io.rheo.engine.connector.kafka.Tables.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.plan.TableSpec;
import io.rheo.testing.KafkaBroker;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Brokers that are not there, not yet there, or there again. */
class KafkaOutageTest {
  private static final String[] TO_END = {"scan.bounded.mode", "latest-offset"};

  @Test
  void aBoundedReadGivesUpAndSaysWhatItTried() {
    try (KafkaBroker nobody = KafkaBroker.stopped()) {
      TableSpec table = Tables.of(nobody, "t", TO_END[0], TO_END[1], "scan.connect-timeout", "2 s");
      long begin = System.nanoTime();
      assertThatThrownBy(() -> Reading.toEnd(all(table)))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              e -> {
                assertThat(e).hasMessageContaining("no contact to Kafka for table 'trades' at");
                assertThat(e.why())
                    .startsWith("tried for ")
                    .contains(nobody.address() + " (connection refused)");
                assertThat(e.fix()).contains("'properties.bootstrap.servers'");
              });
      assertThat(System.nanoTime() - begin).isLessThan(60_000_000_000L);
    }
  }

  @Test
  void anUnknownHostIsAnOutageToo() {
    TableSpec table =
        Tables.of(Tables.COLUMNS, "no-such-host.invalid:9092", "t", "scan.connect-timeout", "1 ms");
    assertThatThrownBy(() -> Reading.toEnd(all(table)))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> assertThat(e.why()).contains("no-such-host.invalid:9092 (unknown host)"));
  }

  @Test
  void aPortWhereSomethingElseListensIsNamed() throws Exception {
    try (var other = new java.net.ServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress())) {
      TableSpec table =
          Tables.of(
              Tables.COLUMNS,
              "127.0.0.1:" + other.getLocalPort(),
              "t",
              "scan.connect-timeout",
              "1 ms");
      assertThatThrownBy(() -> Reading.toEnd(all(table)))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              e -> assertThat(e.why()).contains("no answer as from a Kafka broker"));
    }
  }

  /** One test for all, as each start of a broker takes its time. */
  @Test
  void readingGoesOnWhenTheBrokerComesAndWhenItComesBack() throws InterruptedException {
    // After a crash the controller keeps the broker out until its old session has ended.
    String[] quickly = {"broker.session.timeout.ms=3000", "broker.heartbeat.interval.ms=500"};
    String[] beyondEnd = {
      "scan.bounded.mode", "specific-offsets",
      "scan.bounded.specific-offsets", "partition:0,offset:7000",
      "scan.connect-timeout", "1 s"
    };
    try (KafkaBroker broker = KafkaBroker.stopped(quickly);
        Reading reading = new Reading(all(Tables.of(broker, "t")));
        Reading bounded = new Reading(all(Tables.of(broker, "t", beyondEnd)))) {
      reading.poll(); // nobody there yet, and no error
      broker.restart();
      Brokers.create(broker, "t", 1, Map.of());
      send(broker, "t", 0, values(0, 3000));
      reading.untilRows(3000);
      reading.until(() -> reading.events.equals(List.of("t-0 caught up")));
      broker.kill();
      // From now on nobody knows whether there are more rows: the silence is not idleness.
      reading.until(() -> reading.events.equals(List.of("t-0 caught up", "t-0 behind")));
      broker.restart();
      send(broker, "t", 0, values(3000, 6000));
      reading.untilRows(6000);
      reading.until(() -> reading.events.size() == 3);
      assertThat(reading.rows).containsExactlyElementsOf(expected("t-0", 0, 6000));
      assertThat(reading.errors.count()).isZero();

      bounded.untilRows(6000);
      broker.kill();
      assertThatThrownBy(bounded::finish)
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("no contact to Kafka for table 'trades'");
    }
  }

  @Test
  void aCancelledReadEndsAtOnce() throws Exception {
    try (KafkaBroker nobody = KafkaBroker.stopped()) {
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try (Reading reading = new Reading(all(Tables.of(nobody, "t")))) {
                  reading.finish();
                } catch (InterruptedException | RuntimeException e) {
                  ended.complete(e);
                }
              });
      thread.start();
      thread.interrupt();
      assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void writingGoesOnWhenTheBrokerComesAndWhenItComesBack() throws Exception {
    try (KafkaBroker broker = KafkaBroker.stopped()) {
      AtomicInteger written = new AtomicInteger();
      CompletableFuture<Void> done =
          inBackground(
              () -> {
                try (SinkWriter writer = Tables.CONNECTOR.sink(Tables.of(broker, "t")).open()) {
                  for (int i = 0; i < 300; i++) {
                    writer.write(Tables.rows(i * 10, i * 10 + 10));
                    writer.flush();
                    written.incrementAndGet();
                  }
                }
              });
      broker.restart();
      Brokers.await(() -> written.get() > 10);
      broker.stop();
      broker.restart();
      done.get(60, TimeUnit.SECONDS);
      Reading reading = Reading.toEnd(all(Tables.of(broker, "t", TO_END)));
      assertThat(List.copyOf(new LinkedHashSet<>(reading.rows)))
          .containsExactlyElementsOf(expected("t-0", 0, 3000));
    }
  }

  @Test
  void writingGivesUpAndSaysWhatItTried() {
    try (KafkaBroker nobody = KafkaBroker.stopped()) {
      String[] quick = {
        "properties.delivery.timeout.ms", "1500",
        "properties.request.timeout.ms", "1000",
        "properties.max.block.ms", "500"
      };
      Batch rows = Tables.rows(0, 1);
      try (SinkWriter writer = Tables.CONNECTOR.sink(Tables.of(nobody, "t", quick)).open()) {
        assertThatThrownBy(() -> writer.write(rows))
            .isInstanceOfSatisfying(
                ConnectorException.class,
                e -> assertThat(e.why()).contains(nobody.address() + " (connection refused)"));
      }
    }
  }

  /** Something that may fail. */
  private interface Work {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> inBackground(Work work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }
}
