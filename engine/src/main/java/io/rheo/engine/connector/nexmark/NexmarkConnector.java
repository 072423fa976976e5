package io.rheo.engine.connector.nexmark;

import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.TableOptions;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.plan.TableSpec;

/** {@code 'connector' = 'nexmark'}: the events of the Nexmark benchmark. */
public final class NexmarkConnector implements Connector {
  @Override
  public String name() {
    return "nexmark";
  }

  @Override
  public Source source(SourceRequest request) {
    if (!request.metadata().isEmpty()) {
      String key = request.metadata().get(0).key();
      throw new OptionException(
          Kind.UNKNOWN,
          key,
          "unknown metadata column '" + key + "'",
          "connector 'nexmark' has no metadata",
          "remove the column");
    }
    NexmarkConfig config = NexmarkOptions.read(request.table());
    return new NexmarkSource(request, EventTable.of(request.table(), config), config);
  }

  @Override
  public Sink sink(TableSpec table) {
    throw TableOptions.onlySource(name());
  }
}
