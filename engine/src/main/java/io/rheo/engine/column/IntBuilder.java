package io.rheo.engine.column;

import java.util.Arrays;

/** Grows a {@link IntColumn}. */
public final class IntBuilder extends ColumnBuilder {
  private int[] values = new int[INITIAL_ROWS];

  public void append(int value) {
    int row = next();
    values[row] = value;
  }

  @Override
  int capacity() {
    return values.length;
  }

  @Override
  void grow(int newCapacity) {
    values = Arrays.copyOf(values, newCapacity);
  }

  @Override
  void clear(int row) {
    values[row] = 0;
  }

  @Override
  void appendValue(Column source, int row) {
    append(((IntColumn) source).values()[row]);
  }

  @Override
  IntColumn build(long[] bits) {
    IntColumn column = new IntColumn(values, bits);
    values = new int[values.length];
    return column;
  }
}
