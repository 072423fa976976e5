package io.rheo.engine.column;

import java.util.Arrays;

/** Grows a {@link LongColumn}. */
public final class LongBuilder extends ColumnBuilder {
  private long[] values = new long[INITIAL_ROWS];

  public void append(long value) {
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
    append(((LongColumn) source).values()[row]);
  }

  @Override
  LongColumn build(long[] bits) {
    LongColumn column = new LongColumn(values, bits);
    values = new long[values.length];
    return column;
  }
}
