package io.rheo.engine.state;

import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ObjectColumn;
import io.rheo.engine.type.DataType;
import java.util.BitSet;

/** Nested values, as the bytes of their canonical form: see {@link ValueCodec}. */
final class ObjectKeyColumn extends KeyColumn {
  private final BytesDictionary dictionary;
  private final ValueCodec codec;
  private final byte[] scratch = new byte[Long.BYTES];

  ObjectKeyColumn(DataType type, BytesDictionary dictionary) {
    this.dictionary = dictionary;
    codec = new ValueCodec(type);
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
    Object[] values = ((ObjectColumn) column).values();
    for (int row = 0, to = at; row < rowCount; row++, to += stride) {
      if (column.isNull(row)) {
        words[to] = BytesWords.NULL;
      } else {
        byte[] bytes = codec.toBytes(values[row]);
        words[to] = BytesWords.encode(bytes, 0, bytes.length, dictionary);
      }
    }
  }

  @Override
  Column decode(long[] words, int[] bases, int at, int count) {
    BytesBuilder builder = new BytesBuilder();
    for (int i = 0; i < count; i++) {
      BytesWords.decode(words[bases[i] + at], dictionary, builder, scratch);
    }
    BytesColumn encoded = (BytesColumn) builder.build();
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = encoded.isNull(i) ? null : codec.fromBytes(encoded.copy(i));
    }
    return new ObjectColumn(values, encoded.validity());
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
