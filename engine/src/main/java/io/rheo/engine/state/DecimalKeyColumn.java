package io.rheo.engine.state;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;

/** Decimals of 128 bits: high word, low word. */
final class DecimalKeyColumn extends KeyColumn {
  private static final long NULL = Long.MIN_VALUE; // 38 digits leave it free

  @Override
  int width() {
    return 2;
  }

  @Override
  void encode(Column column, int rowCount, long[] words, int at, int stride) {
    Decimal128Column decimals = (Decimal128Column) column;
    for (int row = 0, to = at; row < rowCount; row++, to += stride) {
      words[to] = decimals.high()[row];
      words[to + 1] = decimals.low()[row]; // zero where it is NULL
    }
    IntegerKeyColumns.putNulls(column, rowCount, words, at, stride, NULL);
  }

  @Override
  Column decode(long[] words, int[] bases, int at, int count) {
    long[] high = new long[count];
    long[] low = new long[count];
    for (int i = 0; i < count; i++) {
      long word = words[bases[i] + at];
      high[i] = word == NULL ? 0 : word;
      low[i] = words[bases[i] + at + 1];
    }
    return new Decimal128Column(
        high, low, IntegerKeyColumns.validBits(words, bases, at, count, NULL));
  }

  @Override
  boolean isNull(long[] words, int at) {
    return words[at] == NULL;
  }

  @Override
  int compare(long[] a, int atA, long[] b, int atB) {
    int order = Long.compare(a[atA], b[atB]);
    return order != 0 ? order : Long.compareUnsigned(a[atA + 1], b[atB + 1]);
  }
}
