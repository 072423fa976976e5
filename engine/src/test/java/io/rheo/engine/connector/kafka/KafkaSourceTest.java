package io.rheo.engine.connector.kafka;

import static io.rheo.engine.connector.kafka.Brokers.bytes;
import static io.rheo.engine.connector.kafka.Brokers.keyed;
import static io.rheo.engine.connector.kafka.Brokers.send;
import static io.rheo.engine.connector.kafka.Brokers.topic;
import static io.rheo.engine.connector.kafka.Reading.expected;
import static io.rheo.engine.connector.kafka.Reading.values;
import static io.rheo.engine.connector.kafka.Tables.BIGINT;
import static io.rheo.engine.connector.kafka.Tables.STRING;
import static io.rheo.engine.connector.kafka.Tables.all;
import static io.rheo.engine.connector.kafka.Tables.bounded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rows records become. */
class KafkaSourceTest {
  @Test
  void eachPartitionIsASplitThatFinishesAtItsEnd() throws InterruptedException {
    String topic = topic(3);
    send(topic, 0, values(0, 5000)); // more than two batches
    send(topic, 2, values(0, 2));
    Reading reading = Reading.toEnd(all(bounded(topic)));
    assertThat(reading.splits).containsExactly(topic + "-0", topic + "-1", topic + "-2");
    List<String> expected = expected(topic + "-0", 0, 5000);
    assertThat(reading.rows.stream().filter(row -> row.startsWith(topic + "-0")))
        .containsExactlyElementsOf(expected);
    assertThat(reading.rows).hasSize(5002).containsAll(expected(topic + "-2", 0, 2));
    assertThat(reading.events)
        .contains(topic + "-0 finished", topic + "-1 finished", topic + "-2 finished");
    assertThat(reading.batchSizes).allMatch(size -> size <= 2048);
    assertThat(reading.errors.count()).isZero();
  }

  @Test
  void onlyWantedColumnsAreRead() throws InterruptedException {
    String topic = topic(1);
    send(topic, 0, "1|a", "2|b");
    Reading reading = Reading.toEnd(Tables.some(bounded(topic), List.of(1)));
    assertThat(reading.rows).containsExactly(topic + "-0: a", topic + "-0: b");
    reading = Reading.toEnd(Tables.some(bounded(topic), List.of()));
    assertThat(reading.rows).containsExactly(topic + "-0: ", topic + "-0: ");
  }

  @Test
  void metadataTellWhatKafkaKnows() throws InterruptedException {
    String topic = topic(2);
    var record = new ProducerRecord<byte[], byte[]>(topic, 1, 1234L, null, bytes("7|x"));
    record.headers().add(new RecordHeader("h", new byte[] {1, 2}));
    record.headers().add(new RecordHeader("none", null));
    record.headers().add(new RecordHeader("h", new byte[] {3}));
    send(Brokers.shared(), Map.of(), List.of(record));
    DataType headers = DataType.map(STRING.notNull(), DataType.of(TypeName.VARBINARY));
    Reading reading =
        Reading.toEnd(
            all(
                bounded(topic),
                new MetadataColumn("topic", STRING),
                new MetadataColumn("partition", DataType.of(TypeName.INTEGER)),
                new MetadataColumn("offset", BIGINT),
                new MetadataColumn("timestamp", DataType.of(TypeName.TIMESTAMP_LTZ)),
                new MetadataColumn("timestamp-type", STRING),
                new MetadataColumn("leader-epoch", DataType.of(TypeName.INTEGER)),
                new MetadataColumn("headers", headers),
                new MetadataColumn("partition", STRING)));
    assertThat(reading.rows)
        .containsExactly(topic + "-1: 7|x|" + topic + "|1|0|1234|CreateTime|0|[h=03, none=null]|1");
  }

