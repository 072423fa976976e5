package io.rheo.engine.exec.loss;

import io.rheo.engine.metric.Counter;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.operator.LateRows;

/** What one query could not use of what it read: its thread adds, any thread may read. */
public final class QueryLosses {
  private final ErrorLog rowErrors = new ErrorLog();
  private final LateRows lateRows = new LateRows();
  private final Counter lateCount = new Counter();

  /** Rows on which an expression or an aggregate failed. */
  public ErrorLog rowErrors() {
    return rowErrors;
  }

  /** The last rows that were late. */
  public LateRows lateRows() {
    return lateRows;
  }

  /** How many rows were late; one that several operators found late counts for each. */
  public Counter lateCount() {
    return lateCount;
  }
}
