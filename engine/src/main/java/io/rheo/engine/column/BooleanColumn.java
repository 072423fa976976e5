package io.rheo.engine.column;

import java.util.Arrays;

/**
 * Truth values as 0 and 1.
 *
 * @param values one entry a row, zero where the row is NULL
 * @param validity the bits of the rows that are not NULL; {@code null} if none is
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays: never compared, never a key
public record BooleanColumn(byte[] values, long[] validity) implements Column {
  @Override
  public BooleanColumn gather(int[] rows, int count) {
    byte[] result = new byte[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[rows[i]];
    }
    return new BooleanColumn(result, Validity.gather(validity, rows, count));
  }

  @Override
  public BooleanColumn slice(int from, int to) {
    return new BooleanColumn(
        Arrays.copyOfRange(values, from, to), Validity.slice(validity, from, to));
  }
}
