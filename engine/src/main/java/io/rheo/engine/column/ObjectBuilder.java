package io.rheo.engine.column;

import java.util.Arrays;

/** Grows a {@link ObjectColumn}. */
public final class ObjectBuilder extends ColumnBuilder {
  private Object[] values = new Object[INITIAL_ROWS];

  public void append(Object value) {
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
    values[row] = null;
  }

  @Override
  void appendValue(Column source, int row) {
    append(((ObjectColumn) source).values()[row]);
  }

  @Override
  ObjectColumn build(long[] bits) {
    ObjectColumn column = new ObjectColumn(values, bits);
    values = new Object[values.length];
    return column;
  }
}
