package io.rheo.engine;

import io.rheo.engine.exec.ErrorLogs;
import io.rheo.engine.exec.RunningDataflow;
import io.rheo.engine.metric.ErrorLog;
import java.util.Optional;

/** Adds up what ended queries left out. Safe for use by several threads. */
final class LossCounter {
  private long lateRows;
  private long rowErrors;
  private Optional<String> firstRowError = Optional.empty();

  synchronized void add(RunningDataflow ended) {
    lateRows += ended.lateRows();
    rowErrors += ended.rowErrors().count();
    if (firstRowError.isEmpty()) {
      firstRowError = ended.rowErrors().entries().stream().findFirst().map(ErrorLog.Entry::reason);
    }
  }

  synchronized EngineCounts counts(ErrorLogs badRecords) {
    return new EngineCounts(lateRows, rowErrors, firstRowError, badRecords.counts());
  }
}
