package io.rheo.engine.connector;

import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes tables and requests for tests of connectors. */
public final class Tables {
  private Tables() {}

  /** A table; {@code options} are keys and values in turn. */
  public static TableSpec table(RowType columns, String... options) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      map.put(options[i], options[i + 1]);
    }
    return new TableSpec("t", columns, map, List.of());
  }

  /** A request for all columns of a table. */
  public static SourceRequest all(TableSpec table, MetadataColumn... metadata) {
    List<Integer> physical = IntStream.range(0, table.columns().size()).boxed().toList();
    return request(table, physical, metadata);
  }

  /** A request for some columns of a table. */
  public static SourceRequest request(
      TableSpec table, List<Integer> physical, MetadataColumn... metadata) {
    List<Field> fields = new ArrayList<>();
    physical.forEach(column -> fields.add(table.columns().fields().get(column)));
    List.of(metadata).forEach(column -> fields.add(new Field(column.key(), column.type())));
    return new SourceRequest(table, physical, List.of(metadata), new RowType(fields));
  }
}
