package io.rheo.engine.connector.kafka;

import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.plan.TableSpec;

/** A Kafka topic as a sink of inserts; of changes, if the format of its values has them. */
record KafkaSink(KafkaOptions options, RecordLayout layout, TableSpec table) implements Sink {
  @Override
  public boolean acceptsRetractions() {
    return layout.value().format().updating();
  }

  @Override
  public SinkWriter open() {
    return new KafkaWriter(options, layout, table.name());
  }
}
