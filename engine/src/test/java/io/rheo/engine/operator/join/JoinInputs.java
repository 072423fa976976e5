package io.rheo.engine.operator.join;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorDriver.OutputRow;
import io.rheo.engine.operator.Output;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** The two inputs of a join: rows and watermarks of each, of which the join is told the least. */
final class JoinInputs {
  private final OperatorDriver driver;
  private final long[] watermarks = {OneInputOperator.NO_WATERMARK, OneInputOperator.NO_WATERMARK};
  private MultiInputOperator join;
  private int input;
  private long given = OneInputOperator.NO_WATERMARK;

  JoinInputs(Supplier<MultiInputOperator> factory, RowType outputType) {
    driver = new OperatorDriver(() -> new Port(factory.get()), outputType);
  }

  static StageEnvironment environment() {
    return new StageEnvironment("Join", new ErrorLog(), true, () -> 0);
  }

  /** Hands all on to the join, which is another one after a restart. */
  private final class Port implements OneInputOperator {
    Port(MultiInputOperator operator) {
      join = operator;
    }

    @Override
    public void onBatch(Batch batch, Output out) {
      join.onBatch(input, batch, out);
    }

    @Override
    public void onWatermark(long watermark, Output out) {
      join.onWatermark(watermark, out);
    }

    @Override
    public void onStepEnd(Output out) {
      join.onStepEnd(out);
    }

    @Override
    public void snapshot(StateWriter state) throws IOException {
      join.snapshot(state);
    }

    @Override
    public void restore(StateReader state) throws IOException {
      join.restore(state);
    }
  }

  void send(int toInput, Batch batch) {
    input = toInput;
    driver.send(batch);
  }

  /** The watermark of both inputs. */
  long watermark() {
    return Math.min(watermarks[0], watermarks[1]);
  }

  /** The watermark that the join had given before the rows that the next {@link #take} gives. */
  long outputWatermark() {
    return given;
  }

  void advance(int ofInput, long watermark) {
    long before = watermark();
    if (watermark > watermarks[ofInput]) {
      watermarks[ofInput] = watermark;
      join.onInputWatermark(ofInput, watermark, driver);
    }
    if (watermark() > before) {
      driver.advance(watermark());
    }
  }

  void endStep() {
    driver.endStep();
  }

  void restart() {
    driver.restart();
  }

  /** What the last batch, or the last watermark, has brought about. */
  List<OutputRow> take() {
    given = driver.watermark();
    return driver.take();
  }
}