  @Test
  void keysAreColumnsToo() throws InterruptedException {
    String topic = topic(1);
    send(
        Brokers.shared(),
        Map.of(),
        List.of(
            keyed(topic, "1|a", "10"),
            keyed(topic, null, "20"),
            keyed(topic, "no key", "30"),
            keyed(topic, "2|b", "no value"),
            keyed(topic, "3|c", "40")));
    RowType columns =
        RowType.of(
            new Field("k_name", STRING), new Field("price", BIGINT), new Field("k_id", BIGINT));
    String[] options = {
      "key.format", "bar",
      "key.fields", "k_id;k_name",
      "key.fields-prefix", "k_",
      "value.fields-include", "EXCEPT_KEY",
      "scan.startup.mode", "earliest-offset",
      "scan.bounded.mode", "latest-offset"
    };
    TableSpec table = Tables.of(columns, Brokers.shared().address(), topic, options);
    Reading reading = Reading.toEnd(all(table));
    assertThat(reading.rows)
        .containsExactly(topic + "-0: a|10|1", topic + "-0: null|20|null", topic + "-0: c|40|3");
    assertThat(reading.errors.entries())
        .extracting(entry -> entry.position() + " " + entry.reason())
        .containsExactly("2 key: 1 values for 2 columns", "3 not a number: no value");
    assertThat(Reading.toEnd(Tables.some(table, List.of(1))).rows)
        .containsExactly(topic + "-0: 10", topic + "-0: 20", topic + "-0: 40");
  }

  @Test
  void aKeyThatIsInTheValueTooIsReadFromThere() throws InterruptedException {
    String topic = topic(1);
    send(Brokers.shared(), Map.of(), List.of(keyed(topic, "no key", "1|a")));
    Reading reading = Reading.toEnd(all(bounded(topic, "key.format", "bar", "key.fields", "id")));
    assertThat(reading.rows).containsExactly(topic + "-0: 1|a");
  }

  @Test
  void aRecordWithoutValueIsNoRow() throws InterruptedException {
    String topic = topic(1);
    send(topic, 0, "1|a", null, "2|b");
    Reading reading = Reading.toEnd(all(bounded(topic)));
    assertThat(reading.rows).containsExactly(topic + "-0: 1|a", topic + "-0: 2|b");
    assertThat(reading.errors.count()).isZero();
  }

  @Test
  void aRawRecordWithoutValueIsNull() throws InterruptedException {
    String topic = topic(1);
    send(topic, 0, "a", null, "b");
    RowType columns = RowType.of(new Field("line", STRING));
    String[] options = {"scan.bounded.mode", "latest-offset", "format", "raw"};
    TableSpec table = Tables.of(columns, Brokers.shared().address(), topic, options);
    assertThat(Reading.toEnd(all(table)).rows)
        .containsExactly(topic + "-0: a", topic + "-0: null", topic + "-0: b");
    assertThat(Reading.toEnd(Tables.some(table, List.of())).rows).hasSize(3);
  }

  @Test
  void garbageIsKeptAsideAndTheRestIsRead() throws InterruptedException {
    String topic = topic(1);
    send(topic, 0, "1|a", "garbage", "2|b", "x|c");
    Reading reading = Reading.toEnd(all(bounded(topic)));
    assertThat(reading.rows).containsExactly(topic + "-0: 1|a", topic + "-0: 2|b");
    assertThat(reading.errors.entries())
        .extracting(e -> e.partition() + " " + e.position() + " " + new String(e.raw(), UTF_8))
        .containsExactly(topic + "-0 1 garbage", topic + "-0 3 x|c");
  }

