package io.rheo.engine.column;

/**
 * One column of a batch: an array with at least as many entries as the batch has rows, and which of
 * them are not NULL. The entry of a NULL is zero (empty bytes, {@code null} object).
 */
public sealed interface Column
    permits BooleanColumn,
        IntColumn,
        LongColumn,
        DoubleColumn,
        Decimal128Column,
        BytesColumn,
        ObjectColumn {

  /** The validity bits, one per row, set if the row is not NULL; {@code null} if no row is NULL. */
  long[] validity();

  default boolean hasNulls() {
    return validity() != null;
  }

  /** Whether the row is NULL. For the control plane and for edges: hot loops read words. */
  default boolean isNull(int row) {
    return !Validity.isSet(validity(), row);
  }

  /** A new column: entry {@code i} is this column's entry {@code rows[i]}, for {@code count}. */
  Column gather(int[] rows, int count);

  /** A column of the rows {@code [from, to)}. */
  Column slice(int from, int to);
}
