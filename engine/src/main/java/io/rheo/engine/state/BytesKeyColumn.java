package io.rheo.engine.state;

import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import java.util.BitSet;

/** Strings and byte strings: see {@link BytesWords}. */
final class BytesKeyColumn extends KeyColumn {
  private final BytesDictionary dictionary;
  private final byte[] scratch = new byte[Long.BYTES];

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
    byte[] bytes = strings.bytes();
    int[] starts = strings.starts();
    int[] lengths = strings.lengths();
    int lastStart = -1; // computed rows that are equal often share their bytes
    int lastLength = -1;
    long word = 0;
    for (int row = 0, to = at; row < rowCount; row++, to += stride) {
      if (starts[row] != lastStart || lengths[row] != lastLength) {
        lastStart = starts[row];
        lastLength = lengths[row];
        word = BytesWords.encode(bytes, lastStart, lastLength, dictionary);
      }
      words[to] = word;
    }
    IntegerKeyColumns.putNulls(column, rowCount, words, at, stride, BytesWords.NULL);
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
