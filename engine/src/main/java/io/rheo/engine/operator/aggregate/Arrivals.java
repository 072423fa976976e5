package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;

/**
 * Numbers the rows of an operator's input in the order of their arrival, however they are cut into
 * batches and whichever groups they are in.
 */
final class Arrivals {
  private long next;
  private Batch last; // whose rows have the numbers before next
  private long firstOfLast;

  /** The number of the batch's first row; the others follow. */
  long first(Batch batch) {
    if (batch != last) {
      last = batch;
      firstOfLast = next;
      next += batch.rowCount();
    }
    return firstOfLast;
  }

  void writeTo(StateWriter state) throws IOException {
    state.putLong(next);
  }

  void readFrom(StateReader state) throws IOException {
    next = state.getLong();
    last = null;
  }
}
