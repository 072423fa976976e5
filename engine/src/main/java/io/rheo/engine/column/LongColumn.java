package io.rheo.engine.column;

import java.util.Arrays;

/**
 * 64-bit integers: see {@link io.rheo.engine.type.Storage#LONG}.
 *
 * @param values one entry a row, zero where the row is NULL
 * @param validity the bits of the rows that are not NULL; {@code null} if none is
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays: never compared, never a key
public record LongColumn(long[] values, long[] validity) implements Column {
  @Override
  public LongColumn gather(int[] rows, int count) {
    long[] result = new long[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[rows[i]];
    }
    return new LongColumn(result, Validity.gather(validity, rows, count));
  }

  @Override
  public LongColumn slice(int from, int to) {
    return new LongColumn(Arrays.copyOfRange(values, from, to), Validity.slice(validity, from, to));
  }
}
