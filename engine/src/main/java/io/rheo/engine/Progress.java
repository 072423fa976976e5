package io.rheo.engine;

import io.rheo.engine.exec.RunningDataflow;

/** The counters of a dataflow as a client sees them. */
final class Progress {
  private Progress() {}

  static QueryProgress of(RunningDataflow dataflow) {
    return new QueryProgress(
        dataflow.rowsIn(),
        dataflow.rowsOut(),
        dataflow.lateRows(),
        dataflow.rowErrors().count(),
        dataflow.badRecords().total(),
        dataflow.watermark());
  }
}
