package io.rheo.engine.state;

import io.rheo.engine.column.Column;
import io.rheo.engine.type.DataType;

/**
 * How one column is written into and read from the words of a key. Two values are the same group if
 * and only if their words are the same.
 *
 * <p>NULL is a word that no value has, where the layout has one to spare; a nullable column of a
 * layout that has none is marked in the key's NULL mask, and its own words are then zero.
 */
abstract sealed class KeyColumn
    permits KeyColumn.OneWord, DecimalKeyColumn, BytesKeyColumn, ObjectKeyColumn, LoggedKeyColumn {

  static KeyColumn of(DataType type, BytesDictionary dictionary) {
    return switch (type.storage()) {
      case BOOLEAN -> new IntegerKeyColumns.OfBoolean();
      case INT -> new IntegerKeyColumns.OfInt();
      case LONG -> new IntegerKeyColumns.OfLong(type.nullable());
      case DOUBLE -> DoubleKeyColumn.ofKeys();
      case DECIMAL128 -> new DecimalKeyColumn(type.nullable());
      case BYTES -> new BytesKeyColumn(dictionary);
      case OBJECT -> new ObjectKeyColumn(type, dictionary);
    };
  }

  /** A column whose values take one word. */
  abstract static sealed class OneWord extends KeyColumn
      permits IntegerKeyColumns.OfBoolean,
          IntegerKeyColumns.OfInt,
          IntegerKeyColumns.OfLong,
          DoubleKeyColumn {
    @Override
    final int width() {
      return 1;
    }
  }

  /** How many words a value takes. */
  abstract int width();

  /** Whether NULL is a bit of the key's mask rather than a word of its own. */
  boolean nullInMask() {
    return false;
  }

  /** Whether the words at {@code at} are those of NULL, if NULL is not in the mask. */
  abstract boolean isNull(long[] words, int at);

  /**
   * Compares two values that are not NULL: numbers by size with NaN as the greatest, byte strings
   * as unsigned bytes, nested values in some order of their own.
   */
  abstract int compare(long[] a, int atA, long[] b, int atB);

  /** Whether the words may hold ids of the dictionary. */
  boolean usesDictionary() {
    return false;
  }

  /** Writes row {@code i} to {@code words[at + i * stride]}, for all {@code rowCount} rows. */
  abstract void encode(Column column, int rowCount, long[] words, int at, int stride);

  /**
   * The values at {@code words[bases[i] + at]}, for {@code i < count}.
   *
   * @param validity the bits that the key's mask gives; {@code null} if it has none for this column
   */
  abstract Column decode(long[] words, int[] bases, int at, int count, long[] validity);
}
