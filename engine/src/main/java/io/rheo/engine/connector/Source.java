package io.rheo.engine.connector;

/** A table to read from, its options checked. Immutable: it may be opened many times. */
public interface Source {
  /** Whether the rows end. */
  boolean bounded();

  /** Whether some rows take back earlier ones; if not, every row is one insert. */
  default boolean updating() {
    return false;
  }

  /** Starts to read. Slow or failing connections may be made here or in the first polls. */
  SourceReader open(SourceEnvironment environment);
}
