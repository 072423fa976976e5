package io.rheo.engine.state;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.type.DataType;
import java.io.IOException;
import java.util.BitSet;

/**
 * One column of rows that come and go: a value for each cell number, which the owner gives out. A
 * cell that was set is freed before it is set again.
 */
public abstract sealed class CellColumn permits WordCells, DecimalCells, BytesCells, ObjectCells {
  private final BitSet nulls = new BitSet();

  /** An empty column for values of {@code type}. */
  public static CellColumn of(DataType type) {
    return switch (type.storage()) {
      case BOOLEAN, INT, LONG, DOUBLE -> new WordCells(type.storage());
      case DECIMAL128 -> new DecimalCells();
      case BYTES -> new BytesCells();
      case OBJECT -> new ObjectCells(type);
    };
  }

  /** Puts the value of a row into a cell. */
  public final void set(int cell, Column source, int row) {
    boolean isNull = source.isNull(row);
    nulls.set(cell, isNull);
    if (!isNull) {
      setValue(cell, source, row);
    }
  }

  /** Puts the value of a cell of another column of the type into a cell. */
  public final void set(int cell, CellColumn source, int from) {
    boolean isNull = source.isNull(from);
    nulls.set(cell, isNull);
    if (!isNull) {
      setValue(cell, source, from);
    }
  }

  public final boolean isNull(int cell) {
    return nulls.get(cell);
  }

  /** Appends the value of a cell to a builder for the column's type. */
  public final void appendTo(ColumnBuilder builder, int cell) {
    if (isNull(cell)) {
      builder.appendNull();
    } else {
      appendValue(builder, cell);
    }
  }

  /** Forgets the value of a cell. */
  public final void free(int cell) {
    if (!isNull(cell)) {
      freeValue(cell);
    }
  }

  /** Compares two values that are not NULL: of nested values the order means nothing. */
  public abstract int compare(int a, int b);

  /** Makes room for the cells below {@code capacity}. */
  abstract void grow(int capacity);

  abstract void setValue(int cell, Column source, int row);

  abstract void setValue(int cell, CellColumn source, int from);

  abstract void appendValue(ColumnBuilder builder, int cell);

  abstract void freeValue(int cell);

  abstract void clearValues();

  abstract void writeValues(int used, StateWriter state) throws IOException;

  abstract void readValues(int used, StateReader state) throws IOException;

  final void clear() {
    nulls.clear();
    clearValues();
  }

  /** Writes the cells below {@code used}. */
  final void writeTo(int used, StateWriter state) throws IOException {
    long[] bits = nulls.toLongArray();
    state.putLongs(bits, bits.length);
    writeValues(used, state);
  }

  final void readFrom(int used, StateReader state) throws IOException {
    nulls.clear();
    nulls.or(BitSet.valueOf(state.getLongs()));
    readValues(used, state);
  }
}
