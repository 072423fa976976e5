package io.rheo.engine.state;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import java.util.BitSet;

/** Integers of 64 bits that may be NULL: see {@link LongWords}. */
final class NullableLongKeyColumn extends KeyColumn.OneWord {
  private final BytesDictionary dictionary;

  NullableLongKeyColumn(BytesDictionary dictionary) {
    this.dictionary = dictionary;
  }

  @Override
  long[] asWords(Column column, int rowCount) {
    long[] values = ((LongColumn) column).values();
    if (column.hasNulls()) {
      return null;
    }
    long tests = 0;
    for (int row = 0; row < rowCount; row++) {
      tests |= LongWords.test(values[row]);
    }
    return tests < 0 ? null : values;
  }

  @Override
  void encode(Column column, int rowCount, long[] words, int at, int stride) {
    long[] values = ((LongColumn) column).values();
    long tests = 0;
    for (int row = 0, to = at; row < rowCount; row++, to += stride) {
      words[to] = values[row];
      tests |= LongWords.test(values[row]);
    }
    if (tests < 0) {
      for (int row = 0, to = at; row < rowCount; row++, to += stride) {
        words[to] = LongWords.encode(values[row], dictionary);
      }
    }
    IntegerKeyColumns.putNulls(column, rowCount, words, at, stride, LongWords.NULL);
  }

  @Override
  Column decode(long[] words, int[] bases, int at, int count) {
    long[] values = new long[count];
    long tests = 0;
    for (int i = 0; i < count; i++) {
      values[i] = words[bases[i] + at];
      tests |= LongWords.test(values[i]);
    }
    if (tests >= 0) {
      return new LongColumn(values, null);
    }
    for (int i = 0; i < count; i++) {
      values[i] = LongWords.decode(values[i], dictionary);
    }
    return new LongColumn(
        values, IntegerKeyColumns.validBits(words, bases, at, count, LongWords.NULL));
  }

  @Override
  void mark(long[] words, int from, int to, int stride, BitSet ids) {
    for (int at = from; at < to; at += stride) {
      if (LongWords.isId(words[at])) {
        ids.set(LongWords.id(words[at]));
      }
    }
  }

  /** Takes over a value that is in another dictionary. */
  void move(BytesDictionary other, long[] words, int at) {
    if (LongWords.isId(words[at])) {
      words[at] = LongWords.encode(LongWords.decode(words[at], other), dictionary);
    }
  }

  @Override
  boolean isNull(long[] words, int at) {
    return words[at] == LongWords.NULL;
  }

  @Override
  int compare(long[] a, int atA, long[] b, int atB) {
    return Long.compare(LongWords.decode(a[atA], dictionary), LongWords.decode(b[atB], dictionary));
  }
}
