package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.BitSet;

/**
 * How often each group has each value, for {@code agg(DISTINCT x)}: turns rows into the first
 * arrival (+1) and the last departure (-1) of values, so that the ordinary accumulators see each
 * value once.
 */
final class DistinctValues {
  private final KeyEncoder encoder;
  private final int keyWords; // the group's base, then the value's words
  private GroupTable counts;
  private int live; // values whose count is not zero

  DistinctValues(KeyEncoder encoder) {
    this.encoder = encoder;
    keyWords = 1 + encoder.width();
    counts = newTable(0);
  }

  private GroupTable newTable(int expectedRows) {
    return new GroupTable(keyWords, new long[1], expectedRows);
  }

  /** Keeps the rows of {@code selection} that change which values its group has. */
  void select(Batch batch, Selection from, Selection to) {
    long[] values = encoder.encode(batch);
    int width = encoder.width();
    long[] key = new long[keyWords];
    int[] weights = from.weights();
    to.clear(weights != null, from.count());
    for (int i = 0; i < from.count(); i++) {
      int row = from.rows()[i];
      key[0] = from.bases()[i];
      System.arraycopy(values, row * width, key, 1, width);
      int at = counts.probe(key, 0) + keyWords;
      long before = counts.rows()[at];
      long after = before + (weights == null ? 1 : weights[i]);
      counts.rows()[at] = after;
      live += (after != 0 ? 1 : 0) - (before != 0 ? 1 : 0);
      if (before > 0 != after > 0) {
        to.add(row, from.bases()[i], after > 0 ? 1 : -1);
      }
    }
  }

  /** Drops the values that no row has any more, once these are most of them. */
  void compactIfSparse() {
    int dead = counts.size() - live;
    if (dead > 16 && dead * 2 > counts.size()) {
      counts.compact((rows, base) -> rows[base + keyWords] != 0, (from, to) -> {});
    }
  }

  /**
   * Forgets the values of some groups; looks at those of all.
   *
   * @param groups by row number
   */
  void forget(BitSet groups, int groupStride) {
    long[] rows = counts.rows();
    for (int base = 0; base < counts.used(); base += counts.stride()) {
      if (rows[base + keyWords] != 0 && groups.get((int) rows[base] / groupStride)) {
        rows[base + keyWords] = 0;
        live--;
      }
    }
  }

  /**
   * Groups have moved or gone.
   *
   * @param newBases by old row number; negative if the group is gone
   */
  void move(int[] newBases, int groupStride) {
    GroupTable moved = newTable(counts.size());
    long[] key = new long[keyWords];
    long[] rows = counts.rows();
    for (int base = 0; base < counts.used(); base += counts.stride()) {
      int newBase = newBases[(int) rows[base] / groupStride];
      if (newBase >= 0 && rows[base + keyWords] != 0) {
        System.arraycopy(rows, base, key, 0, keyWords);
        key[0] = newBase;
        int to = moved.probe(key, 0);
        moved.rows()[to + keyWords] = rows[base + keyWords];
      }
    }
    counts = moved;
    live = counts.size();
  }

  int size() {
    return counts.size();
  }

  KeyEncoder encoder() {
    return encoder;
  }

  void mark() {
    encoder.mark(counts, 1);
  }

  void writeTo(StateWriter state) throws IOException {
    counts.writeTo(state);
  }

  void readFrom(StateReader state) throws IOException {
    counts.readFrom(state);
    live = 0;
    for (int base = 0; base < counts.used(); base += counts.stride()) {
      live += counts.rows()[base + keyWords] == 0 ? 0 : 1;
    }
  }
}
