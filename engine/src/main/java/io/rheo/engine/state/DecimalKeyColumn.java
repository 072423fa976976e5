package io.rheo.engine.state;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;

/** Decimals of 128 bits: high word, low word. */
final class DecimalKeyColumn extends KeyColumn {
  private final boolean nullable;

  DecimalKeyColumn(boolean nullable) {
    this.nullable = nullable;
  }

  @Override
  int width() {
    return 2;
  }

  @Override
  boolean nullInMask() {
    return nullable;
  }

  @Override
  void encode(Column column, int rowCount, long[] words, int at, int stride) {
    Decimal128Column decimals = (Decimal128Column) column;
    for (int row = 0, to = at; row < rowCount; row++, to += stride) {
      words[to] = decimals.high()[row]; // zero where it is NULL
      words[to + 1] = decimals.low()[row];
    }
  }

  @Override
  Column decode(long[] words, int[] bases, int at, int count, long[] validity) {
    long[] high = new long[count];
    long[] low = new long[count];
    for (int i = 0; i < count; i++) {
      high[i] = words[bases[i] + at];
      low[i] = words[bases[i] + at + 1];
    }
    return new Decimal128Column(high, low, validity);
  }

  @Override
  boolean isNull(long[] words, int at) {
    return false;
  }

  @Override
  int compare(long[] a, int atA, long[] b, int atB) {
    int order = Long.compare(a[atA], b[atB]);
    return order != 0 ? order : Long.compareUnsigned(a[atA + 1], b[atB + 1]);
  }
}
