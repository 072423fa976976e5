package io.rheo.engine.state;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/**
 * Turns the key columns of a batch into a fixed number of words per row, and words back into
 * columns. Two rows have the same words if and only if they are in the same SQL group: NULL equals
 * NULL, -0.0 equals 0.0, NaN equals NaN.
 *
 * <p>One word per column, two for a wide DECIMAL, NULL or not. Strings of more than seven bytes,
 * nested values, and the few integers that {@link LongWords} cannot tell from NULL, become ids of a
 * dictionary. Ids are freed by a collection: when {@link #wantsCollection} says so, the owner marks
 * every table that holds keys of this encoder and then calls {@link #sweep}.
 */
public final class KeyEncoder {
  private final int[] columns;
  private final KeyColumn[] keys;
  private final int[] offsets; // of each key's first word
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
    int next = 0;
    for (int i = 0; i < count; i++) {
      DataType type = input.type(this.columns[i]);
      keys[i] = exact ? ofValues(type) : KeyColumn.of(type, dictionary);
      offsets[i] = next;
      next += keys[i].width();
    }
    width = next;
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

  /** Takes over what is not in the words of a row of another {@link #ofLog} of the same columns. */
  void moveStrings(KeyEncoder other, long[] words, int at) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] instanceof LoggedKeyColumn strings) {
        strings.move(other.log, words, at + offsets[i]);
      } else if (keys[i] instanceof NullableLongKeyColumn longs) {
        longs.move(other.dictionary, words, at + offsets[i]);
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
    if (keys.length == 1) {
      long[] values = keys[0].asWords(batch.column(columns[0]), rowCount);
      if (values != null) {
        return values;
      }
    }
    if (words.length < rowCount * width) {
      words = new long[Math.max(rowCount, Batch.TARGET_ROWS) * width];
    }
    for (int i = 0; i < keys.length; i++) {
      keys[i].encode(batch.column(columns[i]), rowCount, words, offsets[i], width);
    }
    encoded = batch;
    return words;
  }

  /**
   * The values of one key column.
   *
   * @param key which one, from 0
   * @param rows holds keys; that of entry {@code i} starts at {@code rows[bases[i]]}
   */
  public Column decode(int key, long[] rows, int[] bases, int count) {
    return keys[key].decode(rows, bases, offsets[key], count);
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
    KeyColumn column = keys[key];
    int at = offsets[key];
    boolean nullA = column.isNull(a, atA + at);
    boolean nullB = column.isNull(b, atB + at);
    if (nullA || nullB) {
      int order = Boolean.compare(nullB, nullA); // NULL first
      return nullsFirst ? order : -order;
    }
    int order = column.compare(a, atA + at, b, atB + at);
    return descending ? -order : order;
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
      keys[i].mark(rows, from + offsets[i], to, stride, marked);
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
