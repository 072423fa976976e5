package io.rheo.engine.planner;

import io.rheo.sql.catalog.TableDefinition;

/** What the planner must know of a table's connector. */
public interface TableSources {
  /**
   * Whether reading the table ends. Fails with a {@code SqlError} if the table's options are wrong
   * or it cannot be read.
   */
  boolean bounded(TableDefinition table);

  /** Whether the table's rows may be taken back: it is a changelog. Fails likewise. */
  boolean updating(TableDefinition table);
}
