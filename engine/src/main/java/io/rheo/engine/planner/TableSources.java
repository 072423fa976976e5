package io.rheo.engine.planner;

import io.rheo.engine.plan.ChangelogMode;
import io.rheo.sql.catalog.TableDefinition;

/** What the planner must know of a table's connector. */
public interface TableSources {
  /**
   * Whether reading the table ends. Fails with a {@code SqlError} if the table's options are wrong
   * or it cannot be read.
   */
  boolean bounded(TableDefinition table);

  /** What the table's rows say about earlier ones. Fails likewise. */
  ChangelogMode changelogMode(TableDefinition table);
}
