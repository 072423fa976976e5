package io.rheo.shell.render;

/** What a cell's text stands for; it decides alignment and quoting. */
public enum CellKind {
  BOOLEAN,
  NUMBER,
  TEXT,
  /** Date, time or timestamp. */
  TEMPORAL,
  BINARY,
  /** An array, map or row, as JSON. */
  NESTED
}
