package io.rheo.engine.connector;

import java.util.List;

/** A table to write to, its options checked. Immutable: it may be opened many times. */
public interface Sink {
  /** Whether rows with negative weights may be written. */
  boolean acceptsRetractions();

  /**
   * The columns by which a row replaces the one written before; empty if every row stands for
   * itself. Such a sink gets, of each step, one row for each key: the last one, or with weight -1
   * the one that is gone.
   */
  default List<Integer> upsertKey() {
    return List.of();
  }

  /** Starts to write. */
  SinkWriter open();
}
