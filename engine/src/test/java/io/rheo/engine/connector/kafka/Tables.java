package io.rheo.engine.connector.kafka;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.format.Formats;
import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.KafkaBroker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Tables of tests: {@code id BIGINT, name STRING}, unless a test needs others. */
final class Tables {
  static final DataType BIGINT = DataType.of(TypeName.BIGINT);
  static final DataType STRING = DataType.of(TypeName.VARCHAR);
  static final RowType COLUMNS = RowType.of(new Field("id", BIGINT), new Field("name", STRING));
  static final KafkaConnector CONNECTOR =
      new KafkaConnector(
          (options, key) -> {
            String name = options.require(key, "bar");
            return name.equals("bar") ? new BarFormat() : Formats.require(options, key);
          });

  private Tables() {}

  /** A table of the shared broker that is read from its start to its end, unless options differ. */
  static TableSpec bounded(String topic, String... options) {
    String[] all = new String[options.length + 4];
    System.arraycopy(options, 0, all, 4, options.length);
    all[0] = "scan.startup.mode";
    all[1] = "earliest-offset";
    all[2] = "scan.bounded.mode";
    all[3] = "latest-offset";
    return of(Brokers.shared(), topic, all);
  }

  /**
   * @param options names and values in turn; the last of a name counts, {@code null} removes it
   */
  static TableSpec of(KafkaBroker broker, String topic, String... options) {
    return of(COLUMNS, broker.address(), topic, options);
  }

  static TableSpec of(RowType columns, String address, String topic, String... options) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("connector", "kafka");
    all.put("properties.bootstrap.servers", address);
    all.put("topic", topic);
    all.put("format", "bar");
    for (int i = 0; i < options.length; i += 2) {
      if (options[i + 1] == null) {
        all.remove(options[i]);
      } else {
        all.put(options[i], options[i + 1]);
      }
    }
    return new TableSpec("trades", columns, all, List.of());
  }

  /** All columns of a table and some metadata. */
  static SourceRequest all(TableSpec table, MetadataColumn... metadata) {
    return some(table, IntStream.range(0, table.columns().size()).boxed().toList(), metadata);
  }

  static SourceRequest some(TableSpec table, List<Integer> columns, MetadataColumn... metadata) {
    List<Field> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(table.columns().fields().get(column)));
    for (MetadataColumn column : metadata) {
      fields.add(new Field(column.key(), column.type()));
    }
    return new SourceRequest(table, columns, List.of(metadata), new RowType(fields));
  }

  /** The rows that {@link Reading#values} stands for. */
  static Batch rows(int from, int to) {
    BatchBuilder rows = new BatchBuilder(COLUMNS);
    for (int i = from; i < to; i++) {
      rows.longs(0).append(i);
      rows.bytes(1).append("n" + i);
      rows.endRow();
    }
    return rows.build();
  }
}
