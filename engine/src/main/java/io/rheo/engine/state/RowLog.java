package io.rheo.engine.state;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Rows that come and stay: some columns of each, and words of the owner's. Numbered from 0 in the
 * order in which they came.
 *
 * <p>A value costs 8 bytes, a string its bytes as well; no value is looked up or compared. Reading
 * columns of some rows first gathers these ({@link #select}), so each row is visited once; strings
 * are not copied as long as they are in one segment of {@link BytesLog}.
 */
public final class RowLog {
  private static final long[] NONE = {};

  private final RowType input;
  private final List<Integer> columns;
  private KeyEncoder encoder;
  private final int width;
  private WordPages pages;
  private final Selection selected = new Selection();

  /** Rows gathered one after the other. */
  private static final class Selection {
    private long[] words = {};
    private int[] bases = {};
    private int count;

    private void reserve(int rows, int width) {
      if (words.length < rows * width || bases.length < rows) {
        int capacity = Math.max(rows, Batch.TARGET_ROWS);
        words = new long[capacity * width];
        bases = new int[capacity];
      }
      count = rows;
    }
  }

  /**
   * @param columns the columns of the input that are kept
   * @param ownWords how many words the owner has in each row; of a new row they are zero
   */
  public RowLog(RowType input, List<Integer> columns, int ownWords) {
    this.input = input;
    this.columns = columns;
    encoder = KeyEncoder.ofLog(input, columns);
    width = encoder.width();
    pages = new WordPages(width + ownWords);
  }

  public int size() {
    return pages.size();
  }

  /** Adds all rows of a batch; returns the number of the first. */
  public int append(Batch batch) {
    return pages.append(width == 0 ? NONE : encoder.encode(batch), width, batch.rowCount());
  }

  /** A word of the owner's. */
  public long get(int row, int word) {
    return pages.get(row, width + word);
  }

  /** Changes a word of the owner's. */
  public void set(int row, int word, long value) {
    pages.set(row, width + word, value);
  }

  /** Says which rows {@link #column} is about. */
  public void select(int[] rows, int count) {
    selected.reserve(count, width);
    for (int i = 0, to = 0; i < count; i++, to += width) {
      System.arraycopy(pages.page(rows[i]), pages.at(rows[i]), selected.words, to, width);
      selected.bases[i] = to;
    }
  }

  /** Keeps some of the selected rows only, which are {@code places} of the selection, ascending. */
  public void selectOf(int[] places, int count) {
    for (int i = 0; i < count; i++) {
      selected.bases[i] = selected.bases[places[i]];
    }
    selected.count = count;
  }

  /** A column of the selected rows: {@code index} is that among the columns kept. */
  public Column column(int index) {
    return encoder.decode(index, selected.words, selected.bases, selected.count);
  }

  /** Forgets rows; the others keep their order and are numbered anew. */
  public void compact(IntPredicate keep) {
    KeyEncoder newEncoder = KeyEncoder.ofLog(input, columns);
    WordPages kept = new WordPages(pages.stride());
    for (int row = 0; row < pages.size(); row++) {
      if (keep.test(row)) {
        int to = kept.append();
        System.arraycopy(pages.page(row), pages.at(row), kept.page(to), kept.at(to), kept.stride());
        newEncoder.moveStrings(encoder, kept.page(to), kept.at(to));
      }
    }
    encoder = newEncoder;
    pages = kept;
  }

  /** Forgets all rows. */
  public void clear() {
    encoder = KeyEncoder.ofLog(input, columns);
    pages.clear();
  }

  public void writeTo(StateWriter state) throws IOException {
    encoder.writeTo(state);
    pages.writeTo(state);
  }

  public void readFrom(StateReader state) throws IOException {
    encoder.readFrom(state);
    pages.readFrom(state);
  }
}
