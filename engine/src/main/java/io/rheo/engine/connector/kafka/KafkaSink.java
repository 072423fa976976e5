package io.rheo.engine.connector.kafka;

import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.plan.TableSpec;

/** A Kafka topic as a sink of inserts. */
record KafkaSink(KafkaOptions options, RecordLayout layout, TableSpec table) implements Sink {
  @Override
  public boolean acceptsRetractions() {
    return false;
  }

  @Override
  public SinkWriter open() {
    return new KafkaWriter(options, layout, table.name());
  }
}
