package io.rheo.engine.state;

import io.rheo.engine.column.Column;
import io.rheo.engine.type.DataType;

/**
 * One column of {@link PackedRows}: its place among the bytes of a row, all rows of a batch at a
 * time. NULL is told by the row; the bytes of its value are those that the batch has there.
 */
abstract sealed class PackedColumn permits PackedNumbers, PackedBytes {
  /** Where the rows are that are written or read. */
  @SuppressWarnings("ArrayRecordComponent") // a view of arrays: never compared, never a key
  record Rows(long[] ranges, int count, byte[][] chunks) {
    byte[] bytes(int index) {
      return chunks[ByteRanges.chunk(ranges[index])];
    }

    int start(int index) {
      return ByteRanges.start(ranges[index]);
    }
  }

  /**
   * A column.
   *
   * @param at where its value, or the end of its value, is in a row
   * @param startAt where the end of the value before it is, or the negative number of fixed bytes
   */
  static PackedColumn of(DataType type, int at, int startAt) {
    return switch (type.storage()) {
      case BOOLEAN -> new PackedNumbers.OfBoolean(at);
      case INT -> new PackedNumbers.OfInt(at);
      case LONG -> new PackedNumbers.OfLong(at);
      case DOUBLE -> new PackedNumbers.OfDouble(at);
      case DECIMAL128 -> new PackedNumbers.OfDecimal(at);
      case BYTES -> new PackedBytes.OfBytes(at, startAt);
      case OBJECT -> new PackedBytes.OfObject(at, startAt, new ValueCodec(type));
    };
  }

  /** How many bytes of a row are always the column's. */
  static int fixedBytes(DataType type) {
    return switch (type.storage()) {
      case BOOLEAN -> 1;
      case INT, BYTES, OBJECT -> Integer.BYTES;
      case LONG, DOUBLE -> Long.BYTES;
      case DECIMAL128 -> 2 * Long.BYTES;
    };
  }

  /** Whether values have lengths of their own. */
  static boolean isVariable(DataType type) {
    return switch (type.storage()) {
      case BYTES, OBJECT -> true;
      case BOOLEAN, INT, LONG, DOUBLE, DECIMAL128 -> false;
    };
  }

  /** Adds to {@code sizes} how long the values are; comes before {@link #write} of them. */
  void measure(Column column, int[] selection, int count, int[] sizes) {}

  /**
   * Writes the values of the selected rows of a batch.
   *
   * @param ends where each row ends as far as it is written
   */
  abstract void write(Column column, int[] selection, Rows rows, int[] ends);

  /** The values of rows, {@code validity} the bits of those that are not NULL. */
  abstract Column read(Rows rows, long[] validity);
}
