package io.rheo.engine.column;

import java.util.Arrays;

/**
 * 32-bit integers: see {@link io.rheo.engine.type.Storage#INT}.
 *
 * @param values one entry a row, zero where the row is NULL
 * @param validity the bits of the rows that are not NULL; {@code null} if none is
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays: never compared, never a key
public record IntColumn(int[] values, long[] validity) implements Column {
  @Override
  public IntColumn gather(int[] rows, int count) {
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[rows[i]];
    }
    return new IntColumn(result, Validity.gather(validity, rows, count));
  }

  @Override
  public IntColumn slice(int from, int to) {
    return new IntColumn(Arrays.copyOfRange(values, from, to), Validity.slice(validity, from, to));
  }
}
