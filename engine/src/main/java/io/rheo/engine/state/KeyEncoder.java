package io.rheo.engine.state;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Turns the key columns of a batch into a fixed number of words per row, and words back into
 * columns. Two rows have the same words if and only if they are in the same SQL group: NULL equals
 * NULL, -0.0 equals 0.0, NaN equals NaN.
 *
 * <p>One word per column (two for a wide DECIMAL), and bits for the NULLs of nullable columns of 64
 * bits and more at the end. Strings of more than seven bytes, and nested values, become ids of a
 * dictionary. Ids are freed by a collection: when {@link #wantsCollection} says so, the owner marks
 * every table that holds keys of this encoder and then calls {@link #sweep}.
 */
public final class KeyEncoder {
  private final int[] columns;
  private final KeyColumn[] keys;
  private final int[] offsets; // of each key's first word
  private final int[] maskBits; // of each key, or -1
  private final int maskOffset; // of the words of the NULL mask, the last ones
  private final int width;
  private final BytesDictionary dictionary = new BytesDictionary();
  private final BytesLog log; // null: strings are in the dictionary
  private long[] words = new long[0];
  private Batch encoded; // whose keys the words are; null if none's
  private BitSet marked = new BitSet();

  /**
   * @param columns the key columns, as indexes into {@code input}
   */
  public KeyEncoder(RowType input, List<Integer> columns) {
    this(input, columns, false, null);
  }

  private KeyEncoder(RowType input, List<Integer> columns, boolean exact, BytesLog log) {
    this.log = log;
    int count = columns.size();
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    keys = new KeyColumn[count];
    offsets = new int[count];
    maskBits = new int[count];
    int next = 0;
    int bits = 0;
    for (int i = 0; i < count; i++) {
      DataType type = input.type(this.columns[i]);
      keys[i] = exact ? ofValues(type) : KeyColumn.of(type, dictionary);
      offsets[i] = next;
      maskBits[i] = keys[i].nullInMask() ? bits++ : -1;
      next += keys[i].width();
    }
    maskOffset = next;
    width = next + Validity.words(bits);
  }

  private KeyColumn ofValues(DataType type) {
    return switch (type.storage()) {
      case DOUBLE -> DoubleKeyColumn.ofValues();
      case BYTES, OBJECT ->
          log == null ? KeyColumn.of(type, dictionary) : new LoggedKeyColumn(type, log);
      case BOOLEAN, INT, LONG, DECIMAL128 -> KeyColumn.of(type, dictionary);
    };
  }

  /** An encoder for rows that are kept: what is decoded is what came, also the sign of a zero. */
  public static KeyEncoder ofRows(RowType input, List<Integer> columns) {
    return new KeyEncoder(input, columns, true, null);
  }

  /**
   * An encoder for rows that are only kept, and never looked up or compared: each string is there
   * as often as it comes, and its word says where.
   */
  static KeyEncoder ofLog(RowType input, List<Integer> columns) {
    return new KeyEncoder(input, columns, true, new BytesLog());
  }

  /** Takes over the strings of a row of another encoder of the same columns, {@link #ofLog}. */
  void moveStrings(KeyEncoder other, long[] words, int at) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] instanceof LoggedKeyColumn strings) {
        strings.move(other.log, words, at + offsets[i]);
      }
    }
  }

  /** How many words a key has. */
  public int width() {
    return width;
  }

  public int columnCount() {
    return keys.length;
  }

  /**
   * The words of all rows of the batch, {@link #width} each. The array may be the batch's own, and
   * holds until the next call.
   */
  public long[] encode(Batch batch) {
    if (batch == encoded && log == null) {
      return words;
    }
    int rowCount = batch.rowCount();
    if (width == 1 && batch.column(columns[0]) instanceof LongColumn column) {
      return column.values();
    }
    if (words.length < rowCount * width) {
      words = new long[Math.max(rowCount, Batch.TARGET_ROWS) * width];
    }
    for (int i = 0; i < keys.length; i++) {
      keys[i].encode(batch.column(columns[i]), rowCount, words, offsets[i], width);
    }
    if (width > maskOffset) {
      encodeMask(batch);
    }
    encoded = batch;
    return words;
  }

  private void encodeMask(Batch batch) {
    int rowCount = batch.rowCount();
    for (int row = 0, at = 0; row < rowCount; row++, at += width) {
      Arrays.fill(words, at + maskOffset, at + width, 0);
    }
    for (int i = 0; i < keys.length; i++) {
      Column column = batch.column(columns[i]);
      if (maskBits[i] >= 0 && column.hasNulls()) {
        int at = maskOffset + (maskBits[i] >> 6);
        for (int row = 0; row < rowCount; row++, at += width) {
          words[at] |= (column.isNull(row) ? 1L : 0L) << maskBits[i];
        }
      }
    }
  }

  /**
   * The values of one key column.
   *
   * @param key which one, from 0
   * @param rows holds keys; that of entry {@code i} starts at {@code rows[bases[i]]}
   */
  public Column decode(int key, long[] rows, int[] bases, int count) {
    long[] validity = maskBits[key] < 0 ? null : maskValidity(key, rows, bases, count);
    return keys[key].decode(rows, bases, offsets[key], count, validity);
  }

  private long[] maskValidity(int key, long[] rows, int[] bases, int count) {
    long[] bits = null;
    int at = maskOffset + (maskBits[key] >> 6);
    for (int i = 0; i < count; i++) {
      if ((rows[bases[i] + at] >>> maskBits[key] & 1) != 0) {
        if (bits == null) {
          bits = Validity.allSet(count);
        }
        Validity.clear(bits, i);
      }
    }
    return bits;
  }

  /**
   * Compares one key column of two keys: numbers by size with NaN as the greatest, strings by code
   * point.
   *
   * @param a holds a key that starts at {@code a[atA]}
   * @param b holds a key that starts at {@code b[atB]}
   */
  public int compare(
      int key, boolean descending, boolean nullsFirst, long[] a, int atA, long[] b, int atB) {
    boolean nullA = isNull(key, a, atA);
    boolean nullB = isNull(key, b, atB);
    if (nullA || nullB) {
      int order = Boolean.compare(nullB, nullA); // NULL first
      return nullsFirst ? order : -order;
    }
    int order = keys[key].compare(a, atA + offsets[key], b, atB + offsets[key]);
    return descending ? -order : order;
  }

  private boolean isNull(int key, long[] words, int at) {
    return maskBits[key] < 0
        ? keys[key].isNull(words, at + offsets[key])
        : (words[at + maskOffset + (maskBits[key] >> 6)] >>> maskBits[key] & 1) != 0;
  }

  /** Whether so many new strings came that some are probably in no table any more. */
  public boolean wantsCollection() {
    return dictionary.wantsCollection();
  }

  /** Marks the strings of all keys in {@code table}, whose keys start with this encoder's words. */
  public void mark(GroupTable table) {
    mark(table, 0);
  }

  /** Marks the strings of all keys in {@code table}, where they start {@code at} words in. */
  public void mark(GroupTable table, int at) {
    mark(table.rows(), at, table.used(), table.stride());
  }

  /** Marks the strings of the keys that start in every {@code stride}-th word. */
  public void mark(long[] rows, int from, int to, int stride) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].usesDictionary()) {
        for (int base = from + offsets[i]; base < to; base += stride) {
          if (BytesWords.isId(rows[base])) {
            marked.set(BytesWords.id(rows[base]));
          }
        }
      }
    }
  }

  /** Frees the strings that were not marked since the last sweep. */
  public void sweep() {
    dictionary.collect(marked);
    marked = new BitSet();
    encoded = null;
  }

  /** How many strings the dictionary holds. */
  public int dictionarySize() {
    return dictionary.size();
  }

  public void writeTo(StateWriter state) throws IOException {
    dictionary.writeTo(state);
    if (log != null) {
      log.writeTo(state);
    }
  }

  public void readFrom(StateReader state) throws IOException {
    dictionary.readFrom(state);
    if (log != null) {
      log.readFrom(state);
    }
    encoded = null;
  }
}
