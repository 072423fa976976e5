package io.rheo.engine.connector.datagen;

import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.TableOptions;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.option.Options;
import io.rheo.engine.plan.TableSpec;
import io.rheo.engine.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** {@code 'connector' = 'datagen'}: made-up rows at a given pace. */
public final class DatagenConnector implements Connector {
  private static final long DEFAULT_ROWS_PER_SECOND = 10_000;

  @Override
  public String name() {
    return "datagen";
  }

  @Override
  public Source source(SourceRequest request) {
    Options options = TableOptions.of(request.table());
    if (!request.metadata().isEmpty()) {
      String key = request.metadata().get(0).key();
      throw new OptionException(
          Kind.UNKNOWN,
          key,
          "unknown metadata column '" + key + "'",
          "connector 'datagen' has no metadata",
          "remove the column");
    }
    List<Generator> generators = new ArrayList<>();
    for (Field column : request.table().columns().fields()) {
      generators.add(Generators.of(options.scoped("fields." + column.name() + "."), column.type()));
    }
    DatagenSource source =
        new DatagenSource(
            request,
            List.copyOf(generators),
            rowsPerSecond(options),
            rowLimit(options, generators),
            options.findLong("seed"));
    options.rejectUnknown();
    return source;
  }

  private static long rowsPerSecond(Options options) {
    long rowsPerSecond = options.getLong("rows-per-second", DEFAULT_ROWS_PER_SECOND);
    if (rowsPerSecond <= 0) {
      throw options.invalid("rows-per-second", "it must be positive", "write for example '10'");
    }
    return rowsPerSecond;
  }

  /** The rows end with the shortest sequence, and with {@code number-of-rows}. */
  private static OptionalLong rowLimit(Options options, List<Generator> generators) {
    long limit = options.findLong("number-of-rows").orElse(Long.MAX_VALUE);
    if (limit < 0) {
      throw options.invalid("number-of-rows", "it is negative", "write for example '1000'");
    }
    for (Generator generator : generators) {
      limit = Math.min(limit, generator.rowLimit());
    }
    return limit == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(limit);
  }

  @Override
  public Sink sink(TableSpec table) {
    throw TableOptions.onlySource(name());
  }
}
