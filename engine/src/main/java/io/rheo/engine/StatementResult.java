package io.rheo.engine;

/** What a statement gave. */
public sealed interface StatementResult {
  /**
   * A statement without rows is done.
   *
   * @param count rows written; 0 for DDL
   * @param message one line for a person: {@code table 'trades' created}
   */
  record Done(long count, String message) implements StatementResult {}

  /** Rows, perhaps without end. The receiver must close the cursor. */
  record Rows(ResultCursor cursor) implements StatementResult {}

  /** An {@code INSERT INTO … SELECT} was started and goes on by itself. */
  record Started(Job job) implements StatementResult {}
}
