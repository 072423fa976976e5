package io.rheo.engine.connector.kafka;

import static io.rheo.engine.connector.kafka.Brokers.bytes;
import static io.rheo.engine.connector.kafka.Brokers.keyed;
import static io.rheo.engine.connector.kafka.Brokers.send;
import static io.rheo.engine.connector.kafka.Brokers.topic;
import static io.rheo.engine.connector.kafka.Reading.expected;
import static io.rheo.engine.connector.kafka.Reading.values;
import static io.rheo.engine.connector.kafka.Tables.all;
import static io.rheo.engine.connector.kafka.Tables.bounded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.plan.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where reading starts and where it stops. */
class KafkaPositionsTest {
  private static final String GROUP = "positions";
  private static String
      ten; // a topic of ten records, with times 1000, 1001 … and offset 4 committed

  @BeforeAll
  static void writeTen() throws ExecutionException, InterruptedException {
    ten = topic(1);
    send(
        Brokers.shared(),
        Map.of(),
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    new ProducerRecord<byte[], byte[]>(
                        ten, 0, 1000L + i, null, bytes(i + "|n" + i)))
            .toList());
    try (Admin admin = Brokers.admin(Brokers.shared())) {
      var offsets = Map.of(new TopicPartition(ten, 0), new OffsetAndMetadata(4));
      admin.alterConsumerGroupOffsets(GROUP, offsets).all().get();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "earliest-offset, , 0",
    "latest-offset, , 10",
    "group-offsets, , 4",
    "timestamp, timestamp-millis=1007, 7",
    "timestamp, timestamp-millis=5000, 10",
    "specific-offsets, 'specific-offsets=partition:0,offset:3', 3",
    "specific-offsets, 'specific-offsets=partition:1,offset:3', 0",
  })
  void startsWhereTheTableSays(String mode, String option, int first) throws InterruptedException {
    assertThat(read("startup", mode, option).rows)
        .containsExactlyElementsOf(expected(ten + "-0", first, 10));
  }

  @ParameterizedTest
  @CsvSource({
    "latest-offset, , 10",
    "group-offsets, , 4",
    "timestamp, timestamp-millis=1007, 7",
    "timestamp, timestamp-millis=5000, 10",
    "timestamp, timestamp-millis=1, 0",
    "specific-offsets, 'specific-offsets=partition:0,offset:3', 3",
    "specific-offsets, 'specific-offsets=partition:1,offset:3', 0",
  })
  void stopsWhereTheTableSays(String mode, String option, int end) throws InterruptedException {
    Reading reading = read("bounded", mode, option);
    assertThat(reading.rows).containsExactlyElementsOf(expected(ten + "-0", 0, end));
    assertThat(reading.events).containsExactly(ten + "-0 finished");
  }

  private static Reading read(String which, String mode, String option)
      throws InterruptedException {
    String[] extra =
        option == null
            ? new String[] {"properties.group.id", GROUP}
            : new String[] {
              "properties.group.id",
              GROUP,
              "scan." + which + "." + option.substring(0, option.indexOf('=')),
              option.substring(option.indexOf('=') + 1)
            };
    List<String> options = new ArrayList<>(List.of(extra));
    options.addAll(List.of("scan." + which + ".mode", mode));
    return Reading.toEnd(all(bounded(ten, options.toArray(String[]::new))));
  }

  @Test
  void withoutAModeAGroupGoesOnAndOthersStartAtTheBeginning() throws InterruptedException {
    TableSpec alone = bounded(ten, "scan.startup.mode", null);
    assertThat(Reading.toEnd(all(alone)).rows).hasSize(10);
    TableSpec known = bounded(ten, "scan.startup.mode", null, "properties.group.id", GROUP);
    assertThat(Reading.toEnd(all(known)).rows).hasSize(6);
    TableSpec unknown = bounded(ten, "scan.startup.mode", null, "properties.group.id", "nobody");
    assertThat(Reading.toEnd(all(unknown)).rows).hasSize(10);
    TableSpec latest =
        bounded(
            ten,
            "scan.startup.mode",
            null,
            "properties.group.id",
            "nobody",
            "properties.auto.offset.reset",
            "latest");
    assertThat(Reading.toEnd(all(latest)).rows).isEmpty();
  }

  @Test
  void aBoundThatNobodyCommittedIsAnError() {
    assertThatThrownBy(
            () ->
                Reading.toEnd(
                    all(
                        bounded(
                            ten,
                            "properties.group.id",
                            "nobody",
                            "scan.bounded.mode",
                            "group-offsets"))))
        .isInstanceOf(ConnectorException.class)
        .hasMessage("group 'nobody' has committed no offset of [" + ten + "-0]");
  }

  @Test
  void recordsThatComeAfterTheStartOfABoundedReadAreNotInIt() throws InterruptedException {
    String topic = topic(1);
    send(topic, 0, values(0, 5000));
    try (Reading reading = new Reading(all(bounded(topic)))) {
      reading.untilRows(1);
      send(topic, 0, values(5000, 5100));
      reading.finish();
      assertThat(reading.rows).containsExactlyElementsOf(expected(topic + "-0", 0, 5000));
    }
  }

  @Test
  void markersOfTransactionsAtTheEndDoNotHoldABoundedReadBack() throws InterruptedException {
    String topic = topic(1);
    Map<String, Object> transactional = Map.of("transactional.id", "t-" + topic);
    try (var producer = Brokers.producer(Brokers.shared(), transactional)) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, List.of(keyed(topic, null, "1|a")));
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, List.of(keyed(topic, null, "2|b")));
      producer.abortTransaction();
      producer.beginTransaction();
      send(producer, List.of(keyed(topic, null, "3|c")));
      assertThat(Reading.toEnd(all(bounded(topic))).rows)
          .containsExactly(topic + "-0: 1|a", topic + "-0: 2|b", topic + "-0: 3|c");
      TableSpec committed = bounded(topic, "properties.isolation.level", "read_committed");
      assertThat(Reading.toEnd(all(committed)).rows).containsExactly(topic + "-0: 1|a");
      producer.abortTransaction();
      assertThat(Reading.toEnd(all(committed)).rows).containsExactly(topic + "-0: 1|a");
    }
  }

  @Test
  void gapsOfACompactedTopicDoNotHoldABoundedReadBack() throws InterruptedException {
    String topic =
        topic(
            1,
            Map.of(
                "cleanup.policy", "compact",
                "min.cleanable.dirty.ratio", "0.001",
                "segment.ms", "1"));
    for (int i = 0; i < 20; i++) {
      send(Brokers.shared(), Map.of(), List.of(keyed(topic, "k", i + "|n" + i)));
    }
    long deadline = System.nanoTime() + 60_000_000_000L;
    Reading reading;
    do {
      reading = Reading.toEnd(all(bounded(topic)));
      assertThat(System.nanoTime()).as("the broker compacts").isLessThan(deadline);
    } while (reading.rows.size() == 20);
    assertThat(reading.rows).endsWith(topic + "-0: 19|n19");
    // Stops inside the gap: before a record that is not there any more.
    String[] inside = {
      "scan.bounded.mode", "specific-offsets",
      "scan.bounded.specific-offsets", "partition:0,offset:5"
    };
    assertThat(Reading.toEnd(all(bounded(topic, inside))).rows).isEmpty();
  }

  @Test
  void aGroupGoesOnWhereItWasConfirmed() throws InterruptedException {
    String topic = topic(2);
    send(topic, 0, values(0, 10));
    send(topic, 1, values(10, 20));
    String[] options = {
      "scan.startup.mode", "group-offsets", "properties.group.id", "resumes-" + topic
    };
    TableSpec unbounded = Tables.of(Brokers.shared(), topic, options);
    try (Reading reading = new Reading(all(unbounded))) {
      reading.untilRows(20);
      reading.confirm();
      send(topic, 0, values(20, 25));
      reading.untilRows(25); // handed out, but not confirmed
    }
    try (Reading reading = new Reading(all(unbounded))) {
      reading.untilRows(5);
      assertThat(reading.rows).containsExactlyElementsOf(expected(topic + "-0", 20, 25));
      reading.confirm();
    }
    assertThat(Reading.toEnd(all(bounded(topic, options))).rows).isEmpty();
  }

  @Test
  void newPartitionsAndTopicsAreReadFromTheirStart() throws Exception {
    String topic = topic(1);
    send(topic, 0, "1|old");
    String[] options = {
      "topic",
      null,
      "topic-pattern",
      topic + ".*",
      "scan.startup.mode",
      "latest-offset",
      "scan.topic-partition-discovery.interval",
      "100 ms"
    };
    try (Reading reading = new Reading(all(Tables.of(Brokers.shared(), topic, options)));
        Admin admin = Brokers.admin(Brokers.shared())) {
      reading.until(() -> reading.events.contains(topic + "-0 caught up"));
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2))).all().get();
      send(topic, 1, "2|new partition");
      Brokers.create(Brokers.shared(), topic + "b", 1, Map.of());
      send(topic + "b", 0, "3|new topic");
      send(topic, 0, "4|old partition");
      reading.untilRows(3);
      assertThat(reading.rows)
          .containsExactlyInAnyOrder(
              topic + "-1: 2|new partition",
              topic + "b-0: 3|new topic",
              topic + "-0: 4|old partition");
      assertThat(reading.splits.get(0)).isEqualTo(topic + "-0");
    }
  }

  @Test
  void aSplitIsCaughtUpWhenItWasReadToItsPresentEnd() throws InterruptedException {
    String topic = topic(2);
    send(topic, 0, values(0, 3000));
    try (Reading reading = new Reading(all(Tables.of(Brokers.shared(), topic)))) {
      reading.until(() -> reading.events.size() == 2);
      assertThat(reading.rows).hasSize(3000);
      send(topic, 0, values(3000, 3001));
      reading.until(() -> reading.events.size() == 4);
      assertThat(reading.events.subList(2, 4))
          .containsExactly(topic + "-0 behind", topic + "-0 caught up");
    }
  }
}
