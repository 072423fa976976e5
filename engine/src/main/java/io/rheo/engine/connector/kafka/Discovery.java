package io.rheo.engine.connector.kafka;

import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.option.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Asks the brokers which partitions there are and where to read them. Its methods block. */
final class Discovery {
  /** No broker that is up needs longer to answer a question about metadata. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /** So many topics an error lists; a cluster may have thousands. */
  private static final int LISTED = 20;

  /**
   * What to read of a partition.
   *
   * @param stop the offset to stop before; {@code Long.MAX_VALUE}: none
   */
  record Range(TopicPartition partition, long start, long stop) {}

  private final Consumer<?, ?> consumer;
  private final KafkaOptions options;

  Discovery(Consumer<?, ?> consumer, KafkaOptions options) {
    this.consumer = consumer;
    this.options = options;
  }

  /** All partitions, by topic and number, each with its range as the options say. */
  List<Range> all() {
    return ranges(partitions(), options.start());
  }

  /** The partitions that are not yet known; as nobody saw them being filled, from the start. */
  List<Range> added(Set<TopicPartition> known) {
    List<TopicPartition> added = partitions();
    added.removeAll(known);
    return ranges(added, new Position.Earliest());
  }

  private List<TopicPartition> partitions() {
    List<TopicPartition> result = new ArrayList<>();
    if (options.topics() instanceof Topics.Named named) {
      for (String topic : named.names()) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
        if (found == null || found.isEmpty()) {
          throw unknownTopic(topic);
        }
        add(found, result);
      }
    } else if (options.topics() instanceof Topics.Matching matching) {
      consumer
          .listTopics(PATIENCE)
          .forEach(
              (topic, found) -> {
                if (matching.matches(topic)) {
                  add(found, result);
                }
              });
    }
    result.sort(
        Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
    return result;
  }

  private static void add(List<PartitionInfo> found, List<TopicPartition> partitions) {
    for (PartitionInfo info : found) {
      partitions.add(new TopicPartition(info.topic(), info.partition()));
    }
  }

  private UnknownTopic unknownTopic(String topic) {
    Set<String> others =
        consumer.listTopics(PATIENCE).keySet().stream()
            .filter(name -> !name.startsWith("__"))
            .collect(Collectors.toCollection(TreeSet::new));
    return new UnknownTopic(
        new ConnectorException(
            "there is no topic '" + topic + "' at " + options.bootstrapServers(),
            "a topic must exist before it can be read",
            Nearest.of(topic, others)
                    .map(near -> "did you mean '" + near + "'? ")
                    .orElse("create it.")
                + (others.isEmpty() ? "" : " topics: " + listed(others)),
            null));
  }

  private static String listed(Set<String> topics) {
    String first = topics.stream().limit(LISTED).collect(Collectors.joining(", "));
    return topics.size() <= LISTED ? first : first + ", … (" + topics.size() + ")";
  }

  private List<Range> ranges(List<TopicPartition> partitions, Position startAt) {
    Map<TopicPartition, Long> starts = starts(partitions, startAt);
    Map<TopicPartition, Long> stops = stops(partitions, starts);
    return partitions.stream().map(p -> new Range(p, starts.get(p), stops.get(p))).toList();
  }

  private Map<TopicPartition, Long> starts(List<TopicPartition> partitions, Position position) {
    if (position instanceof Position.Earliest) {
      return consumer.beginningOffsets(partitions, PATIENCE);
    } else if (position instanceof Position.Latest) {
      return consumer.endOffsets(partitions, PATIENCE);
    } else if (position instanceof Position.Time time) {
      return firstSince(partitions, time);
    } else if (position instanceof Position.Committed) {
      return orElse(committed(partitions), partitions, this::resetOffsets);
    } else {
      Map<TopicPartition, Long> given = given(partitions, (Position.Offsets) position);
      return orElse(given, partitions, missing -> consumer.beginningOffsets(missing, PATIENCE));
    }
  }

  private Map<TopicPartition, Long> stops(
      List<TopicPartition> partitions, Map<TopicPartition, Long> starts) {
    if (options.stop().isEmpty()) {
      return partitions.stream().collect(Collectors.toMap(p -> p, p -> Long.MAX_VALUE));
    }
    Position position = options.stop().get();
    if (position instanceof Position.Time time) {
      return firstSince(partitions, time);
    } else if (position instanceof Position.Committed) {
      return orElse(committed(partitions), partitions, this::nothingCommitted);
    } else if (position instanceof Position.Offsets offsets) {
      return orElse(given(partitions, offsets), partitions, missing -> starts); // not read at all
    } else {
      return consumer.endOffsets(partitions, PATIENCE);
    }
  }

  private Map<TopicPartition, Long> resetOffsets(Collection<TopicPartition> partitions) {
    return "latest".equalsIgnoreCase(options.properties().get(KafkaOptions.OFFSET_RESET))
        ? consumer.endOffsets(partitions, PATIENCE)
        : consumer.beginningOffsets(partitions, PATIENCE);
  }

  private Map<TopicPartition, Long> nothingCommitted(Collection<TopicPartition> partitions) {
    throw new ConnectorException(
        "group '" + options.group().orElseThrow() + "' has committed no offset of " + partitions,
        "'scan.bounded.mode' = 'group-offsets' stops at the committed offsets",
        "choose another 'scan.bounded.mode', such as 'latest-offset'",
        null);
  }

  private Map<TopicPartition, Long> firstSince(
      Collection<TopicPartition> partitions, Position.Time time) {
    Map<TopicPartition, Long> times =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> time.millis()));
    Map<TopicPartition, Long> found = new HashMap<>();
    consumer
        .offsetsForTimes(times, PATIENCE)
        .forEach((partition, at) -> found.put(partition, offset(at)));
    return orElse(found, partitions, missing -> consumer.endOffsets(missing, PATIENCE));
  }

  private static Long offset(OffsetAndTimestamp at) {
    return at == null ? null : (Long) at.offset();
  }

  private Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> result = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(Set.copyOf(partitions), PATIENCE);
    committed.forEach((partition, at) -> result.put(partition, at == null ? null : at.offset()));
    return result;
  }

  private static Map<TopicPartition, Long> given(
      Collection<TopicPartition> partitions, Position.Offsets offsets) {
    Map<TopicPartition, Long> result = new HashMap<>();
    for (TopicPartition partition : partitions) {
      result.put(partition, offsets.byPartition().get(partition.partition()));
    }
    return result;
  }

  /** The offsets found; for the partitions that have none, what {@code otherwise} says. */
  private static Map<TopicPartition, Long> orElse(
      Map<TopicPartition, Long> found,
      Collection<TopicPartition> partitions,
      Function<Collection<TopicPartition>, Map<TopicPartition, Long>> otherwise) {
    List<TopicPartition> missing = partitions.stream().filter(p -> found.get(p) == null).toList();
    if (!missing.isEmpty()) {
      Map<TopicPartition, Long> others = otherwise.apply(missing);
      missing.forEach(partition -> found.put(partition, others.get(partition)));
    }
    return found;
  }
}
