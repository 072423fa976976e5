package io.rheo.engine.connector;

import io.rheo.engine.option.Options;
import io.rheo.engine.plan.TableSpec;
import java.util.List;

/** Where every connector starts to read the options of a table. */
public final class TableOptions {
  /** Read by the planner and the engine, whatever the connector is. */
  private static final List<String> OF_EVERY_TABLE =
      List.of(
          "connector",
          "scan.parallelism",
          "scan.watermark.idle-timeout",
          "scan.watermark.all-idle",
          "sink.parallelism");

  private TableOptions() {}

  /** The options of a table; those that every table may have are known already. */
  public static Options of(TableSpec table) {
    Options options =
        new Options("connector '" + table.options().get("connector") + "'", table.options());
    OF_EVERY_TABLE.forEach(options::find);
    return options;
  }
}
