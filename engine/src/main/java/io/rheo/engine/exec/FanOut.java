package io.rheo.engine.exec;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.Output;
import java.util.List;

/** Hands the same rows to several readers, one after the other. */
record FanOut(List<Output> readers) implements Output {
  @Override
  public void batch(Batch batch) {
    readers.forEach(reader -> reader.batch(batch));
  }

  @Override
  public void watermark(long watermark) {
    readers.forEach(reader -> reader.watermark(watermark));
  }
}
