package io.rheo.engine.operator;

import io.rheo.engine.metric.Counter;
import io.rheo.engine.metric.ErrorLog;
import java.time.Clock;

/**
 * Where an operator counts what it could not take or give.
 *
 * @param operator how the error log names the operator
 * @param lateRows input rows that were late for at least one window
 * @param rowErrors rows that could not be computed: an overflow, a time attribute that is NULL
 * @param clock for the time of an entry in the log, and for nothing else
 */
public record OperatorMetrics(String operator, Counter lateRows, ErrorLog rowErrors, Clock clock) {
  private static final byte[] NO_RECORD = {};

  /** Metrics that nothing else reads. */
  public static OperatorMetrics unshared(String operator) {
    return new OperatorMetrics(operator, new Counter(), new ErrorLog(), Clock.systemUTC());
  }

  /** Counts one row that could not be computed. */
  public void rowError(String reason) {
    rowErrors.add(clock.millis(), operator, -1, NO_RECORD, reason);
  }
}
