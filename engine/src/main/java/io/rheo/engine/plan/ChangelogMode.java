package io.rheo.engine.plan;

/** What the rows of a table say about those before them. */
public enum ChangelogMode {
  /** Every row is one insert. */
  APPEND,
  /** A row of weight -1 takes back an equal row that came before. */
  RETRACT,
  /**
   * A row replaces the one with the same primary key, if there is one; a row of weight -1 takes it
   * back, and only its key columns count.
   */
  UPSERT
}
