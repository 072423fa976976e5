package io.rheo.engine.connector.kafka;

import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.TableOptions;
import io.rheo.engine.format.Formats;
import io.rheo.engine.option.Options;
import io.rheo.engine.plan.TableSpec;

/**
 * {@code 'connector' = 'upsert-kafka'}: a topic as a table with one row for each key, with the
 * options of Flink's connector of the same name. A record replaces the row of its key; a record
 * without value deletes it. The topic is read from its earliest offset.
 */
public final class UpsertKafkaConnector implements Connector {
  @Override
  public String name() {
    return "upsert-kafka";
  }

  @Override
  public Source source(SourceRequest request) {
    Options options = TableOptions.of(request.table());
    KafkaOptions checked = KafkaOptions.ofUpserts(options);
    RecordLayout layout = layout(request.table(), options, checked);
    request.metadata().forEach(MetadataValue::of); // fails if there is no such metadata
    return new KafkaSource(checked, layout, request);
  }

  @Override
  public Sink sink(TableSpec table) {
    Options options = TableOptions.of(table);
    KafkaOptions checked = KafkaOptions.ofUpserts(options);
    RecordLayout layout = layout(table, options, checked);
    checked.checkSink(options);
    return new KafkaSink(checked, layout, table);
  }

  private static RecordLayout layout(TableSpec table, Options options, KafkaOptions checked) {
    RecordLayout layout = RecordLayout.ofUpserts(table, options, Formats::require);
    layout.checkFormats(options);
    ClientProperties.check(checked);
    return layout;
  }
}
