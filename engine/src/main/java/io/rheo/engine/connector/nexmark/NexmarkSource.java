package io.rheo.engine.connector.nexmark;

import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.plan.ScanAbilities;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The events of a table, to be made. */
record NexmarkSource(SourceRequest request, EventTable table, NexmarkConfig config)
    implements Source {
  @Override
  public boolean bounded() {
    return config.bounded();
  }

  /** The time of events does not go back, so leaving some out makes none of the others late. */
  @Override
  public ScanAbilities abilities() {
    int type = table.typeColumn();
    return new ScanAbilities(true, type < 0 ? Set.of() : Set.of(type));
  }

  /** The kinds of events that the scan wants. */
  Set<EventKind> kinds() {
    Set<EventKind> kinds = new TreeSet<>(Arrays.asList(EventKind.values()));
    request
        .filter()
        .ifPresent(filter -> kinds.removeIf(kind -> !filter.values().contains((long) kind.type())));
    kinds.removeIf(kind -> config.proportions().of(kind) == 0);
    return kinds;
  }

  @Override
  public SourceReader open(SourceEnvironment environment) {
    return new NexmarkReader(this, environment);
  }
}
