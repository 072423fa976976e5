package io.rheo.shell.bench;

import java.io.IOException;

/**
 * Events as JSON records of Kafka: a topic for each volume and kind, of as many partitions as the
 * broker gives to a new one. A topic that has nothing is filled.
 *
 * @param bootstrapServers of the broker
 */
record KafkaStore(String bootstrapServers) implements StoredEvents.Store {
  @Override
  public String keep(StoredEvents.Kind kind, EventSource.Volume volume, StoredEvents.Writer writer)
      throws IOException, InterruptedException {
    String topic = "nexmark-%d-%d-%s".formatted(volume.events(), volume.eventRate(), kind.view());
    long wanted = writer.count();
    long there = writer.count(reading("topic-pattern", topic)); // it need not exist
    if (there == 0) {
      writer.write(
          StoredEvents.options(
              "connector",
              "kafka",
              "topic",
              topic,
              "properties.bootstrap.servers",
              bootstrapServers,
              "format",
              "json"));
    } else if (there != wanted) {
      throw new IOException(
          "topic '%s' has %d records, not %d: delete it, and it is written again"
              .formatted(topic, there, wanted));
    }
    return reading("topic", topic);
  }

  private String reading(String option, String topic) {
    return StoredEvents.options(
        "connector",
        "kafka",
        option,
        topic,
        "properties.bootstrap.servers",
        bootstrapServers,
        "scan.startup.mode",
        "earliest-offset",
        "scan.bounded.mode",
        "latest-offset",
        "format",
        "json");
  }
}
