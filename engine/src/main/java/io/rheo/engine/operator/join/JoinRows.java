package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of one side of a join: some columns of each, chained with those of the same key in the
 * order in which they came.
 *
 * <p>Rows that can be taken back are found by their values, in constant time, and equal rows of a
 * key are one with a count; rows that only come are appended. A row costs 8 bytes for each stored
 * value and 16 (appended) to 56.
 */
final class JoinRows {
  private static final int MIN_GONE = 64;
  private static final long LOW = 0xFFFF_FFFFL;

  private final int side;
  private final JoinKeyTable keys;
  private final KeyEncoder encoder;
  private final GroupTable table;
  private final int keyAt;
  private final int linksAt; // of the previous row in the upper half, the next in the lower; + 1
  private final int countAt; // 0: rows are only appended
  private final int touchedAt;
  private final int matchesAt;
  private long[] words = {};
  private int[] bases = {};
  private int[] all = {};
  private int gone; // how often a row went since the last compaction

  /**
   * @param stored the columns of the input that are kept
   * @param counted whether rows can be taken back
   * @param watch what is known of the partners of a row
   */
  JoinRows(
      int side,
      RowType input,
      List<Integer> stored,
      boolean counted,
      Watch watch,
      JoinKeyTable keys) {
    this.side = side;
    this.keys = keys;
    encoder = KeyEncoder.ofRows(input, stored);
    keyAt = encoder.width();
    linksAt = keyAt + 1;
    int next = linksAt + 1;
    countAt = counted ? next++ : 0;
    touchedAt = watch == Watch.NONE ? 0 : next++;
    matchesAt = watch == Watch.ROWS ? next++ : 0;
    long[] template = new long[next - linksAt];
    table =
        counted ? new GroupTable(linksAt, template, 0) : GroupTable.withoutIndex(linksAt, template);
  }

  /** Whether a row can stand for several, or for less than one. */
  boolean counted() {
    return countAt != 0;
  }

  /**
   * The bases of rows, which are made where there are none; these are in no chain and have a count
   * of 0. Holds until the next call.
   */
  int[] place(Batch batch, int[] keyBases) {
    int count = batch.rowCount();
    if (count > all.length) {
      all = IntStream.range(0, count).toArray();
      bases = new int[count];
    }
    long[] rows = rowWords(batch, keyBases);
    if (counted()) {
      table.probe(rows, all, 0, count, bases);
    } else {
      int width = keyAt + 1;
      for (int row = 0, at = 0; row < count; row++, at += width) {
        bases[row] = table.append(rows, at);
      }
    }
    return bases;
  }

  /** The values of each row, then the base of its key. */
  private long[] rowWords(Batch batch, int[] keyBases) {
    int count = batch.rowCount();
    int width = keyAt + 1;
    if (words.length < count * width) {
      words = new long[Math.max(count, Batch.TARGET_ROWS) * width];
    }
    if (keyAt > 0) {
      long[] values = encoder.encode(batch);
      for (int row = 0; row < count; row++) {
        System.arraycopy(values, row * keyAt, words, row * width, keyAt);
      }
    }
    for (int row = 0, at = keyAt; row < count; row++, at += width) {
      words[at] = keyBases[row];
    }
    return words;
  }

  Column decode(int storedColumn, int[] rowBases, int count) {
    return encoder.decode(storedColumn, table.rows(), rowBases, count);
  }

  int keyBase(int base) {
    return (int) table.rows()[base + keyAt];
  }

  /** The row after this one with the same key; -1 if it is the last. */
  int next(int base) {
    return (int) table.rows()[base + linksAt] - 1;
  }

  private int previous(int base) {
    return (int) (table.rows()[base + linksAt] >>> 32) - 1;
  }

  /** How many such rows there are. */
  int count(int base) {
    return counted() ? (int) table.rows()[base + countAt] : 1;
  }

  /** Puts an appended row into its chain. */
  void append(int base) {
    link(base);
  }

  /** Changes how many such rows there are; returns how many there were. */
  int addCount(int base, int change) {
    int before = count(base);
    int after = Math.addExact(before, change);
    table.rows()[base + countAt] = after;
    if (before == 0 && after != 0) {
      link(base);
    } else if (before != 0 && after == 0) {
      unlink(base);
    }
    return before;
  }

  private void link(int base) {
    int key = keyBase(base);
    int last = keys.last(side, key);
    setLinks(base, last, -1);
    if (last >= 0) {
      setLinks(last, previous(last), base);
    }
    keys.setChain(side, key, last < 0 ? base : keys.first(side, key), base);
  }

  private void unlink(int base) {
    int key = keyBase(base);
    int before = previous(base);
    int after = next(base);
    if (before >= 0) {
      setLinks(before, previous(before), after);
    }
    if (after >= 0) {
      setLinks(after, before, next(after));
    }
    keys.setChain(
        side,
        key,
        before < 0 ? after : keys.first(side, key),
        after < 0 ? before : keys.last(side, key));
    setLinks(base, -1, -1);
    gone++;
  }

  private void setLinks(int base, int previous, int next) {
    table.rows()[base + linksAt] = (long) (previous + 1) << 32 | (next + 1 & LOW);
  }

  /** How many partners the row has, where that is counted by row. */
  long matches(int base) {
    return table.rows()[base + matchesAt];
  }

  void setMatches(int base, long matches) {
    table.rows()[base + matchesAt] = matches;
  }

  /** Whether the step has touched the row. */
  boolean isTouched(int base) {
    return table.rows()[base + touchedAt] != 0;
  }

  void setTouched(int base, boolean touched) {
    table.rows()[base + touchedAt] = touched ? 1 : 0;
  }

  /** Forgets the rows of a key. */
  void removeAll(int keyBase) {
    for (int base = keys.first(side, keyBase), next; base >= 0; base = next) {
      next = next(base);
      table.rows()[base + linksAt] = 0;
      if (counted()) {
        table.rows()[base + countAt] = 0;
      }
      gone++;
    }
    keys.setChain(side, keyBase, -1, -1);
  }

  private boolean isLinked(int base) {
    return previous(base) >= 0 || keys.first(side, keyBase(base)) == base;
  }

  /** Whether so many rows are gone that it is time to {@link #compact}. */
  boolean wantsCompaction() {
    return gone > MIN_GONE && gone * 2 > table.size();
  }

  /** Drops the rows that are in no chain; the others get new bases. */
  void compact() {
    table.compact((rows, base) -> isLinked(base), (from, to) -> {});
    gone = 0;
    keys.clearChains(side);
    for (int base = 0; base < table.used(); base += table.stride()) {
      link(base);
    }
  }

  /**
   * Takes note that keys have other bases; every row is in a chain.
   *
   * @param moved as {@link JoinKeyTable#compact} returns it
   */
  void moveKeys(int[] moved) {
    long[] rows = table.rows();
    for (int at = keyAt; at < table.used(); at += table.stride()) {
      rows[at] = moved[(int) rows[at] / keys.stride()];
    }
    table.compact((words, base) -> true, (from, to) -> {}); // the key is part of what is indexed
  }

  /** Drops strings that no row has any more, once there may be many. */
  void collectStrings() {
    if (encoder.wantsCollection()) {
      encoder.mark(table);
      encoder.sweep();
    }
  }

  int size() {
    return table.size();
  }

  void writeTo(StateWriter state) throws IOException {
    encoder.writeTo(state);
    table.writeTo(state);
    state.putInt(gone);
  }

  void readFrom(StateReader state) throws IOException {
    encoder.readFrom(state);
    table.readFrom(state);
    gone = state.getInt();
  }
}
