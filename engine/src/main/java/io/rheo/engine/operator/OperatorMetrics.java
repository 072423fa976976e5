package io.rheo.engine.operator;

import io.rheo.engine.column.Batch;
import io.rheo.engine.metric.Counter;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.type.RowType;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * Where an operator counts what it could not take or give.
 *
 * @param operator how the logs name the operator
 * @param input the columns of its rows
 * @param lateRows input rows that were late for at least one window
 * @param keptLateRows the last ones of them
 * @param rowErrors rows that could not be computed: an overflow, a time attribute that is NULL
 * @param clock for the time of an entry in a log, and for nothing else
 */
public record OperatorMetrics(
    String operator,
    RowType input,
    Counter lateRows,
    LateRows keptLateRows,
    ErrorLog rowErrors,
    Clock clock) {
  private static final byte[] NO_RECORD = {};

  /** Metrics that nothing else reads. */
  public static OperatorMetrics unshared(String operator) {
    return new OperatorMetrics(
        operator,
        new RowType(List.of()),
        new Counter(),
        new LateRows(),
        new ErrorLog(),
        Clock.systemUTC());
  }

  /** Counts one row that could not be computed. */
  public void rowError(String reason) {
    rowErrors.add(clock.millis(), operator, -1, NO_RECORD, reason);
  }

  /**
   * Counts and keeps rows that were late for at least one window. Costs a copy of these rows.
   *
   * @param rows their indexes, in the entries {@code [from, to)}
   * @param watermark which had passed them
   */
  public void late(Batch batch, int[] rows, int from, int to, int timeColumn, long watermark) {
    if (from == to) {
      return;
    }
    lateRows.add(to - from);
    int first = Math.max(from, to - LateRows.KEPT);
    Batch late = batch.gather(Arrays.copyOfRange(rows, first, to), to - first).compact();
    keptLateRows.add(
        new LateRows.Entry(clock.millis(), operator, input, late, timeColumn, watermark));
  }
}
