package io.rheo.engine.connector;

import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
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

  /** A table of a connector that only writes is read. */
  public static OptionException onlySink(String connector) {
    return new OptionException(
        Kind.INVALID,
        "connector",
        "a table with connector '" + connector + "' cannot be read",
        "it is only a sink",
        "use it in INSERT INTO");
  }

  /** A table of a connector that only reads is written to. */
  public static OptionException onlySource(String connector) {
    return new OptionException(
        Kind.INVALID,
        "connector",
        "a table with connector '" + connector + "' cannot be written to",
        "it is only a source",
        "use it in FROM");
  }
}
