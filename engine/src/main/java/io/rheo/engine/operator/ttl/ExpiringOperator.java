package io.rheo.engine.operator.ttl;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * An operator whose state of a key is forgotten when no row of the key came for a time to live, by
 * the clock of the steps. Input, output and watermarks are those of the operator; nothing is
 * emitted for what is forgotten, and the retraction of a row of a forgotten key is left out.
 *
 * <p>State: the operator's, and for each key the time of its last row.
 *
 * @param <T> the operator
 */
public final class ExpiringOperator<T extends OneInputOperator & KeyedState>
    implements OneInputOperator {
  private final T operator;
  private final KeyExpiry expiry;

  /**
   * An operator of one dataflow.
   *
   * @param input the columns of the operator's input
   * @param keys which of them make the key
   * @param nowMillis the time of the step, which never goes back
   */
  public ExpiringOperator(
      T operator, RowType input, List<Integer> keys, long ttlMillis, LongSupplier nowMillis) {
    this.operator = operator;
    expiry = new KeyExpiry(input, keys, ttlMillis, nowMillis, operator);
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    Batch accepted = expiry.accept(batch);
    if (accepted.rowCount() > 0) {
      operator.onBatch(accepted, out);
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

  /** How many keys there are. */
  int keyCount() {
    return expiry.size();
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
