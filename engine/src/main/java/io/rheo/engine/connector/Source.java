package io.rheo.engine.connector;

import io.rheo.engine.plan.ChangelogMode;
import io.rheo.engine.plan.ScanAbilities;

/** A table to read from, its options checked. Immutable: it may be opened many times. */
public interface Source {
  /** Whether the rows end. */
  boolean bounded();

  /** What its rows say about earlier ones. */
  default ChangelogMode changelogMode() {
    return ChangelogMode.APPEND;
  }

  /** What it can leave undone when a plan does not need it. */
  default ScanAbilities abilities() {
    return ScanAbilities.NONE;
  }

  /** Starts to read. Slow or failing connections may be made here or in the first polls. */
  SourceReader open(SourceEnvironment environment);
}
