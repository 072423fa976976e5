package io.rheo.engine.slt;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Operator;
import io.rheo.engine.operator.OperatorHost;
import io.rheo.engine.operator.Output;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Throws every operator away after each step, makes it anew and restores it from its snapshot. */
final class RestoringHost implements OperatorHost {
  @Override
  public OneInputOperator host(Supplier<OneInputOperator> maker) {
    return new OneInput(maker);
  }

  @Override
  public MultiInputOperator hostMultiInput(Supplier<MultiInputOperator> maker) {
    return new MultiInput(maker);
  }

  private abstract static class Restored<O extends Operator> implements Operator {
    private final Supplier<O> maker;
    O operator;

    Restored(Supplier<O> maker) {
      this.maker = maker;
      operator = maker.get();
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

  private static final class OneInput extends Restored<OneInputOperator>
      implements OneInputOperator {
    OneInput(Supplier<OneInputOperator> maker) {
      super(maker);
    }

    @Override
    public void onBatch(Batch batch, Output out) {
      operator.onBatch(batch, out);
    }
  }

  private static final class MultiInput extends Restored<MultiInputOperator>
      implements MultiInputOperator {
    MultiInput(Supplier<MultiInputOperator> maker) {
      super(maker);
    }

    @Override
    public void onInputWatermark(int input, long watermark, Output out) {
      operator.onInputWatermark(input, watermark, out);
    }

    @Override
    public void onBatch(int input, Batch batch, Output out) {
      operator.onBatch(input, batch, out);
    }
  }
}
