package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.BitSet;

/**
 * The values that each group has, for {@code agg(DISTINCT x)}: turns rows into the first arrival
 * (+1) and the last departure (-1) of values, so that the ordinary accumulators see each value
 * once.
 */
final class DistinctValues {
  private final DistinctInputs inputs;
  private final DistinctTable table;

  DistinctValues(DistinctInputs inputs) {
    this.inputs = inputs;
    table = new DistinctTable(inputs.encoder().width(), inputs.counted() ? inputs.count() : 0);
  }

  /**
   * Notes rows that are only added.
   *
   * @param wanted the inputs that have a row, as bits, for each entry of {@code from}; overwritten
   * @param hashes as many words to work with
   * @param to receives for each input the first rows with a value
   */
  void add(Batch batch, Selection from, int[] wanted, long[] hashes, Selection[] to) {
    long[] values = inputs.encoder().encode(batch);
    int width = inputs.encoder().width();
    int count = from.count();
    int[] rows = from.rows();
    int[] bases = from.bases();
    // Most values are known, and most of these in their first slot: all such rows end here.
    for (int i = 0; i < count; i++) {
      int at = rows[i] * width;
      hashes[i] = table.hash(values, at, bases[i]);
      wanted[i] &= ~table.peek(hashes[i], values, at, bases[i]);
    }
    for (int i = 0; i < count; i++) {
      if (wanted[i] != 0) {
        int entry = table.probe(hashes[i], values, rows[i] * width, bases[i]);
        int fresh = wanted[i] & ~table.bits(entry);
        table.change(entry, fresh);
        for (int bits = fresh; bits != 0; bits &= bits - 1) {
          to[Integer.numberOfTrailingZeros(bits)].add(rows[i], bases[i], 1);
        }
      }
    }
  }

  /** As {@link #add}, of rows that may be taken back; a bit says that a count is not zero. */
  void count(Batch batch, Selection from, int[] wanted, Selection[] to) {
    long[] values = inputs.encoder().encode(batch);
    int width = inputs.encoder().width();
    int[] weights = from.weights();
    for (int i = 0; i < from.count(); i++) {
      if (wanted[i] != 0) {
        int row = from.rows()[i];
        int base = from.bases()[i];
        long hash = table.hash(values, row * width, base);
        int entry = table.probe(hash, values, row * width, base);
        count(entry, row, base, wanted[i], weights == null ? 1 : weights[i], to);
      }
    }
  }

  private void count(int entry, int row, int base, int inputBits, int weight, Selection[] to) {
    int changed = 0;
    for (int bits = inputBits; bits != 0; bits &= bits - 1) {
      int input = Integer.numberOfTrailingZeros(bits);
      int counter = table.counter(entry, input);
      long before = table.words()[counter];
      long after = before + weight;
      table.words()[counter] = after;
      if (before > 0 != after > 0) {
        to[input].add(row, base, after > 0 ? 1 : -1);
      }
      changed |= (before != 0) == (after != 0) ? 0 : 1 << input;
    }
    table.change(entry, changed);
  }

  /** Drops the values that no row has any more, once these are most of them. */
  void compactIfSparse() {
    table.compactIfSparse();
  }

  /**
   * Forgets the values of some groups; looks at those of all.
   *
   * @param groups by row number
   */
  void forget(BitSet groups, int groupStride) {
    table.forget(base -> groups.get(base / groupStride));
  }

  /**
   * Groups have moved or gone.
   *
   * @param newBases by old row number; negative if the group is gone
   */
  void move(int[] newBases, int groupStride) {
    table.move(base -> newBases[base / groupStride]);
  }

  /** Marks the strings among the values in the encoder's dictionary. */
  void mark() {
    inputs.encoder().mark(table.words(), 0, table.words().length, table.stride());
  }

  void writeTo(StateWriter state) throws IOException {
    long[] entries = table.entries();
    state.putLongs(entries, entries.length);
  }

  void readFrom(StateReader state) throws IOException {
    table.fill(state.getLongs());
  }
}
