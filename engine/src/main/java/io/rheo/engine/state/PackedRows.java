package io.rheo.engine.state;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Validity;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.Arrays;

/**
 * Rows as bytes, for what is only kept to be handed on: a row is one range of bytes, and costs
 * these, rounded up to 16. Strings that never repeat need no dictionary, and their memory is free
 * once the row is removed. Rows are referred to by words that are not 0 and whose two top bits are
 * not set.
 *
 * <p>A row is a bit for each column that is NULL, the columns' fixed bytes, and the values of
 * strings and nested values one after the other. Columns that are not shown come last and are never
 * asked for as columns.
 */
public final class PackedRows {
  private final int[] from; // the input column of each column
  private final PackedColumn[] columns;
  private final int shown;
  private final int nullBytes;
  private final boolean[] hasNulls; // whether a shown column ever had a NULL
  private final int shownFixedBytes;
  private final int fixedBytes;
  private final int shownEndAt; // where the end of the last shown value is; -1 if none has one
  private final int endAt; // where the end of the row is; -1 if all rows end alike
  private final ByteRanges ranges = new ByteRanges();
  private int[] sizes = {};

  /**
   * Rows of some columns of an input.
   *
   * @param from the columns of {@code input} that are kept
   * @param shown how many of them, from the first on, are read and compared
   */
  public PackedRows(RowType input, int[] from, int shown) {
    this.from = from;
    this.shown = shown;
    columns = new PackedColumn[from.length];
    hasNulls = new boolean[shown];
    nullBytes = (shown + Byte.SIZE - 1) / Byte.SIZE;
    int allFixed = nullBytes;
    for (int column : from) {
      allFixed += PackedColumn.fixedBytes(input.type(column));
    }
    fixedBytes = allFixed;
    int at = nullBytes;
    int shownAt = at;
    int lastEnd = -1;
    int lastShownEnd = -1;
    for (int i = 0; i < from.length; i++) {
      DataType type = input.type(from[i]);
      columns[i] = PackedColumn.of(type, at, lastEnd < 0 ? -fixedBytes : lastEnd);
      lastEnd = PackedColumn.isVariable(type) ? at : lastEnd;
      at += PackedColumn.fixedBytes(type);
      shownAt = i < shown ? at : shownAt;
      lastShownEnd = i < shown ? lastEnd : lastShownEnd;
    }
    shownFixedBytes = shownAt;
    shownEndAt = lastShownEnd;
    endAt = lastEnd;
  }

  /**
   * Copies rows of a batch.
   *
   * @param selection which ones, in its first {@code count} entries
   * @param added receives what refers to them
   */
  public void add(Batch batch, int[] selection, int count, long[] added) {
    if (sizes.length < count) {
      sizes = new int[Math.max(count, Batch.TARGET_ROWS)];
    }
    Arrays.fill(sizes, 0, count, fixedBytes);
    for (int i = 0; i < columns.length; i++) {
      columns[i].measure(batch.column(from[i]), selection, count, sizes);
    }
    for (int i = 0; i < count; i++) {
      added[i] = ranges.allocate(sizes[i]);
    }
    PackedColumn.Rows rows = new PackedColumn.Rows(added, count, ranges.chunks());
    Arrays.fill(sizes, 0, count, fixedBytes);
    for (int i = 0; i < columns.length; i++) {
      columns[i].write(batch.column(from[i]), selection, rows, sizes);
    }
    writeNulls(batch, selection, rows);
  }

  private void writeNulls(Batch batch, int[] selection, PackedColumn.Rows rows) {
    for (int i = 0; i < rows.count(); i++) {
      int start = rows.start(i);
      Arrays.fill(rows.bytes(i), start, start + nullBytes, (byte) 0);
    }
    for (int column = 0; column < shown; column++) {
      long[] validity = batch.column(from[column]).validity();
      if (validity != null) {
        hasNulls[column] = true;
        for (int i = 0; i < rows.count(); i++) {
          if (!Validity.isSet(validity, selection[i])) {
            rows.bytes(i)[rows.start(i) + (column >> 3)] |= (byte) (1 << (column & 7));
          }
        }
      }
    }
  }

  /** The shown columns of some rows. */
  public Column[] read(long[] wanted, int count) {
    PackedColumn.Rows rows = new PackedColumn.Rows(wanted, count, ranges.chunks());
    Column[] result = new Column[shown];
    for (int i = 0; i < shown; i++) {
      result[i] = columns[i].read(rows, hasNulls[i] ? validity(rows, i) : null);
    }
    return result;
  }

  private static long[] validity(PackedColumn.Rows rows, int column) {
    long[] bits = null;
    for (int i = 0; i < rows.count(); i++) {
      if ((rows.bytes(i)[rows.start(i) + (column >> 3)] >> (column & 7) & 1) != 0) {
        if (bits == null) {
          bits = Validity.allSet(rows.count());
        }
        Validity.clear(bits, i);
      }
    }
    return bits;
  }

  /** Whether two rows have the same values in all columns that are shown. */
  public boolean isSame(long row, long other) {
    byte[] a = bytes(row);
    byte[] b = bytes(other);
    int atA = ByteRanges.start(row);
    int atB = ByteRanges.start(other);
    if (!Arrays.equals(a, atA, atA + shownFixedBytes, b, atB, atB + shownFixedBytes)) {
      return false; // in the lengths of values too
    }
    int end = shownEndAt < 0 ? fixedBytes : Words.getInt(a, atA + shownEndAt);
    return Arrays.equals(a, atA + fixedBytes, atA + end, b, atB + fixedBytes, atB + end);
  }

  /** A hash of what {@link #isSame} compares. */
  public long hash(long row) {
    byte[] bytes = bytes(row);
    int at = ByteRanges.start(row);
    long hash = Hashing.hash(bytes, at, shownFixedBytes);
    int end = shownEndAt < 0 ? fixedBytes : Words.getInt(bytes, at + shownEndAt);
    return Hashing.combine(hash, Hashing.hash(bytes, at + fixedBytes, end - fixedBytes));
  }

  /** Compares a string of a row of a batch with that of a row here, which both are not NULL. */
  int compareBytes(int column, BytesColumn values, int batchRow, long row) {
    PackedBytes packed = (PackedBytes) columns[column];
    byte[] bytes = bytes(row);
    int at = ByteRanges.start(row);
    int start = values.starts()[batchRow];
    return Arrays.compareUnsigned(
        values.bytes(),
        start,
        start + values.lengths()[batchRow],
        bytes,
        at + packed.valueStart(bytes, at),
        at + packed.valueEnd(bytes, at));
  }

  /** Forgets a row. */
  public void remove(long row) {
    int size = endAt < 0 ? fixedBytes : Words.getInt(bytes(row), ByteRanges.start(row) + endAt);
    ranges.free(row, size);
  }

  private byte[] bytes(long row) {
    return ranges.chunks()[ByteRanges.chunk(row)];
  }

  /** The heap memory of the rows, also of the space that waits for other rows, in bytes. */
  public long memoryBytes() {
    return ranges.memoryBytes();
  }

  public void writeTo(StateWriter state) throws IOException {
    for (boolean nullable : hasNulls) {
      state.putInt(nullable ? 1 : 0);
    }
    ranges.writeTo(state);
  }

  public void readFrom(StateReader state) throws IOException {
    for (int i = 0; i < hasNulls.length; i++) {
      hasNulls[i] = state.getInt() != 0;
    }
    ranges.readFrom(state);
  }
}
