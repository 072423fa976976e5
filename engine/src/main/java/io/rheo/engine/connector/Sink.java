package io.rheo.engine.connector;

/** A table to write to, its options checked. Immutable: it may be opened many times. */
public interface Sink {
  /** Whether rows with negative weights may be written. */
  boolean acceptsRetractions();

  /** Starts to write. */
  SinkWriter open();
}
