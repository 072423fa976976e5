package io.rheo.engine.operator.ttl;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * As {@link ExpiringOperator}, for an operator with several inputs of the same columns, whose key
 * is the whole row.
 *
 * @param <T> the operator
 */
public final class ExpiringInputs<T extends MultiInputOperator & KeyedState>
    implements MultiInputOperator {
  private final T operator;
  private final KeyExpiry expiry;

  /**
   * An operator of one dataflow.
   *
   * @param rowType the columns of all inputs; those that may be NULL in one may be here
   * @param nowMillis the time of the step, which never goes back
   */
  public ExpiringInputs(T operator, RowType rowType, long ttlMillis, LongSupplier nowMillis) {
    this.operator = operator;
    expiry =
        new KeyExpiry(
            rowType,
            IntStream.range(0, rowType.size()).boxed().toList(),
            ttlMillis,
            nowMillis,
            operator);
  }

  @Override
  public void onBatch(int input, Batch batch, Output out) {
    Batch accepted = expiry.accept(batch);
    if (accepted.rowCount() > 0) {
      operator.onBatch(input, accepted, out);
    }
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    operator.onWatermark(watermark, out);
  }

  @Override
  public void onStepEnd(Output out) {
    operator.onStepEnd(out);
    expiry.endStep();
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    expiry.writeTo(state);
    operator.snapshot(state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    expiry.readFrom(state);
    operator.restore(state);
  }
}
