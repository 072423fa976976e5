package io.rheo.engine.planner;

import io.rheo.sql.catalog.TableDefinition;

/** What the planner must know of a table's connector. */
public interface TableSources {
  /**
   * Whether reading the table ends. Fails with a {@code SqlError} if the table's options are wrong
   * or it cannot be read.
   */
  boolean bounded(TableDefinition table);
}
