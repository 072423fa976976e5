package io.rheo.engine.state;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.Decimal128Builder;
import io.rheo.engine.column.Decimal128Column;
import java.io.IOException;
import java.util.Arrays;

/** Decimals of two words. */
public final class DecimalCells extends CellColumn {
  private long[] high = new long[0];
  private long[] low = new long[0];

  /** The upper word of the unscaled number. */
  public long high(int cell) {
    return high[cell];
  }

  /** The lower word of the unscaled number. */
  public long low(int cell) {
    return low[cell];
  }

  @Override
  public int compare(int a, int b) {
    int order = Long.compare(high[a], high[b]);
    return order != 0 ? order : Long.compareUnsigned(low[a], low[b]);
  }

  @Override
  void grow(int capacity) {
    high = Arrays.copyOf(high, capacity);
    low = Arrays.copyOf(low, capacity);
  }

  @Override
  void setValue(int cell, Column source, int row) {
    Decimal128Column decimals = (Decimal128Column) source;
    high[cell] = decimals.high()[row];
    low[cell] = decimals.low()[row];
  }

  @Override
  void setValue(int cell, CellColumn source, int from) {
    high[cell] = ((DecimalCells) source).high[from];
    low[cell] = ((DecimalCells) source).low[from];
  }

  @Override
  void appendValue(ColumnBuilder builder, int cell) {
    ((Decimal128Builder) builder).append(high[cell], low[cell]);
  }

  @Override
  void freeValue(int cell) {}

  @Override
  void clearValues() {}

  @Override
  void writeValues(int used, StateWriter state) throws IOException {
    state.putLongs(high, used);
    state.putLongs(low, used);
  }

  @Override
  void readValues(int used, StateReader state) throws IOException {
    high = state.getLongs();
    low = state.getLongs();
  }
}
