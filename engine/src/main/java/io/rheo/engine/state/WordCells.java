package io.rheo.engine.state;

import io.rheo.engine.column.BooleanBuilder;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntBuilder;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.type.Storage;
import java.io.IOException;
import java.util.Arrays;

/** Values of one word each, as integers of the same order. */
public final class WordCells extends CellColumn {
  private final Storage storage;
  private long[] words = new long[0];

  WordCells(Storage storage) {
    this.storage = storage;
  }

  /** The number in a cell of integers, times or a short DECIMAL (then unscaled). */
  public long longValue(int cell) {
    return words[cell];
  }

  /** The number in a cell of floating-point numbers. */
  public double doubleValue(int cell) {
    return toDouble(words[cell]);
  }

  /** Floating-point numbers as integers of the same order: one zero, NaN is the greatest. */
  private static long ofDouble(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static double toDouble(long word) {
    return Double.longBitsToDouble(word ^ ((word >> 63) & Long.MAX_VALUE));
  }

  @Override
  public int compare(int a, int b) {
    return Long.compare(words[a], words[b]);
  }

  @Override
  void grow(int capacity) {
    words = Arrays.copyOf(words, capacity);
  }

  @Override
  void setValue(int cell, Column source, int row) {
    words[cell] =
        switch (storage) {
          case BOOLEAN -> ((BooleanColumn) source).values()[row];
          case INT -> ((IntColumn) source).values()[row];
          case DOUBLE -> ofDouble(((DoubleColumn) source).values()[row]);
          case LONG, DECIMAL128, BYTES, OBJECT -> ((LongColumn) source).values()[row];
        };
  }

  @Override
  void setValue(int cell, CellColumn source, int from) {
    words[cell] = ((WordCells) source).words[from];
  }

  @Override
  void appendValue(ColumnBuilder builder, int cell) {
    switch (storage) {
      case BOOLEAN -> ((BooleanBuilder) builder).append((byte) words[cell]);
      case INT -> ((IntBuilder) builder).append((int) words[cell]);
      case DOUBLE -> ((DoubleBuilder) builder).append(toDouble(words[cell]));
      case LONG, DECIMAL128, BYTES, OBJECT -> ((LongBuilder) builder).append(words[cell]);
    }
  }

  @Override
  void freeValue(int cell) {}

  @Override
  void clearValues() {}

  @Override
  void writeValues(int used, StateWriter state) throws IOException {
    state.putLongs(words, used);
  }

  @Override
  void readValues(int used, StateReader state) throws IOException {
    words = state.getLongs();
  }
}
