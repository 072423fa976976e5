package io.rheo.engine.operator;

/** State by key, apart for each input. */
public interface KeyedSides {
  /** What is kept of the rows of an input. */
  KeyedState state(int input);
}
