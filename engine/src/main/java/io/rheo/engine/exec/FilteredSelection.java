package io.rheo.engine.exec;

import io.rheo.engine.codegen.Stage;
import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.Output;

/** Hands on some columns of some of the rows: those that one of several readers wants. */
record FilteredSelection(Stage stage, Output reader) implements Output {
  @Override
  public void batch(Batch batch) {
    Batch wanted = stage.apply(batch);
    if (wanted.rowCount() > 0) {
      reader.batch(wanted);
    }
  }

  @Override
  public void watermark(long watermark) {
    reader.watermark(watermark);
  }
}
