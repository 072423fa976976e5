package io.rheo.engine.connector.kafka;

import io.rheo.testing.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The broker that tests share, and the other side of it: topics and records made without Rheo. */
final class Brokers {
  private static final AtomicInteger TOPICS = new AtomicInteger();
  private static KafkaBroker shared;

  private Brokers() {}

  /** One for all test classes, so that a run pays for one start. Nobody may stop it. */
  static synchronized KafkaBroker shared() {
    if (shared == null) {
      shared = KafkaBroker.start("log.cleaner.backoff.ms=100");
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  /** A new topic of the shared broker; returns its name. */
  static String topic(int partitions, Map<String, String> settings) {
    String name = "topic" + TOPICS.incrementAndGet();
    create(shared(), name, partitions, settings);
    return name;
  }

  static String topic(int partitions) {
    return topic(partitions, Map.of());
  }

  static void create(
      KafkaBroker broker, String topic, int partitions, Map<String, String> settings) {
    try (Admin admin = admin(broker)) {
      Map<String, String> all = new HashMap<>(settings);
      all.put("retention.ms", "-1"); // tests have records of 1970
      NewTopic created = new NewTopic(topic, partitions, (short) 1).configs(all);
      admin.createTopics(List.of(created)).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static Admin admin(KafkaBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.address()));
  }

  static KafkaProducer<byte[], byte[]> producer(KafkaBroker broker, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", broker.address());
    all.putIfAbsent("linger.ms", 0);
    // A topic that is a moment old may refuse the first batch and take the second, out of order.
    all.put("max.in.flight.requests.per.connection", 1);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Writes values, each in a record of its own, to one partition. */
  static void send(KafkaBroker broker, String topic, int partition, String... values) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String value : values) {
      records.add(new ProducerRecord<>(topic, partition, null, bytes(value)));
    }
    send(broker, Map.of(), records);
  }

  /** Writes records with a producer that has these settings. */
  static void send(
      KafkaBroker broker,
      Map<String, Object> settings,
      List<ProducerRecord<byte[], byte[]>> records) {
    try (var producer = producer(broker, settings)) {
      send(producer, records);
    }
  }

  /** Writes records and waits until the broker has them. */
  static void send(
      KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(producer.send(record));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static ProducerRecord<byte[], byte[]> keyed(String topic, String key, String value) {
    return new ProducerRecord<>(topic, bytes(key), bytes(value));
  }

  static void send(String topic, int partition, String... values) {
    send(shared(), topic, partition, values);
  }

  /** Waits for what another thread or process does; it tells nobody, so this looks now and then. */
  static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within 30 s");
      }
      Thread.sleep(10);
    }
  }

  static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
