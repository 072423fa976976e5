package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.type.Storage;
import java.util.Map;

/** BIT_AND, BIT_OR and BIT_XOR of integers. */
final class BitAggregates {
  private enum Operation {
    AND,
    OR,
    XOR;

    long apply(long a, long b) {
      return switch (this) {
        case AND -> a & b;
        case OR -> a | b;
        case XOR -> a ^ b;
      };
    }
  }

  private BitAggregates() {}

  static void addTo(Map<String, AggregateMakers.Maker> makers) {
    for (Operation operation : Operation.values()) {
      makers.put("BIT_" + operation, (call, layout) -> result(call, operation, layout));
    }
  }

  private static AggregateResult result(
      AggregateCall call, Operation operation, AggregateLayoutBuilder layout) {
    AggregateInput.Key key = layout.notNull(call);
    int countAt = layout.countAt(call);
    boolean narrow = call.type().storage() == Storage.INT;
    if (layout.updating()) {
      Accumulator bits = layout.accumulator("bits", key, BitCounts::new);
      return rows -> column(rows, countAt, narrow, i -> fold(rows, i, bits.at, countAt, operation));
    }
    Accumulator word =
        layout.accumulator("bit " + operation, key, at -> new BitWord(at, operation));
    return rows -> column(rows, countAt, narrow, i -> rows.word(i, word.at));
  }

  private static long fold(ResultRows rows, int i, int at, int countAt, Operation operation) {
    long count = rows.word(i, countAt);
    long result = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long ones = rows.word(i, at + bit);
      boolean set =
          switch (operation) {
            case AND -> ones == count;
            case OR -> ones != 0;
            case XOR -> (ones & 1) != 0;
          };
      result |= (set ? 1L : 0L) << bit;
    }
    return result;
  }

  /** The result of entry {@code i}. */
  @FunctionalInterface
  private interface Result {
    long of(int i);
  }

  private static Column column(ResultRows rows, int countAt, boolean narrow, Result result) {
    long[] values = new long[rows.count()];
    int[] ints = new int[narrow ? values.length : 0];
    long[] valid = rows.validWhereNotZero(countAt);
    for (int i = 0; i < values.length; i++) {
      if (Validity.isSet(valid, i)) {
        values[i] = result.of(i);
        if (narrow) {
          ints[i] = (int) values[i];
        }
      }
    }
    return narrow ? new IntColumn(ints, valid) : new LongColumn(values, valid);
  }

  private static long value(Column column, int row) {
    return column instanceof LongColumn longs
        ? longs.values()[row]
        : ((IntColumn) column).values()[row];
  }

  /** The result of all values so far, for input that is only ever added to. */
  private static final class BitWord extends Accumulator {
    private final Operation operation;

    BitWord(int at, Operation operation) {
      super(at, 1);
      this.operation = operation;
    }

    @Override
    void init(long[] words, int base) {
      words[base + at] = operation == Operation.AND ? -1 : 0;
    }

    @Override
    void update(Column column, Selection selection, Groups groups) {
      long[] words = groups.words();
      int[] weights = selection.weights();
      for (int i = 0; i < selection.count(); i++) {
        int to = selection.bases()[i] + at;
        int copies = weights == null ? 1 : weights[i];
        long value = value(column, selection.rows()[i]);
        if (operation != Operation.XOR || (copies & 1) != 0) {
          words[to] = operation.apply(words[to], value);
        }
      }
    }

    @Override
    void merge(Merge merge, int sign) {
      long[] from = merge.from().words();
      long[] to = merge.to().words();
      for (int i = 0; i < merge.count(); i++) {
        int target = merge.toBases()[i] + at;
        to[target] = operation.apply(to[target], from[merge.fromBases()[i] + at]);
      }
    }
  }

  /** How many values have each bit set, for input that retracts. */
  private static final class BitCounts extends Accumulator {
    BitCounts(int at) {
      super(at, Long.SIZE);
    }

    @Override
    void update(Column column, Selection selection, Groups groups) {
      long[] words = groups.words();
      int[] weights = selection.weights();
      for (int i = 0; i < selection.count(); i++) {
        int to = selection.bases()[i] + at;
        int weight = weights == null ? 1 : weights[i];
        long value = value(column, selection.rows()[i]);
        while (value != 0) {
          words[to + Long.numberOfTrailingZeros(value)] += weight;
          value &= value - 1;
        }
      }
    }

    @Override
    void merge(Merge merge, int sign) {
      for (int bit = 0; bit < Long.SIZE; bit++) {
        SumAccumulators.mergeWords(merge, at + bit, sign);
      }
    }

    @Override
    boolean invertible() {
      return true;
    }
  }
}
