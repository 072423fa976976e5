package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.state.BytesHeap;

/**
 * Least and greatest value of input that is only added to. Whether there is one is told by the
 * count of values, which is another accumulator.
 */
final class MinMaxAccumulators {
  private MinMaxAccumulators() {}

  /**
   * Values that are ordered as one word is: see {@link SortWords}. The greatest is kept as the
   * least of the complements, so that one loop does for both.
   */
  static final class OfWords extends Accumulator {
    private final long flip; // -1 for MAX: ~x reverses the order

    OfWords(int at, boolean max) {
      super(at, 1);
      flip = max ? -1 : 0;
    }

    @Override
    void init(long[] words, int base) {
      words[base + at] = Long.MAX_VALUE;
    }

    @Override
    void update(Column column, Selection selection, Groups groups) {
      int count = selection.count();
      long[] words = groups.words();
      if (column instanceof LongColumn longs) {
        least(longs.values(), selection.rows(), words, selection.bases(), count);
      } else if (column instanceof DoubleColumn doubles) {
        least(doubles.values(), selection.rows(), words, selection.bases(), count);
      } else if (column instanceof IntColumn ints) {
        least(ints.values(), selection.rows(), words, selection.bases(), count);
      } else {
        byte[] values = ((BooleanColumn) column).values();
        least(values, selection.rows(), words, selection.bases(), count);
      }
    }

    private void least(long[] values, int[] rows, long[] words, int[] bases, int count) {
      for (int i = 0; i < count; i++) {
        int to = bases[i] + at;
        words[to] = Math.min(words[to], values[rows[i]] ^ flip);
      }
    }

    private void least(double[] values, int[] rows, long[] words, int[] bases, int count) {
      for (int i = 0; i < count; i++) {
        int to = bases[i] + at;
        words[to] = Math.min(words[to], SortWords.ofDouble(values[rows[i]]) ^ flip);
      }
    }

    private void least(int[] values, int[] rows, long[] words, int[] bases, int count) {
      for (int i = 0; i < count; i++) {
        int to = bases[i] + at;
        words[to] = Math.min(words[to], values[rows[i]] ^ flip);
      }
    }

    private void least(byte[] values, int[] rows, long[] words, int[] bases, int count) {
      for (int i = 0; i < count; i++) {
        int to = bases[i] + at;
        words[to] = Math.min(words[to], values[rows[i]] ^ flip);
      }
    }

    @Override
    void merge(Merge merge, int sign) {
      long[] from = merge.from().words();
      long[] to = merge.to().words();
      for (int i = 0; i < merge.count(); i++) {
        int target = merge.toBases()[i] + at;
        to[target] = Math.min(to[target], from[merge.fromBases()[i] + at]);
      }
    }
  }

  /** Decimals of 128 bits; the greatest as the least of the complements. */
  static final class OfDecimals extends Accumulator {
    private final long flip;

    OfDecimals(int at, boolean max) {
      super(at, 2);
      flip = max ? -1 : 0;
    }

    @Override
    void init(long[] words, int base) {
      words[base + at] = Long.MAX_VALUE;
      words[base + at + 1] = -1;
    }

    @Override
    void update(Column column, Selection selection, Groups groups) {
      Decimal128Column values = (Decimal128Column) column;
      long[] words = groups.words();
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.rows()[i];
        long high = values.high()[row] ^ flip;
        least(words, selection.bases()[i] + at, high, values.low()[row] ^ flip);
      }
    }

    private static void least(long[] words, int to, long high, long low) {
      if (high < words[to] || (high == words[to] && Long.compareUnsigned(low, words[to + 1]) < 0)) {
        words[to] = high;
        words[to + 1] = low;
      }
    }

    @Override
    void merge(Merge merge, int sign) {
      long[] from = merge.from().words();
      for (int i = 0; i < merge.count(); i++) {
        int source = merge.fromBases()[i] + at;
        least(merge.to().words(), merge.toBases()[i] + at, from[source], from[source + 1]);
      }
    }
  }

  /** Byte strings, as handles of the group's heap. */
  static final class OfBytes extends Accumulator {
    static final long NONE = -1;
    private final int direction; // of the comparison: 1 least, -1 greatest

    OfBytes(int at, boolean max) {
      super(at, 1);
      direction = max ? -1 : 1;
    }

    @Override
    void init(long[] words, int base) {
      words[base + at] = NONE;
    }

    @Override
    void update(Column column, Selection selection, Groups groups) {
      BytesColumn strings = (BytesColumn) column;
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.rows()[i];
        int to = selection.bases()[i] + at;
        offer(groups, to, strings.bytes(), strings.starts()[row], strings.lengths()[row]);
      }
    }

    private void offer(Groups groups, int to, byte[] bytes, int start, int length) {
      long[] words = groups.words();
      long handle = words[to];
      if (handle == NONE || groups.heap().compare(handle, bytes, start, length) * direction > 0) {
        words[to] = groups.heap().add(bytes, start, length);
      }
    }

    @Override
    void merge(Merge merge, int sign) {
      long[] from = merge.from().words();
      byte[] bytes = merge.from().heap().bytes();
      for (int i = 0; i < merge.count(); i++) {
        long handle = from[merge.fromBases()[i] + at];
        if (handle != NONE) {
          int to = merge.toBases()[i] + at;
          offer(merge.to(), to, bytes, BytesHeap.start(handle), BytesHeap.length(handle));
        }
      }
    }

    @Override
    boolean usesHeap() {
      return true;
    }

    @Override
    void relocate(long[] words, int base, BytesHeap from, BytesHeap to) {
      long handle = words[base + at];
      if (handle != NONE) {
        words[base + at] = to.add(from.bytes(), BytesHeap.start(handle), BytesHeap.length(handle));
      }
    }
  }
}
