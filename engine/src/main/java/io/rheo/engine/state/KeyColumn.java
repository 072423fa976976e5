package io.rheo.engine.state;

import io.rheo.engine.column.Column;
import io.rheo.engine.type.DataType;
import java.util.BitSet;

/**
 * How one column is written into and read from the words of a key. Two values are the same group if
 * and only if their words are the same.
 *
 * <p>NULL is a word that no value has.
 */
abstract sealed class KeyColumn
    permits KeyColumn.OneWord, DecimalKeyColumn, BytesKeyColumn, ObjectKeyColumn, LoggedKeyColumn {

  static KeyColumn of(DataType type, BytesDictionary dictionary) {
    return switch (type.storage()) {
      case BOOLEAN -> new IntegerKeyColumns.OfBoolean();
      case INT -> new IntegerKeyColumns.OfInt();
      case LONG ->
          type.nullable() ? new NullableLongKeyColumn(dictionary) : new IntegerKeyColumns.OfLong();
      case DOUBLE -> DoubleKeyColumn.ofKeys();
      case DECIMAL128 -> new DecimalKeyColumn();
      case BYTES -> new BytesKeyColumn(dictionary);
      case OBJECT -> new ObjectKeyColumn(type, dictionary);
    };
  }

  /** A column whose values take one word. */
  abstract static sealed class OneWord extends KeyColumn
      permits IntegerKeyColumns.OfBoolean,
          IntegerKeyColumns.OfInt,
          IntegerKeyColumns.OfLong,
          NullableLongKeyColumn,
          DoubleKeyColumn {
    @Override
    final int width() {
      return 1;
    }
  }

  /** How many words a value takes. */
  abstract int width();

  /** The column's own values, if they are the words; else {@code null}. */
  long[] asWords(Column column, int rowCount) {
    return null;
  }

  /** Whether the words at {@code at} are those of NULL. */
  abstract boolean isNull(long[] words, int at);

  /**
   * Compares two values that are not NULL: numbers by size with NaN as the greatest, byte strings
   * as unsigned bytes, nested values in some order of their own.
   */
  abstract int compare(long[] a, int atA, long[] b, int atB);

  /** Sets the bits of the ids of the dictionary in every {@code stride}-th word. */
  void mark(long[] words, int from, int to, int stride, BitSet ids) {}

  /** Writes row {@code i} to {@code words[at + i * stride]}, for all {@code rowCount} rows. */
  abstract void encode(Column column, int rowCount, long[] words, int at, int stride);

  /** The values at {@code words[bases[i] + at]}, for {@code i < count}. */
  abstract Column decode(long[] words, int[] bases, int at, int count);
}
