package io.rheo.engine.operator.join;

/** What a join knows of the partners of the rows of a side. */
enum Watch {
  /** Nothing: rows without partners are of no interest. */
  NONE,
  /** Whether there are any, by key: all rows of the other side that have the key are partners. */
  KEYS,
  /** How many there are, by row: not all of the key are. */
  ROWS
}
