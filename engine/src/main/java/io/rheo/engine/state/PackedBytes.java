package io.rheo.engine.state;

import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ObjectColumn;
import io.rheo.engine.column.Validity;

/**
 * Columns whose values follow the fixed bytes of a row, one after the other: a value starts where
 * the one before it ends.
 */
abstract sealed class PackedBytes extends PackedColumn {
  private final int endAt;
  private final int startAt;

  private PackedBytes(int endAt, int startAt) {
    this.endAt = endAt;
    this.startAt = startAt;
  }

  /** Where the value of a row starts, counted from the row. */
  final int valueStart(byte[] bytes, int row) {
    return startAt < 0 ? -startAt : Words.getInt(bytes, row + startAt);
  }

  /** Where it ends. */
  final int valueEnd(byte[] bytes, int row) {
    return Words.getInt(bytes, row + endAt);
  }

  final void put(Rows rows, int index, byte[] source, int start, int length, int[] ends) {
    byte[] bytes = rows.bytes(index);
    int row = rows.start(index);
    System.arraycopy(source, start, bytes, row + ends[index], length);
    ends[index] += length;
    Words.putInt(bytes, row + endAt, ends[index]);
  }

  static final class OfBytes extends PackedBytes {
    OfBytes(int endAt, int startAt) {
      super(endAt, startAt);
    }

    @Override
    void measure(Column column, int[] selection, int count, int[] sizes) {
      int[] lengths = ((BytesColumn) column).lengths();
      for (int i = 0; i < count; i++) {
        sizes[i] += lengths[selection[i]];
      }
    }

    @Override
    void write(Column column, int[] selection, Rows rows, int[] ends) {
      BytesColumn values = (BytesColumn) column;
      byte[] bytes = values.bytes();
      int[] starts = values.starts();
      int[] lengths = values.lengths();
      for (int i = 0; i < rows.count(); i++) {
        put(rows, i, bytes, starts[selection[i]], lengths[selection[i]], ends);
      }
    }

    @Override
    Column read(Rows rows, long[] validity) {
      int count = rows.count();
      int[] starts = new int[count];
      int[] lengths = new int[count];
      int size = 0;
      for (int i = 0; i < count; i++) {
        byte[] bytes = rows.bytes(i);
        starts[i] = size;
        lengths[i] = valueEnd(bytes, rows.start(i)) - valueStart(bytes, rows.start(i));
        size = Math.addExact(size, lengths[i]);
      }
      byte[] buffer = new byte[size];
      for (int i = 0; i < count; i++) {
        byte[] bytes = rows.bytes(i);
        int row = rows.start(i);
        System.arraycopy(bytes, row + valueStart(bytes, row), buffer, starts[i], lengths[i]);
      }
      return new BytesColumn(buffer, starts, lengths, validity);
    }
  }

  static final class OfObject extends PackedBytes {
    private final ValueCodec codec;
    private byte[][] measured = {};

    OfObject(int endAt, int startAt, ValueCodec codec) {
      super(endAt, startAt);
      this.codec = codec;
    }

    @Override
    void measure(Column column, int[] selection, int count, int[] sizes) {
      Object[] values = ((ObjectColumn) column).values();
      measured = new byte[count][];
      for (int i = 0; i < count; i++) {
        measured[i] =
            column.isNull(selection[i]) ? new byte[0] : codec.toBytes(values[selection[i]]);
        sizes[i] += measured[i].length;
      }
    }

    @Override
    void write(Column column, int[] selection, Rows rows, int[] ends) {
      for (int i = 0; i < rows.count(); i++) {
        put(rows, i, measured[i], 0, measured[i].length, ends);
      }
      measured = new byte[0][];
    }

    @Override
    Column read(Rows rows, long[] validity) {
      Object[] values = new Object[rows.count()];
      for (int i = 0; i < values.length; i++) {
        if (Validity.isSet(validity, i)) {
          byte[] bytes = rows.bytes(i);
          int row = rows.start(i);
          byte[] value = new byte[valueEnd(bytes, row) - valueStart(bytes, row)];
          System.arraycopy(bytes, row + valueStart(bytes, row), value, 0, value.length);
          values[i] = codec.fromBytes(value);
        }
      }
      return new ObjectColumn(values, validity);
    }
  }
}
