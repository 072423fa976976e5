package io.rheo.engine.column;

import java.util.Arrays;

/** Grows a {@link DoubleColumn}. */
public final class DoubleBuilder extends ColumnBuilder {
  private double[] values = new double[INITIAL_ROWS];

  public void append(double value) {
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
    append(((DoubleColumn) source).values()[row]);
  }

  @Override
  DoubleColumn build(long[] bits) {
    DoubleColumn column = new DoubleColumn(values, bits);
    values = new double[values.length];
    return column;
  }
}
