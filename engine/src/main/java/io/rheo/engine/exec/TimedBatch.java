package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.Operator;
import io.rheo.engine.operator.Output;

/**
 * Rows that are kept, and how far event time was when they came.
 *
 * @param mark the watermark that held before the rows; {@link Operator#NO_WATERMARK} if none of
 *     them is behind it, so that nobody can tell
 */
record TimedBatch(Batch rows, long mark) {
  /** Rows of which none was behind. */
  static TimedBatch unmarked(Batch rows) {
    return new TimedBatch(rows, Operator.NO_WATERMARK);
  }

  boolean isMarked() {
    return mark > Operator.NO_WATERMARK;
  }

  /** Hands the rows on to who judges them by the watermark that held. */
  void handOn(Output reader) {
    if (isMarked()) {
      reader.watermark(mark);
    }
    reader.batch(rows);
  }
}
