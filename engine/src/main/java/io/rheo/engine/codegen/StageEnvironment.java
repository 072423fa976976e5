package io.rheo.engine.codegen;

import io.rheo.engine.metric.ErrorLog;
import java.util.function.LongSupplier;

/**
 * What a stage needs from the job that it runs in.
 *
 * @param operator named in the error log, for people
 * @param rowErrors where rows go that have no result
 * @param failOnRowError whether such a row ends the job instead: {@code 'rheo.row-error' = 'fail'}
 * @param stepMillis the clock of the step, in milliseconds since 1970 UTC: CURRENT_TIMESTAMP
 */
public record StageEnvironment(
    String operator, ErrorLog rowErrors, boolean failOnRowError, LongSupplier stepMillis) {
  private static final byte[] NO_RECORD = {};

  /** Counts a row that has no result, or ends the job with a {@link RowErrorException}. */
  public void rowError(String reason) {
    if (failOnRowError) {
      throw new RowErrorException(reason);
    }
    rowErrors.add(stepMillis.getAsLong(), operator, -1, NO_RECORD, reason);
  }
}
