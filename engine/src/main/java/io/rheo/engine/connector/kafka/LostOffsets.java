package io.rheo.engine.connector.kafka;

import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.metric.ErrorLog;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * What to do when the next offset does not exist: its record was deleted before it was read, or the
 * topic was deleted and created anew. Reading goes on at the first record that is there ({@code
 * 'properties.auto.offset.reset' = 'latest'}: behind the last one) and the table's errors tell so;
 * with {@code 'none'} the query fails. Kafka's client would do it without a word.
 */
final class LostOffsets {
  private static final byte[] NO_RECORD = {};

  private final KafkaOptions options;
  private final ErrorLog badRecords;
  private final Clock clock;

  LostOffsets(KafkaOptions options, ErrorLog badRecords, Clock clock) {
    this.options = options;
    this.badRecords = badRecords;
    this.clock = clock;
  }

  void skip(Consumer<?, ?> consumer, OffsetOutOfRangeException failure) {
    String reset = options.properties().getOrDefault(KafkaOptions.OFFSET_RESET, "earliest");
    for (Map.Entry<TopicPartition, Long> lost : failure.offsetOutOfRangePartitions().entrySet()) {
      TopicPartition partition = lost.getKey();
      Map<TopicPartition, Long> ends =
          reset.equalsIgnoreCase("latest")
              ? consumer.endOffsets(Set.of(partition), Discovery.PATIENCE)
              : consumer.beginningOffsets(Set.of(partition), Discovery.PATIENCE);
      String what = "offset " + lost.getValue() + " of '" + partition + "' is not there";
      if (reset.equalsIgnoreCase("none")) {
        throw new ConnectorException(
            what,
            "its record was deleted before it was read, or the topic was created anew",
            "start the query anew; to go on at the first record instead, set"
                + " 'properties.auto.offset.reset' = 'earliest'",
            failure);
      }
      long next = ends.get(partition);
      consumer.seek(partition, next);
      badRecords.add(
          clock.millis(),
          partition.toString(),
          lost.getValue(),
          NO_RECORD,
          what + " (deleted before it was read?): reading goes on at offset " + next);
    }
  }
}
