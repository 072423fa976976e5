package io.rheo.engine;

import io.rheo.engine.exec.RunningDataflow;
import io.rheo.engine.exec.loss.ErrorLogs;
import io.rheo.engine.exec.loss.QueryLosses;
import io.rheo.engine.metric.ErrorLog;
import java.util.Optional;

/** Adds up what ended queries left out. Safe for use by several threads. */
final class LossCounter {
  private long lateRows;
  private long rowErrors;
  private Optional<String> firstRowError = Optional.empty();

  void add(RunningDataflow ended) {
    add(ended.losses());
  }

  synchronized void add(QueryLosses losses) {
    lateRows += losses.lateCount().get();
    rowErrors += losses.rowErrors().count();
    if (firstRowError.isEmpty()) {
      firstRowError = losses.rowErrors().entries().stream().findFirst().map(ErrorLog.Entry::reason);
    }
  }

  /** The sum so far, to which more can be added. */
  synchronized LossCounter copy() {
    LossCounter copy = new LossCounter();
    copy.lateRows = lateRows;
    copy.rowErrors = rowErrors;
    copy.firstRowError = firstRowError;
    return copy;
  }

  synchronized EngineCounts counts(ErrorLogs badRecords) {
    return new EngineCounts(lateRows, rowErrors, firstRowError, badRecords.counts());
  }
}
