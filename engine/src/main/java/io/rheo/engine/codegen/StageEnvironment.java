package io.rheo.engine.codegen;

import io.rheo.engine.function.FunctionInstances;
import io.rheo.engine.metric.ErrorLog;
import java.util.function.LongSupplier;

/**
 * What a stage needs from the job that it runs in.
 *
 * @param operator named in the error log, for people
 * @param rowErrors where rows go that have no result
 * @param failOnRowError whether such a row ends the job instead: {@code 'rheo.row-error' = 'fail'}
 * @param functions the instances of users' functions, which live as long as the job
 * @param stepMillis the clock of the step, in milliseconds since 1970 UTC: CURRENT_TIMESTAMP
 */
public record StageEnvironment(
    String operator,
    ErrorLog rowErrors,
    boolean failOnRowError,
    LongSupplier stepMillis,
    FunctionInstances functions) {
  private static final byte[] NO_RECORD = {};

  /** An environment whose functions, if there are any, are never closed. */
  public StageEnvironment(
      String operator, ErrorLog rowErrors, boolean failOnRowError, LongSupplier stepMillis) {
    this(operator, rowErrors, failOnRowError, stepMillis, new FunctionInstances());
  }

  /** Counts a row that has no result, or ends the job with a {@link RowErrorException}. */
  public void rowError(String reason) {
    if (failOnRowError) {
      throw new RowErrorException(reason);
    }
    rowErrors.add(stepMillis.getAsLong(), operator, -1, NO_RECORD, reason);
  }
}
