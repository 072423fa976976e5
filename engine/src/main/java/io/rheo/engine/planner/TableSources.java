package io.rheo.engine.planner;

import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.plan.ScanAbilities;
import io.rheo.engine.plan.TableSpec;
import io.rheo.sql.catalog.TableDefinition;

/** What the planner must know of a table's connector. */
public interface TableSources {
  /**
   * Whether reading the table ends. Fails with a {@code SqlError} if the table's options are wrong
   * or it cannot be read.
   */
  boolean bounded(TableDefinition table);

  /** The materialized view of a name, which exists. */
  KeptView view(String name);

  /** What the table's rows say about earlier ones. Fails likewise. */
  ChangelogMode changelogMode(TableDefinition table);

  /** What the table's source can leave undone. The table was checked before. */
  ScanAbilities abilities(TableSpec table);
}
