package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;

/** Two operators as one: the second reads the first; of its columns some are handed on. */
final class ChainOperator implements OneInputOperator {
  private final OneInputOperator first;
  private final OneInputOperator second;
  private final int[] columns;

  ChainOperator(OneInputOperator first, OneInputOperator second, int[] columns) {
    this.first = first;
    this.second = second;
    this.columns = columns;
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    first.onBatch(batch, between(out));
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    first.onWatermark(watermark, between(out));
  }

  @Override
  public void onStepEnd(Output out) {
    first.onStepEnd(between(out));
    second.onStepEnd(selecting(out));
  }

  private Output between(Output out) {
    Output selecting = selecting(out);
    return new Output() {
      @Override
      public void batch(Batch batch) {
        if (batch.rowCount() > 0) {
          second.onBatch(batch, selecting);
        }
      }

      @Override
      public void watermark(long watermark) {
        second.onWatermark(watermark, selecting);
      }
    };
  }

  private Output selecting(Output out) {
    return new Output() {
      @Override
      public void batch(Batch batch) {
        out.batch(batch.select(columns));
      }

      @Override
      public void watermark(long watermark) {
        out.watermark(watermark);
      }
    };
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    first.snapshot(state);
    second.snapshot(state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    first.restore(state);
    second.restore(state);
  }
}
