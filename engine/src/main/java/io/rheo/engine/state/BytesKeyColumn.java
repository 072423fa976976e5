package io.rheo.engine.state;

import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import java.util.BitSet;

/** Strings and byte strings: see {@link BytesWords}. */
final class BytesKeyColumn extends KeyColumn {
  private final BytesDictionary dictionary;
  private final byte[] scratch = new byte[Long.BYTES];
  private final int[] rows = new int[BytesDictionary.AHEAD];
  private final int[] ids = new int[BytesDictionary.AHEAD];

  BytesKeyColumn(BytesDictionary dictionary) {
    this.dictionary = dictionary;
  }

  @Override
  int width() {
    return 1;
  }

  @Override
  void mark(long[] words, int from, int to, int stride, BitSet ids) {
    BytesWords.mark(words, from, to, stride, ids);
  }

  @Override
  void encode(Column column, int rowCount, long[] words, int at, int stride) {
    BytesColumn strings = (BytesColumn) column;
    for (int from = 0; from < rowCount; from += BytesDictionary.AHEAD) {
      int to = Math.min(rowCount, from + BytesDictionary.AHEAD);
      encodeInline(strings, from, to, words, at, stride);
      encodeIds(strings, from, to, words, at, stride);
    }
    IntegerKeyColumns.putNulls(column, rowCount, words, at, stride, BytesWords.NULL);
  }

  /** Writes the words of short strings, and of the others that of their start. */
  private static void encodeInline(
      BytesColumn strings, int from, int to, long[] words, int at, int stride) {
    byte[] bytes = strings.bytes();
    int[] starts = strings.starts();
    int[] lengths = strings.lengths();
    for (int row = from; row < to; row++) {
      int length = Math.min(lengths[row], BytesWords.INLINE_BYTES);
      words[at + row * stride] = BytesWords.inline(bytes, starts[row], length);
    }
  }

  /** Writes the words of long strings. */
  private void encodeIds(BytesColumn strings, int from, int to, long[] words, int at, int stride) {
    int[] lengths = strings.lengths();
    int count = 0;
    int repeated = 0;
    for (int row = from; row < to; row++) { // no branch on lengths, which nobody can foretell
      int isLong = lengths[row] > BytesWords.INLINE_BYTES ? 1 : 0;
      boolean repeats = row > from && isRepeated(strings, row);
      rows[count] = row;
      count += repeats ? 0 : isLong;
      repeated += repeats ? isLong : 0;
    }
    dictionary.ids(strings, rows, count, ids);
    for (int i = 0; i < count; i++) {
      words[at + rows[i] * stride] = BytesWords.ofId(ids[i]);
    }
    for (int row = from + 1; repeated > 0 && row < to; row++) {
      if (isRepeated(strings, row)) {
        words[at + row * stride] = words[at + (row - 1) * stride];
      }
    }
  }

  /** Whether a string is where that of the row before is: computed ones often share their bytes. */
  private static boolean isRepeated(BytesColumn strings, int row) {
    return strings.starts()[row] == strings.starts()[row - 1]
        && strings.lengths()[row] == strings.lengths()[row - 1];
  }

  @Override
  Column decode(long[] words, int[] bases, int at, int count) {
    BytesBuilder builder = new BytesBuilder();
    for (int i = 0; i < count; i++) {
      BytesWords.decode(words[bases[i] + at], dictionary, builder, scratch);
    }
    return builder.build();
  }

  @Override
  boolean isNull(long[] words, int at) {
    return words[at] == BytesWords.NULL;
  }

  @Override
  int compare(long[] a, int atA, long[] b, int atB) {
    return BytesWords.compare(a[atA], b[atB], dictionary);
  }
}
