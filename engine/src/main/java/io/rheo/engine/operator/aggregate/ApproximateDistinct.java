package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.operator.sketch.DistinctSketch;
import io.rheo.engine.operator.sketch.ValueHash;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;

/**
 * APPROX_COUNT_DISTINCT over rows that only come, none of whose arguments is NULL: see {@link
 * DistinctSketch}.
 */
final class ApproximateDistinct implements CustomAggregate {
  private final ValueHash[] hashes;

  ApproximateDistinct(AggregateCall call) {
    hashes = call.argumentTypes().stream().map(ValueHash::ofType).toArray(ValueHash[]::new);
  }

  @Override
  public Object add(Object state, Batch batch, int[] columns, int row, int weight) {
    DistinctSketch sketch = state == null ? new DistinctSketch() : (DistinctSketch) state;
    long hash = hashes[0].of(batch.column(columns[0]), row);
    for (int i = 1; i < columns.length; i++) {
      hash = ValueHash.combine(hash, hashes[i].of(batch.column(columns[i]), row));
    }
    sketch.add(hash);
    return sketch;
  }

  @Override
  public boolean canRetract() {
    return false;
  }

  @Override
  public boolean canMerge() {
    return true;
  }

  @Override
  public Object merge(Object state, Object from) {
    DistinctSketch sketch = state == null ? new DistinctSketch() : (DistinctSketch) state;
    sketch.merge((DistinctSketch) from);
    return sketch;
  }

  @Override
  public void appendResult(Object state, ColumnBuilder builder) {
    ((LongBuilder) builder).append(state == null ? 0 : ((DistinctSketch) state).result());
  }

  @Override
  public void write(Object state, StateWriter out) throws IOException {
    ((DistinctSketch) state).writeTo(out);
  }

  @Override
  public Object read(StateReader in) throws IOException {
    return DistinctSketch.read(in);
  }
}
