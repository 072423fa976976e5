package io.rheo.engine.state;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.ObjectBuilder;
import io.rheo.engine.column.ObjectColumn;
import io.rheo.engine.type.DataType;
import java.io.IOException;
import java.util.Arrays;

/** Nested values, with their canonical bytes, by which they are ordered. */
public final class ObjectCells extends CellColumn {
  private final ValueCodec codec;
  private Object[] values = new Object[0];
  private byte[][] bytes = new byte[0][];

  ObjectCells(DataType type) {
    codec = new ValueCodec(type);
  }

  @Override
  public int compare(int a, int b) {
    return Arrays.compareUnsigned(bytes[a], bytes[b]);
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
    bytes = Arrays.copyOf(bytes, capacity);
  }

  @Override
  void setValue(int cell, Column source, int row) {
    values[cell] = ((ObjectColumn) source).values()[row];
    bytes[cell] = codec.toBytes(values[cell]);
  }

  @Override
  void setValue(int cell, CellColumn source, int from) {
    values[cell] = ((ObjectCells) source).values[from];
    bytes[cell] = ((ObjectCells) source).bytes[from];
  }

  @Override
  void appendValue(ColumnBuilder builder, int cell) {
    ((ObjectBuilder) builder).append(values[cell]);
  }

  @Override
  void freeValue(int cell) {
    values[cell] = null;
    bytes[cell] = null;
  }

  @Override
  void clearValues() {
    Arrays.fill(values, null);
    Arrays.fill(bytes, null);
  }

  @Override
  void writeValues(int used, StateWriter state) throws IOException {
    for (int cell = 0; cell < used; cell++) {
      state.putInt(bytes[cell] == null ? 0 : 1);
      if (bytes[cell] != null) {
        state.putBytes(bytes[cell], bytes[cell].length);
      }
    }
  }

  @Override
  void readValues(int used, StateReader state) throws IOException {
    values = new Object[used];
    bytes = new byte[used][];
    for (int cell = 0; cell < used; cell++) {
      if (state.getInt() != 0) {
        bytes[cell] = state.getBytes();
        values[cell] = codec.fromBytes(bytes[cell]);
      }
    }
  }
}
