package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.state.BytesHeap;
import io.rheo.engine.type.Storage;

/**
 * The result of MIN or MAX.
 *
 * @param at where its words are
 * @param countAt where the number of values is: the result is NULL if it is 0
 */
record MinMaxResult(Storage storage, boolean max, int at, int countAt) implements AggregateResult {
  @Override
  public Column read(ResultRows rows) {
    long[] valid = rows.validWhereNotZero(countAt);
    return switch (storage) {
      case BOOLEAN -> booleans(words(rows, 0, valid), valid);
      case INT -> ints(words(rows, 0, valid), valid);
      case LONG -> new LongColumn(words(rows, 0, valid), valid);
      case DOUBLE -> doubles(words(rows, 0, valid), valid);
      case DECIMAL128 -> new Decimal128Column(words(rows, 0, valid), words(rows, 1, valid), valid);
      case BYTES -> bytes(rows, valid);
      case OBJECT -> throw new IllegalStateException("nested values have no order");
    };
  }

  /** The words at {@code at + word}, complemented back for MAX, zero where NULL. */
  private long[] words(ResultRows rows, int word, long[] valid) {
    long flip = max ? -1 : 0;
    long[] values = new long[rows.count()];
    for (int i = 0; i < values.length; i++) {
      if (Validity.isSet(valid, i)) {
        values[i] = rows.words()[rows.bases()[i] + at + word] ^ flip;
      }
    }
    return values;
  }

  private static Column booleans(long[] words, long[] valid) {
    byte[] values = new byte[words.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) words[i];
    }
    return new BooleanColumn(values, valid);
  }

  private static Column ints(long[] words, long[] valid) {
    int[] values = new int[words.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) words[i];
    }
    return new IntColumn(values, valid);
  }

  private static Column doubles(long[] words, long[] valid) {
    double[] values = new double[words.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = SortWords.toDouble(words[i]);
    }
    return new DoubleColumn(values, valid);
  }

  private Column bytes(ResultRows rows, long[] valid) {
    BytesBuilder builder = new BytesBuilder();
    byte[] bytes = rows.heap().bytes();
    for (int i = 0; i < rows.count(); i++) {
      if (Validity.isSet(valid, i)) {
        long handle = rows.words()[rows.bases()[i] + at];
        builder.append(bytes, BytesHeap.start(handle), BytesHeap.length(handle));
      } else {
        builder.appendNull();
      }
    }
    return builder.build();
  }
}
