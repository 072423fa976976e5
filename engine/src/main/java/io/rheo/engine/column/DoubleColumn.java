package io.rheo.engine.column;

import java.util.Arrays;

/**
 * Floating-point numbers: see {@link io.rheo.engine.type.Storage#DOUBLE}.
 *
 * @param values one entry a row, zero where the row is NULL
 * @param validity the bits of the rows that are not NULL; {@code null} if none is
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays: never compared, never a key
public record DoubleColumn(double[] values, long[] validity) implements Column {
  @Override
  public DoubleColumn gather(int[] rows, int count) {
    double[] result = new double[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[rows[i]];
    }
    return new DoubleColumn(result, Validity.gather(validity, rows, count));
  }

  @Override
  public DoubleColumn slice(int from, int to) {
    return new DoubleColumn(
        Arrays.copyOfRange(values, from, to), Validity.slice(validity, from, to));
  }
}
