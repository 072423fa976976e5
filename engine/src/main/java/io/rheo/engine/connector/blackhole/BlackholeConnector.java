package io.rheo.engine.connector.blackhole;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.TableOptions;
import io.rheo.engine.plan.TableSpec;

/** {@code 'connector' = 'blackhole'}: takes all rows and keeps none. */
public final class BlackholeConnector implements Connector {
  @Override
  public String name() {
    return "blackhole";
  }

  @Override
  public Source source(SourceRequest request) {
    throw TableOptions.onlySink(name());
  }

  @Override
  public Sink sink(TableSpec table) {
    TableOptions.of(table).rejectUnknown();
    return new BlackholeSink();
  }

  private record BlackholeSink() implements Sink {
    @Override
    public boolean acceptsRetractions() {
      return true;
    }

    @Override
    public SinkWriter open() {
      return new BlackholeWriter();
    }
  }

  private static final class BlackholeWriter implements SinkWriter {
    @Override
    public void write(Batch batch) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
