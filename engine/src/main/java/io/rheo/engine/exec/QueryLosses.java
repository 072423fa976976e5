package io.rheo.engine.exec;

import io.rheo.engine.metric.Counter;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.operator.LateRows;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What one query could not use of what it read. Safe for use by several threads. */
public final class QueryLosses {
  private final ErrorLog rowErrors = new ErrorLog();
  private final LateRows lateRows = new LateRows();
  private final List<Counter> lateCounters = new CopyOnWriteArrayList<>();

  /** Rows on which an expression or an aggregate failed. */
  public ErrorLog rowErrors() {
    return rowErrors;
  }

  /** The last rows that were late. */
  public LateRows lateRows() {
    return lateRows;
  }

  /** How many rows were late; one that several operators found late counts for each. */
  public long lateCount() {
    return lateCounters.stream().mapToLong(Counter::get).sum();
  }

  /** A counter for one operator. */
  Counter newLateCounter() {
    Counter counter = new Counter();
    lateCounters.add(counter);
    return counter;
  }
}
