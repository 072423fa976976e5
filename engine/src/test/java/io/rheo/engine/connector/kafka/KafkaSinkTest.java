package io.rheo.engine.connector.kafka;

import static io.rheo.engine.connector.kafka.Brokers.topic;
import static io.rheo.engine.connector.kafka.Reading.expected;
import static io.rheo.engine.connector.kafka.Tables.BIGINT;
import static io.rheo.engine.connector.kafka.Tables.STRING;
import static io.rheo.engine.connector.kafka.Tables.all;
import static io.rheo.engine.connector.kafka.Tables.bounded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSinkTest {
  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "none"})
  void rowsCanBeReadBack(String guarantee) throws InterruptedException {
    String topic = topic(1);
    TableSpec table = bounded(topic, "sink.delivery-guarantee", guarantee);
    try (SinkWriter writer = Tables.CONNECTOR.sink(table).open()) {
      writer.write(Tables.rows(0, 3000));
      writer.flush();
      writer.write(Tables.rows(3000, 3001));
      writer.finish();
    }
    assertThat(Reading.toEnd(all(table)).rows)
        .containsExactlyElementsOf(expected(topic + "-0", 0, 3001));
  }

  @Test
  void whatWasFlushedIsThereBeforeTheEnd() throws InterruptedException {
    String topic = topic(1);
    TableSpec table = bounded(topic);
    try (SinkWriter writer = Tables.CONNECTOR.sink(table).open()) {
      writer.write(Tables.rows(0, 10));
      writer.flush();
      assertThat(Reading.toEnd(all(table)).rows).hasSize(10);
    }
  }

  @Test
  void keysAreWrittenAndDecideThePartition() throws InterruptedException {
    String topic = topic(3);
    RowType columns =
        RowType.of(
            new Field("k_name", STRING), new Field("price", BIGINT), new Field("k_id", BIGINT));
    TableSpec table =
        Tables.of(
            columns,
            Brokers.shared().address(),
            topic,
            "key.format",
            "bar",
            "key.fields",
            "k_id;k_name",
            "key.fields-prefix",
            "k_",
            "value.fields-include",
            "EXCEPT_KEY",
            "scan.bounded.mode",
            "latest-offset");
    BatchBuilder rows = new BatchBuilder(columns);
    for (int i = 0; i < 60; i++) {
      rows.bytes(0).append("key" + i % 6);
      rows.longs(1).append(i);
      rows.longs(2).append(i % 6);
      rows.endRow();
    }
    write(table, rows.build());
    Reading reading = Reading.toEnd(all(table));
    assertThat(reading.rows).hasSize(60).anyMatch(row -> row.endsWith(": key5|59|5"));
    // Each key is in one partition, and its rows are in order.
    for (int key = 0; key < 6; key++) {
      String marker = ": key" + key + "|";
      List<String> ofKey = reading.rows.stream().filter(row -> row.contains(marker)).toList();
      String split = ofKey.get(0).substring(0, ofKey.get(0).indexOf(':'));
      int first = key;
      assertThat(ofKey)
          .containsExactlyElementsOf(
              java.util.stream.IntStream.range(0, 10)
                  .mapToObj(i -> split + marker + (first + 6 * i) + "|" + first)
                  .toList());
    }
  }

  @ParameterizedTest
  @CsvSource({"fixed, 1", "round-robin, 3"})
  void rowsGoWhereThePartitionerSays(String partitioner, int partitions)
      throws InterruptedException {
    String topic = topic(3);
    TableSpec table = bounded(topic, "sink.partitioner", partitioner);
    write(table, Tables.rows(0, 300));
    List<String> rows = Reading.toEnd(all(table)).rows;
    assertThat(rows).hasSize(300);
    assertThat(rows.stream().map(row -> row.substring(0, row.indexOf(':'))).distinct())
        .hasSize(partitions);
  }

  @Test
  void aRawNullIsARecordWithoutValue() throws InterruptedException {
    String topic = topic(1);
    RowType columns = RowType.of(new Field("line", STRING));
    TableSpec table =
        Tables.of(
            columns,
            Brokers.shared().address(),
            topic,
            "format",
            "raw",
            "scan.bounded.mode",
            "latest-offset");
    BatchBuilder rows = new BatchBuilder(columns);
    rows.bytes(0).append("a");
    rows.endRow();
    rows.bytes(0).appendNull();
    rows.endRow();
    write(table, rows.build());
    assertThat(Reading.toEnd(all(table)).rows).containsExactly(topic + "-0: a", topic + "-0: null");
  }

  @Test
  void aRecordThatIsTooLargeFailsTheQuery() {
    String topic = topic(1);
    BatchBuilder rows = new BatchBuilder(Tables.COLUMNS);
    rows.longs(0).append(1);
    rows.bytes(1).append("x".repeat(2_000_000));
    rows.endRow();
    Batch batch = rows.build();
    assertThatThrownBy(() -> write(bounded(topic), batch))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> {
              assertThat(e).hasMessageStartingWith("writing to topic '" + topic + "' at 127.0.0.1");
              assertThat(e.why()).contains("2000090 bytes").contains("max.request.size");
            });
  }

  @Test
  void retractionsAreNotAccepted() {
    assertThat(Tables.CONNECTOR.sink(bounded(topic(1))).acceptsRetractions()).isFalse();
  }

  private static void write(TableSpec table, Batch batch) throws InterruptedException {
    try (SinkWriter writer = Tables.CONNECTOR.sink(table).open()) {
      writer.write(batch);
      writer.finish();
    }
  }
}
