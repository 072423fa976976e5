package io.rheo.engine.state;

import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;

/** Keys that are integers of some width: the word is the value. */
final class IntegerKeyColumns {
  /** Beyond every value of 32 bits. */
  private static final long NULL = 1L << 40;

  private IntegerKeyColumns() {}

  static final class OfBoolean extends KeyColumn.OneWord {
    @Override
    void encode(Column column, int rowCount, long[] words, int at, int stride) {
      byte[] values = ((BooleanColumn) column).values();
      for (int row = 0, to = at; row < rowCount; row++, to += stride) {
        words[to] = values[row];
      }
      putNulls(column, rowCount, words, at, stride, NULL);
    }

    @Override
    Column decode(long[] words, int[] bases, int at, int count) {
      byte[] values = new byte[count];
      for (int i = 0; i < count; i++) {
        values[i] = (byte) words[bases[i] + at]; // NULL has no bits here
      }
      return new BooleanColumn(values, validBits(words, bases, at, count, NULL));
    }

    @Override
    boolean isNull(long[] words, int at) {
      return words[at] == NULL;
    }

    @Override
    int compare(long[] a, int atA, long[] b, int atB) {
      return Long.compare(a[atA], b[atB]);
    }
  }

  static final class OfInt extends KeyColumn.OneWord {
    @Override
    void encode(Column column, int rowCount, long[] words, int at, int stride) {
      int[] values = ((IntColumn) column).values();
      for (int row = 0, to = at; row < rowCount; row++, to += stride) {
        words[to] = values[row];
      }
      putNulls(column, rowCount, words, at, stride, NULL);
    }

    @Override
    Column decode(long[] words, int[] bases, int at, int count) {
      int[] values = new int[count];
      for (int i = 0; i < count; i++) {
        values[i] = (int) words[bases[i] + at]; // NULL has no bits here
      }
      return new IntColumn(values, validBits(words, bases, at, count, NULL));
    }

    @Override
    boolean isNull(long[] words, int at) {
      return words[at] == NULL;
    }

    @Override
    int compare(long[] a, int atA, long[] b, int atB) {
      return Long.compare(a[atA], b[atB]);
    }
  }

  /** Of values that are never NULL. */
  static final class OfLong extends KeyColumn.OneWord {
    @Override
    long[] asWords(Column column, int rowCount) {
      return ((LongColumn) column).values();
    }

    @Override
    void encode(Column column, int rowCount, long[] words, int at, int stride) {
      long[] values = ((LongColumn) column).values();
      for (int row = 0, to = at; row < rowCount; row++, to += stride) {
        words[to] = values[row];
      }
    }

    @Override
    Column decode(long[] words, int[] bases, int at, int count) {
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        values[i] = words[bases[i] + at];
      }
      return new LongColumn(values, null);
    }

    @Override
    boolean isNull(long[] words, int at) {
      return false;
    }

    @Override
    int compare(long[] a, int atA, long[] b, int atB) {
      return Long.compare(a[atA], b[atB]);
    }
  }

  static void putNulls(
      Column column, int rowCount, long[] words, int at, int stride, long nullWord) {
    long[] validity = column.validity();
    if (validity != null) {
      for (int row = 0, to = at; row < rowCount; row++, to += stride) {
        if (!Validity.isSet(validity, row)) {
          words[to] = nullWord;
        }
      }
    }
  }

  /** The bits of the words that are not {@code nullWord}; {@code null} if none is. */
  static long[] validBits(long[] words, int[] bases, int at, int count, long nullWord) {
    long[] bits = null;
    for (int i = 0; i < count; i++) {
      if (words[bases[i] + at] == nullWord) {
        if (bits == null) {
          bits = Validity.allSet(count);
        }
        Validity.clear(bits, i);
      }
    }
    return bits;
  }
}
