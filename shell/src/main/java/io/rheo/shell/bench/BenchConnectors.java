package io.rheo.shell.bench;

import io.rheo.engine.EngineConfig;
import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.Connectors;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.TableOptions;
import io.rheo.engine.plan.TableSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What stands at the two ends of a measured query. */
final class BenchConnectors {
  /** The connector of the table that results are written to. */
  static final String SINK = "bench-result";

  private BenchConnectors() {}

  /**
   * An engine whose Nexmark tables have other options than their statements say.
   *
   * @param options replace those of the same name
   * @param result takes in what the query writes to a table of connector {@link #SINK}
   * @param probe is told of events that are made and rows that are written
   */
  static EngineConfig config(Map<String, String> options, ResultHash result, Probe probe) {
    return EngineConfig.defaults()
        .withConnector(new Events(options, probe))
        .withConnector(new Results(result, probe));
  }

  /** An engine whose Nexmark tables have so many events, as fast as they can be made. */
  static EngineConfig generator(EventSource.Volume volume) {
    return config(options(volume, OptionalLong.empty()), new ResultHash(), Probe.NONE);
  }

  /**
   * Options of a Nexmark table.
   *
   * @param pace how many events come a second by the clock; empty: as fast as possible
   */
  static Map<String, String> options(EventSource.Volume volume, OptionalLong pace) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("events.num", Long.toString(volume.events()));
    options.put("first-event.rate", Long.toString(pace.orElse(volume.eventRate())));
    options.put("max-emit-speed", Boolean.toString(pace.isEmpty()));
    return options;
  }

  /** {@code nexmark} with other options. */
  private record Events(Map<String, String> options, Probe probe) implements Connector {
    @Override
    public String name() {
      return "nexmark";
    }

    @Override
    public Source source(SourceRequest request) {
      TableSpec table = request.table();
      Map<String, String> all = new LinkedHashMap<>(table.options());
      all.putAll(options);
      TableSpec changed = new TableSpec(table.name(), table.columns(), all, table.primaryKey());
      Source source =
          Connectors.require(changed)
              .source(
                  new SourceRequest(
                      changed,
                      request.physical(),
                      request.metadata(),
                      request.rowType(),
                      request.members(),
                      request.filter()));
      return new ProbedSource(source, probe);
    }

    @Override
    public Sink sink(TableSpec table) {
      throw TableOptions.onlySource(name());
    }
  }

  private record Results(ResultHash result, Probe probe) implements Connector {
    @Override
    public String name() {
      return SINK;
    }

    @Override
    public Source source(SourceRequest request) {
      throw TableOptions.onlySink(name());
    }

    @Override
    public Sink sink(TableSpec table) {
      TableOptions.of(table).rejectUnknown();
      return new ResultSink(result, probe);
    }
  }

  private record ResultSink(ResultHash result, Probe probe) implements Sink {
    @Override
    public boolean acceptsRetractions() {
      return true;
    }

    @Override
    public SinkWriter open() {
      return new ResultWriter(result, probe);
    }
  }

  private record ResultWriter(ResultHash result, Probe probe) implements SinkWriter {
    @Override
    public void write(Batch batch) {
      result.add(batch);
      probe.written();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
