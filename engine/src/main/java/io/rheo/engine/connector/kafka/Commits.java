package io.rheo.engine.connector.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the offsets of a consumer group up behind what was processed, at most once a second. They
 * tell others how far the query is, and where a later one starts; a commit that fails is followed
 * by another one and never harms the query.
 */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
  private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration LAST_COMMIT = Duration.ofSeconds(3);

  private final Consumer<?, ?> consumer;
  private final String group;
  private Map<TopicPartition, OffsetAndMetadata> confirmed = Map.of();
  private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
  private long sentNanos = System.nanoTime() - INTERVAL_NANOS;
  private boolean underWay;
  private boolean failing;

  Commits(Consumer<?, ?> consumer, String group) {
    this.consumer = consumer;
    this.group = group;
  }

  /** Everything that was handed out so far has been processed. */
  void confirm(List<Split> splits) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (Split split : splits) {
      offsets.put(split.partition, new OffsetAndMetadata(split.next()));
    }
    confirmed = offsets;
    commitIfDue();
  }

  /** Call it now and then. */
  void commitIfDue() {
    long now = System.nanoTime();
    if (!underWay && now - sentNanos >= INTERVAL_NANOS && !confirmed.equals(committed)) {
      underWay = true;
      sentNanos = now;
      Map<TopicPartition, OffsetAndMetadata> offsets = confirmed;
      consumer.commitAsync(offsets, (ignored, failure) -> committed(offsets, failure));
    }
  }

  /** Commits what is left to commit; waits for it, but not long. */
  void close() {
    if (!confirmed.equals(committed)) {
      try {
        consumer.commitSync(confirmed, LAST_COMMIT);
      } catch (KafkaException e) {
        LOG.warn("group '{}': the last offsets were not committed: {}", group, e.getMessage());
      }
    }
  }

  private void committed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
    underWay = false;
    if (failure == null) {
      committed = offsets;
      failing = false;
    } else if (!failing) {
      failing = true;
      LOG.warn("group '{}': offsets were not committed: {}", group, failure.getMessage());
    }
  }
}
