package io.rheo.engine.state;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.Validity;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;
import java.util.Arrays;
import java.util.List;

/**
 * Sort keys as words whose order, word after word and signed, is that of the rows, whatever the
 * direction and wherever NULL goes. Only strings with the same first eight bytes are looked at
 * themselves.
 *
 * <p>Rows are compared that are in the batch that was encoded last, or were kept of an earlier one:
 * as their words, followed by a word that refers to the row: {@code ~row} in the batch, or a
 * reference of {@link PackedRows}, in whose second highest bit the owner may note something.
 */
public final class OrderWords {
  /** The bit of a reference that belongs to the owner. */
  public static final long NOTE = 1L << 62;

  private final SortKey[] keys;
  private final Storage[] storages;
  private final boolean[] marked; // whether a word before the value says if it is NULL
  private final int[] offsets; // of the value's first word
  private final int[] texts; // of each word: which key's string it begins, or -1
  private final int[] packed; // of each key that is a string: the column of the kept rows
  private final PackedRows rows;
  private final int width;
  private Batch batch;
  private long[] words = {};

  /**
   * The order of the rows of an input.
   *
   * @param packed where in the kept rows each key is that is a string
   */
  public OrderWords(RowType input, List<SortKey> order, PackedRows rows, int[] packed) {
    keys = order.toArray(SortKey[]::new);
    storages = new Storage[keys.length];
    marked = new boolean[keys.length];
    offsets = new int[keys.length];
    this.rows = rows;
    this.packed = packed;
    int[] textAt = new int[4 * keys.length];
    Arrays.fill(textAt, -1);
    int next = 0;
    for (int i = 0; i < keys.length; i++) {
      DataType type = input.type(keys[i].column());
      storages[i] = type.storage();
      // of the others some words are left over for NULL
      marked[i] = type.nullable() && (storages[i] == Storage.LONG || storages[i] == Storage.BYTES);
      offsets[i] = next + (marked[i] ? 1 : 0);
      textAt[offsets[i]] = storages[i] == Storage.BYTES ? i : -1;
      next = offsets[i] + (storages[i] == Storage.DECIMAL128 ? 2 : 1);
    }
    width = next;
    texts = Arrays.copyOf(textAt, width);
  }

  /** How many words a row has. */
  public int width() {
    return width;
  }

  /** Takes the rows of a batch for the comparisons until the next one. */
  public void encode(Batch newBatch) {
    batch = newBatch;
    int rowCount = batch.rowCount();
    if (words.length < rowCount * width) {
      words = new long[Math.max(rowCount, Batch.TARGET_ROWS) * width];
    }
    for (int i = 0; i < keys.length; i++) {
      Column column = batch.column(keys[i].column());
      encode(storages[i], column, rowCount, offsets[i]);
      if (keys[i].descending()) {
        reverse(rowCount, offsets[i]);
        if (storages[i] == Storage.DECIMAL128) {
          reverse(rowCount, offsets[i] + 1);
        }
      }
      encodeNulls(i, column.validity(), rowCount);
    }
  }

  private void encode(Storage storage, Column column, int rowCount, int at) {
    ValueWords.write(storage, column, rowCount, words, at, width);
    if (storage == Storage.DECIMAL128) {
      long[] low = ((Decimal128Column) column).low();
      for (int to = at + 1, row = 0; row < rowCount; to += width, row++) {
        words[to] = low[row] ^ Long.MIN_VALUE;
      }
    }
  }

  private void reverse(int rowCount, int at) {
    for (int row = 0, to = at; row < rowCount; row++, to += width) {
      words[to] = ~words[to];
    }
  }

  /** NULL is a word before the value, or one that no value is. */
  private void encodeNulls(int key, long[] validity, int rowCount) {
    long nullWord = keys[key].nullsFirst() ? Long.MIN_VALUE : Long.MAX_VALUE;
    int at = offsets[key];
    if (marked[key]) {
      for (int row = 0, to = at - 1; row < rowCount; row++, to += width) {
        words[to] = 0;
      }
    }
    if (validity != null) {
      for (int row = 0, to = at; row < rowCount; row++, to += width) {
        if (!Validity.isSet(validity, row)) {
          words[marked[key] ? to - 1 : to] = nullWord;
          clear(key, to);
        }
      }
    }
  }

  /** All NULLs are the same. */
  private void clear(int key, int at) {
    if (marked[key]) {
      words[at] = 0;
    } else if (storages[key] == Storage.DECIMAL128) {
      words[at + 1] = 0;
    }
  }

  /** Keeps the words of a row of the batch. */
  public void copy(int row, long[] to, int at) {
    System.arraycopy(words, row * width, to, at, width);
  }

  /** Compares a row of the batch with one whose words are kept. */
  public int compare(int row, long[] kept, int at) {
    int from = row * width;
    for (int i = 0; i < width; i++) {
      long word = words[from + i];
      long other = kept[at + i];
      if (word != other) {
        return word < other ? -1 : 1;
      }
      if (texts[i] >= 0) {
        int order = compareTexts(texts[i], row, kept[at + width]);
        if (order != 0) {
          return order;
        }
      }
    }
    return 0;
  }

  private int compareTexts(int key, int row, long other) {
    BytesColumn values = batch.bytes(keys[key].column());
    int order =
        other < 0
            ? compareTexts(values, row, (int) ~other)
            : rows.compareBytes(packed[key], values, row, other & ~NOTE);
    return keys[key].descending() ? -order : order;
  }

  private static int compareTexts(BytesColumn values, int row, int other) {
    int start = values.starts()[row];
    int otherStart = values.starts()[other];
    return Arrays.compareUnsigned(
        values.bytes(),
        start,
        start + values.lengths()[row],
        values.bytes(),
        otherStart,
        otherStart + values.lengths()[other]);
  }
}
