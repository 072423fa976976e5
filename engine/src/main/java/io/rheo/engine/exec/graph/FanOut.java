package io.rheo.engine.exec.graph;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.Output;
import java.util.List;

/** Hands the same rows to several readers, one after the other. */
public record FanOut(List<Output> readers) implements Output {
  /** The one reader, or all of several. */
  public static Output of(List<Output> readers) {
    return readers.size() == 1 ? readers.get(0) : new FanOut(readers);
  }

  @Override
  public void batch(Batch batch) {
    readers.forEach(reader -> reader.batch(batch));
  }

  @Override
  public void watermark(long watermark) {
    readers.forEach(reader -> reader.watermark(watermark));
  }
}
