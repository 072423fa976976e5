package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.state.RowStore;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The rows of one input of a join that are held, and which of them have found a partner. */
final class HeldRows {
  private final RowStore store;
  private final int[] columns;
  private final BitSet matched = new BitSet();
  private long arrivals;

  HeldRows(RowType rowType) {
    store = new RowStore(rowType.fields().stream().map(Field::type).toList());
    columns = IntStream.range(0, rowType.size()).toArray();
  }

  RowStore store() {
    return store;
  }

  /** Copies a row; returns its cell. */
  int add(Batch batch, int row) {
    return store.add(batch, columns, row, arrivals++, batch.weight(row));
  }

  /** How many rows have come: the number of the next one. */
  long arrivals() {
    return arrivals;
  }

  boolean isMatched(int cell) {
    return matched.get(cell);
  }

  /** Notes that a row has a partner; returns whether it is the first one. */
  boolean match(int cell) {
    boolean first = !matched.get(cell);
    matched.set(cell);
    return first;
  }

  /** Forgets a row. */
  void remove(int cell) {
    matched.clear(cell);
    store.remove(cell);
  }

  void writeTo(StateWriter state) throws IOException {
    store.writeTo(state);
    state.putLong(arrivals);
    long[] bits = matched.toLongArray();
    state.putLongs(bits, bits.length);
  }

  void readFrom(StateReader state) throws IOException {
    store.readFrom(state);
    arrivals = state.getLong();
    matched.or(BitSet.valueOf(state.getLongs()));
  }
}
