package io.rheo.engine.connector.kafka;

import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.Options;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The options of a Kafka table but for its formats, checked. They have the names and the meaning
 * that they have in Flink, except that
 *
 * <ul>
 *   <li>without {@code 'scan.startup.mode'} and without a group reading starts at the earliest
 *       offset, and so does a group that has committed nothing, unless {@code
 *       'properties.auto.offset.reset'} says {@code latest};
 *   <li>{@code 'scan.connect-timeout'} is ours: how long a reader that has no contact to any broker
 *       tries before the query fails; {@code 0}: for ever. By default 30 s if the table is bounded,
 *       and for ever if it is not.
 * </ul>
 *
 * @param properties what the Kafka clients get, the user's part
 * @param stop where reading ends, if it does
 * @param discoveryInterval how often new partitions are looked for; zero: never
 * @param connectTimeout zero: never give up
 */
record KafkaOptions(
    Topics topics,
    Map<String, String> properties,
    Position start,
    Optional<Position> stop,
    Duration discoveryInterval,
    Duration connectTimeout,
    Partitioning partitioning,
    Guarantee guarantee) {

  static final String BOOTSTRAP = "bootstrap.servers";
  static final String GROUP = "group.id";
  static final String OFFSET_RESET = "auto.offset.reset";
  private static final Pattern ADDRESSES =
      Pattern.compile("\\s*[^\\s,]+:\\d{1,5}\\s*(,\\s*[^\\s,]+:\\d{1,5}\\s*)*");
  private static final Pattern OFFSET =
      Pattern.compile("\\s*partition:(\\d{1,9})\\s*,\\s*offset:(\\d{1,18})\\s*");

  /** How the sink chooses the partition of a row. */
  enum Partitioning {
    /** By the hash of the key; rows without a key stick to one partition a batch. */
    DEFAULT,
    /** All into the first partition. */
    FIXED,
    /** In turn. */
    ROUND_ROBIN
  }

  /** What the sink promises. */
  enum Guarantee {
    NONE,
    AT_LEAST_ONCE,
    EXACTLY_ONCE
  }

  private enum Startup {
    EARLIEST_OFFSET,
    LATEST_OFFSET,
    GROUP_OFFSETS,
    TIMESTAMP,
    SPECIFIC_OFFSETS
  }

  private enum Bounded {
    UNBOUNDED,
    LATEST_OFFSET,
    GROUP_OFFSETS,
    TIMESTAMP,
    SPECIFIC_OFFSETS
  }

  static KafkaOptions of(Options options) {
    Map<String, String> properties = options.withPrefix("properties.");
    options.require("properties." + BOOTSTRAP, "localhost:9092");
    if (!ADDRESSES.matcher(properties.get(BOOTSTRAP)).matches()) {
      throw options.invalid(
          "properties." + BOOTSTRAP,
          "it must be a list of broker addresses",
          "write 'host:port', several with commas between them");
    }
    Topics topics = topics(options);
    Optional<Position> stop = stop(options, properties, topics);
    options.find("sink.transactional-id-prefix"); // Flink's, for a guarantee that is refused here
    return new KafkaOptions(
        topics,
        Map.copyOf(properties),
        start(options, properties, topics),
        stop,
        options.getDuration("scan.topic-partition-discovery.interval", Duration.ofMinutes(5)),
        options.getDuration(
            "scan.connect-timeout", stop.isPresent() ? Duration.ofSeconds(30) : Duration.ZERO),
        partitioning(options),
        options.getChoice("sink.delivery-guarantee", Guarantee.class, Guarantee.AT_LEAST_ONCE));
  }

  /** The options of a table of upserts, which is read from the start whatever was committed. */
  static KafkaOptions ofUpserts(Options options) {
    for (String key : List.of("scan.startup.mode", "scan.startup.timestamp-millis")) {
      if (options.find(key).isPresent()) {
        throw options.invalid(
            key,
            "a table of upserts is read from the earliest offset: a later start would miss rows",
            "leave the option out");
      }
    }
    options.find("sink.buffer-flush.max-rows"); // Flink's; a step has one row of each key anyway
    options.find("sink.buffer-flush.interval");
    return of(options).fromStart();
  }

  private KafkaOptions fromStart() {
    return new KafkaOptions(
        topics,
        properties,
        new Position.Earliest(),
        stop,
        discoveryInterval,
        connectTimeout,
        partitioning,
        guarantee);
  }

  String bootstrapServers() {
    return properties.get(BOOTSTRAP);
  }

  Optional<String> group() {
    return Optional.ofNullable(properties.get(GROUP));
  }

  private static Topics topics(Options options) {
    Optional<String> pattern = options.find("topic-pattern");
    Optional<String> names = options.find("topic");
    if (pattern.isPresent() && names.isPresent()) {
      throw options.invalid(
          "topic-pattern", "the table has a 'topic' too", "leave out one of the two");
    }
    if (pattern.isPresent()) {
      try {
        return new Topics.Matching(Pattern.compile(pattern.get()));
      } catch (PatternSyntaxException e) {
        throw options.invalid(
            "topic-pattern",
            "it is no regular expression: " + e.getDescription(),
            "write one as Java has them, such as 'trades-.*'");
      }
    }
    List<String> list =
        Arrays.stream(options.require("topic", "my-topic").split(";", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (list.isEmpty()) {
      throw options.invalid("topic", "it names no topic", "name one, or several with ';' between");
    }
    return new Topics.Named(list);
  }

  private static Position start(Options options, Map<String, String> properties, Topics topics) {
    Startup otherwise =
        properties.containsKey(GROUP) ? Startup.GROUP_OFFSETS : Startup.EARLIEST_OFFSET;
    Startup mode = options.getChoice("scan.startup.mode", Startup.class, otherwise);
    Optional<Long> millis = options.findLong("scan.startup.timestamp-millis");
    Optional<String> offsets = options.find("scan.startup.specific-offsets");
    return switch (mode) {
      case EARLIEST_OFFSET -> new Position.Earliest();
      case LATEST_OFFSET -> new Position.Latest();
      case GROUP_OFFSETS -> committed(options, "scan.startup.mode", properties);
      case TIMESTAMP -> time(options, "scan.startup.timestamp-millis", millis);
      case SPECIFIC_OFFSETS ->
          offsets(options, "scan.startup.specific-offsets", offsets.isPresent(), topics);
    };
  }

  private static Optional<Position> stop(
      Options options, Map<String, String> properties, Topics topics) {
    Bounded mode = options.getChoice("scan.bounded.mode", Bounded.class, Bounded.UNBOUNDED);
    Optional<Long> millis = options.findLong("scan.bounded.timestamp-millis");
    Optional<String> offsets = options.find("scan.bounded.specific-offsets");
    return switch (mode) {
      case UNBOUNDED -> Optional.empty();
      case LATEST_OFFSET -> Optional.of(new Position.Latest());
      case GROUP_OFFSETS -> Optional.of(committed(options, "scan.bounded.mode", properties));
      case TIMESTAMP -> Optional.of(time(options, "scan.bounded.timestamp-millis", millis));
      case SPECIFIC_OFFSETS ->
          Optional.of(
              offsets(options, "scan.bounded.specific-offsets", offsets.isPresent(), topics));
    };
  }

  private static Position committed(Options options, String key, Map<String, String> properties) {
    if (!properties.containsKey(GROUP)) {
      throw options.invalid(
          key, "the table has no consumer group", "add 'properties." + GROUP + "' = '…'");
    }
    return new Position.Committed();
  }

  private static Position time(Options options, String key, Optional<Long> millis) {
    return new Position.Time(
        millis.orElseGet(() -> Long.parseLong(options.require(key, "1767225600000"))));
  }

  private static Position offsets(Options options, String key, boolean given, Topics topics) {
    String text = options.require(key, "partition:0,offset:42;partition:1,offset:300");
    if (given && !(topics instanceof Topics.Named named && named.names().size() == 1)) {
      throw options.invalid(
          key, "the table has several topics", "give 'topic' one name, or choose another mode");
    }
    Map<Integer, Long> result = new HashMap<>();
    for (String part : text.split(";", -1)) {
      var matcher = OFFSET.matcher(part);
      if (!matcher.matches()) {
        throw options.invalid(
            key,
            "'" + part.strip() + "' is not understood",
            "write 'partition:0,offset:42;partition:1,offset:300'");
      }
      result.put(Integer.valueOf(matcher.group(1)), Long.valueOf(matcher.group(2)));
    }
    return new Position.Offsets(result);
  }

  private static Partitioning partitioning(Options options) {
    return options.getChoice("sink.partitioner", Partitioning.class, Partitioning.DEFAULT);
  }

  /** Refuses what only a sink cannot do. */
  void checkSink(Options options) {
    if (!(topics instanceof Topics.Named named && named.names().size() == 1)) {
      String key = topics instanceof Topics.Named ? "topic" : "topic-pattern";
      throw options.invalid(
          key, "rows are written to exactly one topic", "declare a table of one 'topic' for it");
    }
    switch (guarantee) {
      case NONE, AT_LEAST_ONCE -> {}
      case EXACTLY_ONCE -> throw notExactlyOnce(options);
    }
  }

  private static OptionException notExactlyOnce(Options options) {
    return options.invalid(
        "sink.delivery-guarantee",
        "rows are not written in transactions yet",
        "use 'at-least-once' and let readers drop duplicates by key, or leave the option out");
  }
}