  @Test
  void garbageFailsTheQueryIfTheTableSaysSo() {
    String topic = topic(1);
    send(topic, 0, "1|a", "garbage");
    assertThatThrownBy(() -> Reading.toEnd(all(bounded(topic, "bar.ignore-parse-errors", "false"))))
        .isInstanceOf(ConnectorException.class)
        .hasMessage("the record at position 1 of " + topic + "-0 cannot be decoded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "lz4", "zstd", "snappy"})
  void compressedRecordsAreRead(String codec) throws InterruptedException {
    String topic = topic(1);
    Map<String, Object> settings = Map.of("compression.type", codec, "linger.ms", 50);
    send(
        Brokers.shared(),
        settings,
        Stream.of(values(0, 100)).map(value -> keyed(topic, null, value)).toList());
    assertThat(Reading.toEnd(all(bounded(topic))).rows)
        .containsExactlyElementsOf(expected(topic + "-0", 0, 100));
  }

  @Test
  void theLeastAdvancedPartitionIsReadFirst() throws InterruptedException {
    String topic = topic(2);
    send(topic, 0, values(0, 10_000));
    send(topic, 1, values(10_000, 20_000)); // later in time: to be read after the other
    send(topic, 0, values(20_000, 20_001));
    try (Reading reading = new Reading(all(bounded(topic))).withWatermark(0)) {
      reading.finish();
      List<String> inTime = new ArrayList<>(expected(topic + "-0", 0, 10_000));
      // A batch of the other partition comes first, as its watermark is not known before.
      assertThat(reading.rows.stream().filter(row -> row.startsWith(topic + "-0")).limit(10_000))
          .containsExactlyElementsOf(inTime);
      int lastOfFirst = reading.rows.indexOf(topic + "-0: 9999|n9999");
      assertThat(reading.rows.subList(0, lastOfFirst))
          .filteredOn(row -> row.startsWith(topic + "-1"))
          .hasSizeLessThanOrEqualTo(2048);
      assertThat(reading.rows).hasSize(20_001);
    }
  }

  @Test
  void deletedRecordsAreNotSkippedWithoutAWord() throws Exception {
    String topic = topic(1);
    send(topic, 0, values(0, 10));
    try (var admin = Brokers.admin(Brokers.shared())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(7))).all().get();
    }
    String[] atTwo = {
      "scan.startup.mode", "specific-offsets",
      "scan.startup.specific-offsets", "partition:0,offset:2"
    };
    Reading reading = Reading.toEnd(all(bounded(topic, atTwo)));
    assertThat(reading.rows).containsExactlyElementsOf(expected(topic + "-0", 7, 10));
    assertThat(reading.errors.entries())
        .extracting(entry -> entry.reason())
        .containsExactly(
            "offset 2 of '"
                + topic
                + "-0' is not there (deleted before it was read?): reading goes on at offset 7");

    String[] failing = {
      atTwo[0], atTwo[1], atTwo[2], atTwo[3], "properties.auto.offset.reset", "none"
    };
    assertThatThrownBy(() -> Reading.toEnd(all(bounded(topic, failing))))
        .isInstanceOf(ConnectorException.class)
        .hasMessage("offset 2 of '" + topic + "-0' is not there");
  }

  @Test
  void anUnboundedReadWaitsAMomentForItsTopic() throws InterruptedException {
    String missing = topic(1) + "-missing";
    try (Reading reading = new Reading(all(Tables.of(Brokers.shared(), missing)))) {
      reading.poll();
      Brokers.create(Brokers.shared(), missing, 1, Map.of());
      send(missing, 0, "1|a");
      reading.untilRows(1);
    }
    try (Reading reading = new Reading(all(Tables.of(Brokers.shared(), missing + "2")))) {
      assertThatThrownBy(reading::finish)
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("there is no topic");
    }
  }

  @Test
  void anUnknownTopicIsAnErrorThatNamesOthers() {
    String topic = topic(1);
    assertThatThrownBy(() -> Reading.toEnd(all(bounded(topic + "x"))))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> {
              assertThat(e).hasMessageContaining("there is no topic '" + topic + "x' at 127.0.0.1");
              assertThat(e.fix()).contains(topic);
            });
    assertThatThrownBy(() -> Reading.toEnd(all(bounded(topic + "x"))))
        .as("looking for a topic does not create it")
        .isInstanceOf(ConnectorException.class);
  }
}
