package io.rheo.engine.column;

import java.util.Arrays;

/**
 * Unscaled decimals of more than 18 digits, as 128-bit two's complement numbers.
 *
 * @param high the upper words, zero where the row is NULL
 * @param low the lower words
 * @param validity the bits of the rows that are not NULL; {@code null} if none is
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays: never compared, never a key
public record Decimal128Column(long[] high, long[] low, long[] validity) implements Column {
  @Override
  public Decimal128Column gather(int[] rows, int count) {
    long[] newHigh = new long[count];
    long[] newLow = new long[count];
    for (int i = 0; i < count; i++) {
      newHigh[i] = high[rows[i]];
      newLow[i] = low[rows[i]];
    }
    return new Decimal128Column(newHigh, newLow, Validity.gather(validity, rows, count));
  }

  @Override
  public Decimal128Column slice(int from, int to) {
    return new Decimal128Column(
        Arrays.copyOfRange(high, from, to),
        Arrays.copyOfRange(low, from, to),
        Validity.slice(validity, from, to));
  }
}
