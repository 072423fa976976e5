package io.rheo.engine.operator.ttl;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.KeyedSides;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * As {@link ExpiringOperator}, for an operator that keeps rows of each input by a key: those of one
 * input are forgotten apart from those of another.
 *
 * @param <T> the operator
 */
public final class ExpiringSides<T extends MultiInputOperator & KeyedSides>
    implements MultiInputOperator {
  private final T operator;
  private final KeyExpiry[] expiries; // null: the rows of this input stay
  private boolean started; // the step

  /**
   * An input.
   *
   * @param rowType its columns
   * @param keys which of them make the key
   * @param ttlMillis how long rows stay after the last one of their key; 0: for ever
   */
  public record Side(RowType rowType, List<Integer> keys, long ttlMillis) {}

  /**
   * An operator of one dataflow.
   *
   * @param sides its inputs, in order
   * @param nowMillis the time of the step, which never goes back
   */
  public ExpiringSides(T operator, List<Side> sides, LongSupplier nowMillis) {
    this.operator = operator;
    expiries = new KeyExpiry[sides.size()];
    for (int i = 0; i < expiries.length; i++) {
      Side side = sides.get(i);
      if (side.ttlMillis() > 0) {
        expiries[i] =
            new KeyExpiry(
                side.rowType(), side.keys(), side.ttlMillis(), nowMillis, operator.state(i));
      }
    }
  }

  @Override
  public void onBatch(int input, Batch batch, Output out) {
    startStep();
    Batch accepted = expiries[input] == null ? batch : expiries[input].accept(batch);
    if (accepted.rowCount() > 0) {
      operator.onBatch(input, accepted, out);
    }
  }

  /** Rows of a step do not meet rows of the other side that had expired when it began. */
  private void startStep() {
    if (!started) {
      started = true;
      for (KeyExpiry expiry : expiries) {
        if (expiry != null) {
          expiry.sweepIfDue();
        }
      }
    }
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    operator.onWatermark(watermark, out);
  }

  @Override
  public void onStepEnd(Output out) {
    operator.onStepEnd(out);
    started = false;
    for (KeyExpiry expiry : expiries) {
      if (expiry != null) {
        expiry.endStep();
      }
    }
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    for (KeyExpiry expiry : expiries) {
      if (expiry != null) {
        expiry.writeTo(state);
      }
    }
    operator.snapshot(state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    for (KeyExpiry expiry : expiries) {
      if (expiry != null) {
        expiry.readFrom(state);
      }
    }
    operator.restore(state);
  }
}
