package io.rheo.engine.state;

import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.type.Storage;

/**
 * Values as words: of two values the lesser one has the lesser word, or the same one if the values
 * begin alike and are longer than a word.
 */
public final class ValueWords {
  private ValueWords() {}

  /**
   * Writes the words of a column; those of NULL mean nothing.
   *
   * @param to receives that of row {@code i} in {@code to[at + i * stride]}
   */
  public static void write(
      Storage storage, Column column, int rowCount, long[] to, int at, int stride) {
    int end = at + rowCount * stride;
    switch (storage) {
      case BOOLEAN -> {
        byte[] values = ((BooleanColumn) column).values();
        for (int i = at, row = 0; i < end; i += stride) {
          to[i] = values[row++];
        }
      }
      case INT -> {
        int[] values = ((IntColumn) column).values();
        for (int i = at, row = 0; i < end; i += stride) {
          to[i] = values[row++];
        }
      }
      case LONG -> {
        long[] values = ((LongColumn) column).values();
        for (int i = at, row = 0; i < end; i += stride) {
          to[i] = values[row++];
        }
      }
      case DOUBLE -> {
        double[] values = ((DoubleColumn) column).values();
        for (int i = at, row = 0; i < end; i += stride) {
          to[i] = ofDouble(values[row++]);
        }
      }
      case DECIMAL128 -> {
        long[] values = ((Decimal128Column) column).high();
        for (int i = at, row = 0; i < end; i += stride) {
          to[i] = values[row++];
        }
      }
      case BYTES -> {
        BytesColumn values = (BytesColumn) column;
        for (int i = at, row = 0; i < end; i += stride) {
          to[i] = prefix(values, row++);
        }
      }
      case OBJECT -> throw new IllegalStateException("nested values have no order");
    }
  }

  /** Floating-point numbers as integers of the same order: one zero, NaN is the greatest. */
  private static long ofDouble(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static long prefix(BytesColumn column, int row) {
    int length = Math.min(Long.BYTES, column.lengths()[row]);
    long first =
        length == Long.BYTES
            ? Words.getLong(column.bytes(), column.starts()[row])
            : Hashing.littleEndian(column.bytes(), column.starts()[row], length);
    return Long.reverseBytes(first) ^ Long.MIN_VALUE;
  }
}
