package io.rheo.engine.connector;

import io.rheo.engine.plan.TableSpec;

/**
 * The code for one external system, found by the option {@code 'connector'}. Both methods run while
 * a statement is planned: they check every option and touch nothing outside. They fail with an
 * {@code OptionException}.
 */
public interface Connector {
  /** The value of the option {@code 'connector'}. */
  String name();

  /** The table as a source. */
  Source source(SourceRequest request);

  /** The table as a sink. */
  Sink sink(TableSpec table);
}
