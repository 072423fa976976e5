package io.rheo.engine.column;

import java.util.Arrays;

/** Grows a {@link BooleanColumn}. */
public final class BooleanBuilder extends ColumnBuilder {
  private byte[] values = new byte[INITIAL_ROWS];

  /** {@code value}: 0 or 1. */
  public void append(byte value) {
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
    append(((BooleanColumn) source).values()[row]);
  }

  @Override
  BooleanColumn build(long[] bits) {
    BooleanColumn column = new BooleanColumn(values, bits);
    values = new byte[values.length];
    return column;
  }
}
