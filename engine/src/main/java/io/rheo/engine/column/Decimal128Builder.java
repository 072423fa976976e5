package io.rheo.engine.column;

import java.util.Arrays;

/** Grows a {@link Decimal128Column}. */
public final class Decimal128Builder extends ColumnBuilder {
  private long[] high = new long[INITIAL_ROWS];
  private long[] low = new long[INITIAL_ROWS];

  /** Appends the unscaled number {@code highWord * 2^64 + unsigned lowWord}. */
  public void append(long highWord, long lowWord) {
    int row = next();
    high[row] = highWord;
    low[row] = lowWord;
  }

  @Override
  int capacity() {
    return high.length;
  }

  @Override
  void grow(int newCapacity) {
    high = Arrays.copyOf(high, newCapacity);
    low = Arrays.copyOf(low, newCapacity);
  }

  @Override
  void clear(int row) {
    high[row] = 0;
    low[row] = 0;
  }

  @Override
  void appendValue(Column source, int row) {
    Decimal128Column decimals = (Decimal128Column) source;
    append(decimals.high()[row], decimals.low()[row]);
  }

  @Override
  Decimal128Column build(long[] bits) {
    Decimal128Column column = new Decimal128Column(high, low, bits);
    high = new long[high.length];
    low = new long[low.length];
    return column;
  }
}
