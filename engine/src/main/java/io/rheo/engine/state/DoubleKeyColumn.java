package io.rheo.engine.state;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.DoubleColumn;

/**
 * Floating-point keys, as the bits of the value. SQL has one zero and one NaN, so -0.0 becomes 0.0
 * and every NaN the canonical one, which leaves the other NaN patterns free: one of them is NULL.
 */
final class DoubleKeyColumn extends KeyColumn.OneWord {
  private final double addend; // what makes the zeros of keys one: -0.0 + 0.0 is 0.0

  private DoubleKeyColumn(double addend) {
    this.addend = addend;
  }

  static DoubleKeyColumn ofKeys() {
    return new DoubleKeyColumn(0.0);
  }

  /** Of values that are only kept: they come back with their sign. */
  static DoubleKeyColumn ofValues() {
    return new DoubleKeyColumn(-0.0);
  }

  private static final long NULL = 0x7FF8_0000_0000_0001L;

  @Override
  void encode(Column column, int rowCount, long[] words, int at, int stride) {
    double[] values = ((DoubleColumn) column).values();
    for (int row = 0, to = at; row < rowCount; row++, to += stride) {
      words[to] = Double.doubleToLongBits(values[row] + addend);
    }
    IntegerKeyColumns.putNulls(column, rowCount, words, at, stride, NULL);
  }

  @Override
  Column decode(long[] words, int[] bases, int at, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      long word = words[bases[i] + at];
      values[i] = word == NULL ? 0 : Double.longBitsToDouble(word);
    }
    return new DoubleColumn(values, IntegerKeyColumns.validBits(words, bases, at, count, NULL));
  }

  @Override
  boolean isNull(long[] words, int at) {
    return words[at] == NULL;
  }

  @Override
  int compare(long[] a, int atA, long[] b, int atB) {
    return Double.compare(Double.longBitsToDouble(a[atA]), Double.longBitsToDouble(b[atB]));
  }
}
