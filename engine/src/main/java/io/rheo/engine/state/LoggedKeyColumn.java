package io.rheo.engine.state;

import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ObjectColumn;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;

/**
 * Strings, and nested values as the bytes of their canonical form, as words of a {@link BytesLog}.
 */
final class LoggedKeyColumn extends KeyColumn {
  private final BytesLog log;
  private final ValueCodec codec; // null: the values are strings

  LoggedKeyColumn(DataType type, BytesLog log) {
    this.log = log;
    codec = type.storage() == Storage.OBJECT ? new ValueCodec(type) : null;
  }

  @Override
  int width() {
    return 1;
  }

  @Override
  void encode(Column column, int rowCount, long[] words, int at, int stride) {
    if (codec == null) {
      log.add((BytesColumn) column, rowCount, words, at, stride);
      return;
    }
    Object[] values = ((ObjectColumn) column).values();
    for (int row = 0, to = at; row < rowCount; row++, to += stride) {
      if (column.isNull(row)) {
        words[to] = BytesLog.NULL;
      } else {
        byte[] bytes = codec.toBytes(values[row]);
        words[to] = log.add(bytes, 0, bytes.length);
      }
    }
  }

  @Override
  Column decode(long[] words, int[] bases, int at, int count) {
    BytesColumn strings = log.column(words, bases, at, count);
    if (codec == null) {
      return strings;
    }
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = strings.isNull(i) ? null : codec.fromBytes(strings.copy(i));
    }
    return new ObjectColumn(values, strings.validity());
  }

  /** Copies a value of another log; the word is replaced by the one that it has here. */
  void move(BytesLog other, long[] words, int at) {
    words[at] = log.add(other, words[at]);
  }

  @Override
  boolean isNull(long[] words, int at) {
    return words[at] == BytesLog.NULL;
  }

  @Override
  int compare(long[] a, int atA, long[] b, int atB) {
    throw new UnsupportedOperationException("values that are only handed on are not compared");
  }
}
