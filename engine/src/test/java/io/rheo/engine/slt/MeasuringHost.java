package io.rheo.engine.slt;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Operator;
import io.rheo.engine.operator.OperatorHost;
import io.rheo.engine.operator.Output;
import io.rheo.engine.state.StateWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Takes the size of the snapshot of every operator after every step. For one query. */
final class MeasuringHost implements OperatorHost {
  private final List<List<Integer>> sizes = new ArrayList<>(); // by operator and step

  @Override
  public synchronized OneInputOperator host(Supplier<OneInputOperator> maker) {
    List<Integer> own = new ArrayList<>();
    sizes.add(own);
    return new Measured(maker.get(), own);
  }

  @Override
  public synchronized MultiInputOperator hostMultiInput(Supplier<MultiInputOperator> maker) {
    List<Integer> own = new ArrayList<>();
    sizes.add(own);
    return new MeasuredInputs(maker.get(), own);
  }

  /** The size of all snapshots together, in bytes, after each step. To be read after the query. */
  synchronized List<Integer> totals() {
    List<Integer> totals = new ArrayList<>();
    for (int step = 0; step < sizes.get(0).size(); step++) {
      int total = 0;
      for (List<Integer> own : sizes) {
        total += own.get(step);
      }
      totals.add(total);
    }
    return totals;
  }

  private record Measured(OneInputOperator operator, List<Integer> sizes)
      implements OneInputOperator {
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
      sizes.add(size(operator));
    }
  }

  private record MeasuredInputs(MultiInputOperator operator, List<Integer> sizes)
      implements MultiInputOperator {
    @Override
    public void onBatch(int input, Batch batch, Output out) {
      operator.onBatch(input, batch, out);
    }

    @Override
    public void onInputWatermark(int input, long watermark, Output out) {
      operator.onInputWatermark(input, watermark, out);
    }

    @Override
    public void onWatermark(long watermark, Output out) {
      operator.onWatermark(watermark, out);
    }

    @Override
    public void onStepEnd(Output out) {
      operator.onStepEnd(out);
      sizes.add(size(operator));
    }
  }

  private static int size(Operator operator) {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    try {
      operator.snapshot(new StateWriter(state));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return state.size();
  }
}
