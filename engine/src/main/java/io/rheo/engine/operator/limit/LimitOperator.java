package io.rheo.engine.operator.limit;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;

/**
 * Hands on the first rows of an append-only input, after leaving out some. Once {@link
 * #isSatisfied} no input changes the output, so that the query can end.
 */
public final class LimitOperator implements OneInputOperator {
  private final long offset;
  private final long limit;
  private long skipped;
  private long passed;

  public LimitOperator(OrderedNode.Limit plan) {
    offset = plan.offset();
    limit = plan.limit();
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int from = (int) Math.min(batch.rowCount(), offset - skipped);
    int to = (int) Math.min(batch.rowCount(), from + Math.min(limit - passed, Integer.MAX_VALUE));
    skipped += from;
    passed += to - from;
    if (to > from) {
      out.batch(batch.slice(from, to));
    }
  }

  /** Whether all rows that are wanted have passed. */
  public boolean isSatisfied() {
    return passed == limit;
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(skipped);
    state.putLong(passed);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    skipped = state.getLong();
    passed = state.getLong();
  }
}
