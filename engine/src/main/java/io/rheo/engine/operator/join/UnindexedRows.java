package io.rheo.engine.operator.join;

import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.state.WordPages;
import java.io.IOException;

/**
 * The rows of one side whose keys no row of the other side has, and which are therefore not in the
 * table of keys: that of the side with more rows so far. Where the other side has few rows, as the
 * result of an aggregate has, the table stays small, and a row costs what it takes to append it.
 *
 * <p>A batch of the other side with keys that are new looks through all of them. What that may cost
 * is limited to a few looks at each: then all go into the table, and no more come here.
 */
final class UnindexedRows {
  private static final int LOOKS_PER_ROW = 8;
  private static final long FREE_LOOKS = 1 << 12;

  private final JoinKeyTable keys;
  private final JoinRows[] stored;
  private final int keyWords;
  private final WordPages rows; // of each the words of its key, then its base
  private final long[] seen = new long[2]; // how many rows came of each side
  private long looksLeft = FREE_LOOKS;
  private int side;
  private boolean open;

  /**
   * @param stored the rows of both sides
   * @param open whether rows may come here at all
   */
  UnindexedRows(JoinKeyTable keys, JoinRows[] stored, boolean open) {
    this.keys = keys;
    this.stored = stored;
    this.open = open;
    keyWords = keys.width();
    rows = new WordPages(keyWords + 1);
  }

  /** Whether rows of a side, which have come, belong here if their key is in no table. */
  boolean take(int ofSide, int count) {
    if (!open) {
      return false;
    }
    seen[ofSide] += count;
    if (stored[ofSide].counted()) {
      return false;
    }
    if (side != ofSide && rows.size() > 0) {
      if (seen[ofSide] <= seen[side]) {
        return false;
      }
      index();
    }
    side = ofSide;
    return true;
  }

  /** Takes a row whose key is {@code words[at …]}. */
  void add(long[] words, int at, int base) {
    int row = rows.append();
    System.arraycopy(words, at, rows.page(row), rows.at(row), keyWords);
    rows.set(row, keyWords, base);
    looksLeft += LOOKS_PER_ROW;
  }

  /** Keys have come into the table: the rows that have them go to their chains. */
  void link() {
    looksLeft -= rows.size();
    if (looksLeft < 0) {
      close();
      return;
    }
    AppendedRows owner = (AppendedRows) stored[side];
    int kept = 0;
    for (int row = 0; row < rows.size(); row++) {
      long[] page = rows.page(row);
      int at = rows.at(row);
      int key = keys.find(page, at);
      if (key >= 0) {
        owner.link((int) page[at + keyWords], key);
      } else {
        if (kept < row) {
          rows.copy(row, kept);
        }
        kept++;
      }
    }
    rows.truncate(kept);
  }

  /** Puts all rows into the table, and takes no more. */
  void close() {
    index();
    open = false;
  }

  private void index() {
    for (int row = 0; row < rows.size(); row++) {
      long[] page = rows.page(row);
      int at = rows.at(row);
      ((AppendedRows) stored[side]).link((int) page[at + keyWords], keys.probe(page, at));
    }
    rows.clear();
  }

  /** Forgets the rows of a side. */
  void forget(int ofSide) {
    if (side == ofSide) {
      rows.clear();
    }
  }

  int size() {
    return rows.size();
  }

  /** Marks the strings of the keys. */
  void mark(KeyEncoder encoder) {
    for (int row = 0; row < rows.size(); row++) {
      int at = rows.at(row);
      encoder.mark(rows.page(row), at, at + keyWords, rows.stride());
    }
  }

  void writeTo(StateWriter state) throws IOException {
    rows.writeTo(state);
    state.putLongs(seen, seen.length);
    state.putLong(looksLeft);
    state.putInt(side);
    state.putInt(open ? 1 : 0);
  }

  void readFrom(StateReader state) throws IOException {
    rows.readFrom(state);
    System.arraycopy(state.getLongs(), 0, seen, 0, seen.length);
    looksLeft = state.getLong();
    side = state.getInt();
    open = state.getInt() != 0;
  }
}
