package io.rheo.engine.column;

import java.util.Arrays;

/**
 * Nested values in boxed form: see {@link BoxedValues}.
 *
 * @param values one entry a row, {@code null} where the row is NULL
 * @param validity the bits of the rows that are not NULL; {@code null} if none is
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays: never compared, never a key
public record ObjectColumn(Object[] values, long[] validity) implements Column {
  @Override
  public ObjectColumn gather(int[] rows, int count) {
    Object[] result = new Object[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[rows[i]];
    }
    return new ObjectColumn(result, Validity.gather(validity, rows, count));
  }

  @Override
  public ObjectColumn slice(int from, int to) {
    return new ObjectColumn(
        Arrays.copyOfRange(values, from, to), Validity.slice(validity, from, to));
  }
}
