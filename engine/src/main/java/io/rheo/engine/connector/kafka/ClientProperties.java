package io.rheo.engine.connector.kafka;

import io.rheo.engine.column.Batch;
import io.rheo.engine.option.Nearest;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * The settings of Kafka's clients: our defaults, over them the user's {@code properties.*}, over
 * these what must be as it is.
 */
final class ClientProperties {
  private static final Pattern SETTING = Pattern.compile("configuration \"?([a-z0-9.]+)");

  private static final int FETCH_BYTES = 2 << 20; // of a partition at a time

  private ClientProperties() {}

  static Map<String, Object> consumer(KafkaOptions options, String table) {
    Map<String, Object> settings = common(table);
    // The client makes several objects of a record. Those of few records are still in the cache of
    // the processor when the rows are made of them; those of a poll of ten batches were not.
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Batch.TARGET_ROWS);
    // The client asks for the next records before it hands out the last ones of a fetch: if they
    // fit
    // into the receive buffer, they come while these are decoded. And the less is fetched at a
    // time,
    // the more of it is still in the cache; below a MiB the requests cost more than that gains.
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 32 << 20);
    settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, FETCH_BYTES);
    // Reading a topic that nobody has written to must not create it: its name may be misspelt.
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.putAll(options.properties());
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false); // see SourceReader.confirm
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // see LostOffsets
    return settings;
  }

  static Map<String, Object> producer(KafkaOptions options, String table) {
    Map<String, Object> settings = common(table);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000); // one try, see KafkaWriter
    if (options.partitioning() == KafkaOptions.Partitioning.ROUND_ROBIN) {
      settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, RoundRobinPartitioner.class.getName());
    }
    settings.putAll(options.properties());
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return settings;
  }

  /**
   * Fails if a setting has a value that Kafka does not understand, or a name that looks like a
   * mistake: Kafka's plug-ins have settings of their own, so not every unknown one is wrong.
   * Connects to nothing.
   */
  static void check(KafkaOptions options) {
    Set<String> known = new TreeSet<>(ConsumerConfig.configNames());
    known.addAll(ProducerConfig.configNames());
    for (String name : options.properties().keySet()) {
      if (!known.contains(name)) {
        Nearest.of(name, known, 2).ifPresent(near -> reject(name, near));
      }
    }
    check(options, settings -> new ConsumerConfig(settings), consumer(options, "check"));
    check(options, settings -> new ProducerConfig(settings), producer(options, "check"));
  }

  private static void reject(String name, String near) {
    throw new OptionException(
        Kind.UNKNOWN,
        "properties." + name,
        "unknown option 'properties." + name + "'",
        "Kafka's clients have no setting '" + name + "'",
        "did you mean 'properties." + near + "'?");
  }

  private static void check(
      KafkaOptions options, Consumer<Map<String, Object>> parser, Map<String, Object> settings) {
    try {
      parser.accept(settings);
    } catch (ConfigException e) {
      Matcher matcher = SETTING.matcher(e.getMessage());
      String name = matcher.find() ? matcher.group(1) : "";
      String key = "properties." + (options.properties().containsKey(name) ? name : "*");
      throw new OptionException(
          Kind.INVALID,
          key,
          "Kafka's client does not take the option '" + key + "'",
          e.getMessage(),
          "see Kafka's documentation of '" + name + "'");
    }
  }

  private static Map<String, Object> common(String table) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("client.id", "rheo-" + table);
    settings.put("metric.reporters", ""); // not JMX: costs start-up, and names clash
    settings.put("enable.metrics.push", "false");
    settings.put("reconnect.backoff.max.ms", 2_000);
    return settings;
  }
}
