package io.rheo.engine.operator.changelog;

import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.ObjectColumn;
import java.util.Arrays;
import java.util.Objects;

/** Compares entries of one column. */
public final class ColumnEntries {
  private ColumnEntries() {}

  /** Whether two entries show the same value to a reader; NULL is the same as NULL. */
  public static boolean same(Column column, int a, int b) {
    if (column.isNull(a) || column.isNull(b)) {
      return column.isNull(a) == column.isNull(b);
    } else if (column instanceof LongColumn longs) {
      return longs.values()[a] == longs.values()[b];
    } else if (column instanceof DoubleColumn doubles) {
      return Double.compare(doubles.values()[a], doubles.values()[b]) == 0;
    } else if (column instanceof IntColumn ints) {
      return ints.values()[a] == ints.values()[b];
    } else if (column instanceof BytesColumn bytes) {
      return compareBytes(bytes, a, bytes, b) == 0;
    } else if (column instanceof BooleanColumn booleans) {
      return booleans.values()[a] == booleans.values()[b];
    } else if (column instanceof Decimal128Column decimals) {
      return decimals.high()[a] == decimals.high()[b] && decimals.low()[a] == decimals.low()[b];
    } else {
      Object[] values = ((ObjectColumn) column).values();
      return Objects.equals(values[a], values[b]);
    }
  }

  /**
   * Compares two entries that are not NULL: numbers by size with NaN as the greatest and one zero,
   * strings by code point.
   *
   * @throws IllegalStateException for nested values, which have no order
   */
  public static int compare(Column column, int a, int b) {
    return compare(column, a, column, b);
  }

  /**
   * As {@link #compare(Column, int, int)}, for entries of two columns of the same layout.
   *
   * @throws IllegalStateException for nested values, which have no order
   */
  public static int compare(Column left, int a, Column right, int b) {
    if (left instanceof LongColumn longs) {
      return Long.compare(longs.values()[a], ((LongColumn) right).values()[b]);
    } else if (left instanceof DoubleColumn doubles) {
      return Double.compare(doubles.values()[a] + 0.0, ((DoubleColumn) right).values()[b] + 0.0);
    } else if (left instanceof IntColumn ints) {
      return Integer.compare(ints.values()[a], ((IntColumn) right).values()[b]);
    } else if (left instanceof BytesColumn bytes) {
      return compareBytes(bytes, a, (BytesColumn) right, b);
    } else if (left instanceof BooleanColumn booleans) {
      return Byte.compare(booleans.values()[a], ((BooleanColumn) right).values()[b]);
    } else if (left instanceof Decimal128Column decimals) {
      Decimal128Column others = (Decimal128Column) right;
      int order = Long.compare(decimals.high()[a], others.high()[b]);
      return order != 0 ? order : Long.compareUnsigned(decimals.low()[a], others.low()[b]);
    }
    throw new IllegalStateException("nested values have no order");
  }

  /** Compares as unsigned bytes, which is the order of code points in UTF-8. */
  private static int compareBytes(BytesColumn left, int a, BytesColumn right, int b) {
    int startA = left.starts()[a];
    int startB = right.starts()[b];
    return Arrays.compareUnsigned(
        left.bytes(),
        startA,
        startA + left.lengths()[a],
        right.bytes(),
        startB,
        startB + right.lengths()[b]);
  }
}
