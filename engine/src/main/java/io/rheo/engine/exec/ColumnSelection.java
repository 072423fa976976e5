package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.Output;

/** Hands on some columns of the rows, shared and not copied. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never a key
record ColumnSelection(int[] columns, Output reader) implements Output {
  @Override
  public void batch(Batch batch) {
    reader.batch(batch.select(columns));
  }

  @Override
  public void watermark(long watermark) {
    reader.watermark(watermark);
  }
}
