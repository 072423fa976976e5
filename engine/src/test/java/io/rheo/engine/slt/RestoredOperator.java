package io.rheo.engine.slt;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** An operator that after every step is thrown away, made anew and restored from its snapshot. */
final class RestoredOperator implements OneInputOperator {
  private final Supplier<OneInputOperator> maker;
  private OneInputOperator operator;

  RestoredOperator(Supplier<OneInputOperator> maker) {
    this.maker = maker;
    operator = maker.get();
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    operator.onBatch(batch, out);
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    operator.onWatermark(watermark, out);
  }

  @Override
  public void onStepEnd(Output out) {
    operator.onStepEnd(out);
    try {
      restart();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void restart() throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    operator.snapshot(new StateWriter(state));
    if (state.size() == 0) {
      return; // nothing to restore: it may go on
    }
    ByteArrayInputStream in = new ByteArrayInputStream(state.toByteArray());
    operator = maker.get();
    operator.restore(new StateReader(in));
    if (in.available() != 0) {
      throw new AssertionError(
          operator + " left " + in.available() + " bytes of its snapshot unread");
    }
  }
}
