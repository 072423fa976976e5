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
 * {@code 'connector' = 'kafka'}: topics as append-only tables, with the options of Flink's
 * connector of the same name; {@link KafkaOptions} lists the differences.
 */
public final class KafkaConnector implements Connector {
  private final RecordLayout.FormatLookup formats;

  public KafkaConnector() {
    this(Formats::require);
  }

  KafkaConnector(RecordLayout.FormatLookup formats) {
    this.formats = formats;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public Source source(SourceRequest request) {
    Checked checked = check(request.table());
    request.metadata().forEach(MetadataValue::of); // fails if there is no such metadata
    return new KafkaSource(checked.options(), checked.layout(), request);
  }

  @Override
  public Sink sink(TableSpec table) {
    Checked checked = check(table);
    checked.options().checkSink(TableOptions.of(table));
    return new KafkaSink(checked.options(), checked.layout(), table);
  }

  private record Checked(KafkaOptions options, RecordLayout layout) {}

  private Checked check(TableSpec table) {
    Options options = TableOptions.of(table);
    KafkaOptions checked = KafkaOptions.of(options);
    RecordLayout layout = RecordLayout.of(table, options, formats);
    layout.checkFormats(options);
    ClientProperties.check(checked);
    return new Checked(checked, layout);
  }
}
