package io.rheo.engine.connector.kafka;

import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.plan.TableSpec;
import java.util.List;

/** A Kafka topic as a sink of inserts; of upserts, or of changes if its format has them. */
record KafkaSink(KafkaOptions options, RecordLayout layout, TableSpec table) implements Sink {
  @Override
  public boolean acceptsRetractions() {
    return layout.upserts() || layout.value().format().updating();
  }

  @Override
  public List<Integer> upsertKey() {
    return layout.upserts() ? table.primaryKeyColumns() : List.of();
  }

  @Override
  public SinkWriter open() {
    return new KafkaWriter(options, layout, table.name());
  }
}
