package io.rheo.engine.operator;

import io.rheo.engine.column.Batch;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;

/**
 * An operator whose windows go by local time: its watermarks are local, what it hands on are the
 * instants that came in.
 */
public final class LocalTimeOperator implements OneInputOperator {
  private final OneInputOperator operator;
  private final LocalTime clock;

  private LocalTimeOperator(OneInputOperator operator, LocalTime clock) {
    this.operator = operator;
    this.clock = clock;
  }

  /** The operator with watermarks of the clock; itself if that makes no difference. */
  public static OneInputOperator of(OneInputOperator operator, LocalTime clock) {
    return clock.isSame() ? operator : new LocalTimeOperator(operator, clock);
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    operator.onBatch(batch, out);
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    operator.onWatermark(
        clock.watermark(watermark),
        new Output() {
          @Override
          public void batch(Batch batch) {
            out.batch(batch);
          }

          @Override
          public void watermark(long local) {
            out.watermark(watermark);
          }
        });
  }

  @Override
  public void onStepEnd(Output out) {
    operator.onStepEnd(out);
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    operator.snapshot(state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    operator.restore(state);
  }
}
