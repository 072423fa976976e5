package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of a side that can be taken back: they are found by their values, in constant time, and
 * equal rows of a key are one with a count. A row costs 8 bytes for each stored value and 40 to 56.
 */
final class CountedRows implements JoinRows {
  private static final int MIN_GONE = 64;
  private static final long LOW = 0xFFFF_FFFFL;

  private final int side;
  private final JoinKeyTable keys;
  private final KeyEncoder encoder;
  private final GroupTable table;
  private final int keyAt;
  private final int linksAt; // of the previous row in the upper half, the next in the lower; + 1
  private final int countAt;
  private final int touchedAt;
  private final int matchesAt;
  private long[] words = {};
  private int[] bases = {};
  private int[] all = {};
  private int[] selected = {};
  private int gone; // how often a row went since the last compaction

  CountedRows(int side, RowType input, List<Integer> stored, Watch watch, JoinKeyTable keys) {
    this.side = side;
    this.keys = keys;
    encoder = KeyEncoder.ofRows(input, stored);
    keyAt = encoder.width();
    linksAt = keyAt + 1;
    int next = linksAt + 1;
    countAt = next++;
    touchedAt = watch == Watch.NONE ? 0 : next++;
    matchesAt = watch == Watch.ROWS ? next++ : 0;
    table = new GroupTable(linksAt, new long[next - linksAt], 0);
  }

  @Override
  public boolean counted() {
    return true;
  }

  @Override
  public int[] place(Batch batch, int[] keyBases) {
    int count = batch.rowCount();
    if (count > all.length) {
      all = IntStream.range(0, count).toArray();
      bases = new int[count];
    }
    table.probe(rowWords(batch, keyBases), all, 0, count, bases);
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

  @Override
  public void select(int[] rows, int count) {
    selected = Arrays.copyOf(rows, count);
  }

  @Override
  public void selectOf(int[] places, int count) {
    int[] before = selected;
    selected = new int[count];
    Arrays.setAll(selected, i -> before[places[i]]);
  }

  @Override
  public Column column(int storedColumn) {
    return encoder.decode(storedColumn, table.rows(), selected, selected.length);
  }

  @Override
  public int keyBase(int base) {
    return (int) table.rows()[base + keyAt];
  }

  @Override
  public int next(int base) {
    return (int) table.rows()[base + linksAt] - 1;
  }

  private int previous(int base) {
    return (int) (table.rows()[base + linksAt] >>> 32) - 1;
  }

  @Override
  public int count(int base) {
    return (int) table.rows()[base + countAt];
  }

  @Override
  public int addCount(int base, int change) {
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

  @Override
  public long matches(int base) {
    return table.rows()[base + matchesAt];
  }

  @Override
  public void setMatches(int base, long matches) {
    table.rows()[base + matchesAt] = matches;
  }

  @Override
  public boolean isTouched(int base) {
    return table.rows()[base + touchedAt] != 0;
  }

  @Override
  public void setTouched(int base, boolean touched) {
    table.rows()[base + touchedAt] = touched ? 1 : 0;
  }

  @Override
  public void removeAll(int keyBase) {
    for (int base = keys.first(side, keyBase), next; base >= 0; base = next) {
      next = next(base);
      table.rows()[base + linksAt] = 0;
      table.rows()[base + countAt] = 0;
      gone++;
    }
    keys.setChain(side, keyBase, -1, -1);
  }

  private boolean isLinked(int base) {
    return previous(base) >= 0 || keys.first(side, keyBase(base)) == base;
  }

  @Override
  public void clear() {
    table.compact((rows, base) -> false, (from, to) -> {});
    gone = 0;
  }

  @Override
  public boolean wantsCompaction() {
    return gone > MIN_GONE && gone * 2 > table.size();
  }

  @Override
  public void compact() {
    table.compact((rows, base) -> isLinked(base), (from, to) -> {});
    gone = 0;
    keys.clearChains(side);
    for (int base = 0; base < table.used(); base += table.stride()) {
      link(base);
    }
  }

  @Override
  public void moveKeys(int[] moved) {
    long[] rows = table.rows();
    for (int at = keyAt; at < table.used(); at += table.stride()) {
      rows[at] = moved[(int) rows[at] / keys.stride()];
    }
    table.compact((words, base) -> true, (from, to) -> {}); // the key is part of what is indexed
  }

  @Override
  public void collectStrings() {
    if (encoder.wantsCollection()) {
      encoder.mark(table);
      encoder.sweep();
    }
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public void writeTo(StateWriter state) throws IOException {
    encoder.writeTo(state);
    table.writeTo(state);
    state.putInt(gone);
  }

  @Override
  public void readFrom(StateReader state) throws IOException {
    encoder.readFrom(state);
    table.readFrom(state);
    gone = state.getInt();
  }
}
