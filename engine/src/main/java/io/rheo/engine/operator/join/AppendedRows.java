package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.state.RowLog;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.List;

/**
 * The rows of a side that are never taken back. A row costs 8 bytes for each stored value and for
 * its chain, and the bytes of its strings; it is written once and moved only when others expire.
 */
final class AppendedRows implements JoinRows {
  private static final int MIN_GONE = 64;
  private static final long LOW = 0xFFFF_FFFFL;
  private static final int LINK =
      0; // key's base + 1, of no chain 0; next row + 1 in the lower half

  private final int side;
  private final JoinKeyTable keys;
  private final RowLog log;
  private final int touchedAt;
  private final int matchesAt;
  private int[] bases = {};
  private int gone; // how many rows went since the last compaction

  AppendedRows(int side, RowType input, List<Integer> stored, Watch watch, JoinKeyTable keys) {
    this.side = side;
    this.keys = keys;
    int next = LINK + 1;
    touchedAt = watch == Watch.NONE ? 0 : next++;
    matchesAt = watch == Watch.ROWS ? next++ : 0;
    log = new RowLog(input, stored, next);
  }

  @Override
  public boolean counted() {
    return false;
  }

  @Override
  public int[] place(Batch batch, int[] keyBases) {
    int count = batch.rowCount();
    if (count > bases.length) {
      bases = new int[Math.max(count, Batch.TARGET_ROWS)];
    }
    int first = log.append(batch);
    for (int row = 0; row < count; row++) {
      bases[row] = first + row;
      if (keyBases[row] >= 0) {
        setLink(first + row, keyBases[row], -1);
      }
    }
    return bases;
  }

  @Override
  public void select(int[] rows, int count) {
    log.select(rows, count);
  }

  @Override
  public void selectOf(int[] places, int count) {
    log.selectOf(places, count);
  }

  @Override
  public Column column(int storedColumn) {
    return log.column(storedColumn);
  }

  @Override
  public int keyBase(int base) {
    return (int) (log.get(base, LINK) >>> 32) - 1;
  }

  @Override
  public int next(int base) {
    return (int) log.get(base, LINK) - 1;
  }

  private void setLink(int base, int keyBase, int next) {
    log.set(base, LINK, (long) (keyBase + 1) << 32 | (next + 1 & LOW));
  }

  @Override
  public int count(int base) {
    return 1;
  }

  @Override
  public int addCount(int base, int change) {
    link(base, keyBase(base));
    return 0;
  }

  /** Puts a row at the end of the chain of a key. */
  void link(int base, int key) {
    int last = keys.last(side, key);
    setLink(base, key, -1);
    if (last >= 0) {
      setLink(last, key, base);
    }
    keys.setChain(side, key, last < 0 ? base : keys.first(side, key), base);
  }

  @Override
  public long matches(int base) {
    return log.get(base, matchesAt);
  }

  @Override
  public void setMatches(int base, long matches) {
    log.set(base, matchesAt, matches);
  }

  @Override
  public boolean isTouched(int base) {
    return log.get(base, touchedAt) != 0;
  }

  @Override
  public void setTouched(int base, boolean touched) {
    log.set(base, touchedAt, touched ? 1 : 0);
  }

  @Override
  public void removeAll(int keyBase) {
    for (int base = keys.first(side, keyBase), next; base >= 0; base = next) {
      next = next(base);
      setLink(base, -1, -1);
      gone++;
    }
    keys.setChain(side, keyBase, -1, -1);
  }

  @Override
  public void clear() {
    log.clear();
    gone = 0;
  }

  @Override
  public boolean wantsCompaction() {
    return gone > MIN_GONE && gone * 2 > log.size();
  }

  @Override
  public void compact() {
    if (gone == 0) {
      return;
    }
    log.compact(base -> keyBase(base) >= 0);
    gone = 0;
    keys.clearChains(side);
    for (int base = 0; base < log.size(); base++) {
      link(base, keyBase(base));
    }
  }

  @Override
  public void moveKeys(int[] moved) {
    for (int base = 0; base < log.size(); base++) {
      int key = keyBase(base);
      if (key >= 0) {
        setLink(base, moved[key / keys.stride()], next(base));
      }
    }
  }

  @Override
  public void collectStrings() {} // they go with their rows

  @Override
  public int size() {
    return log.size();
  }

  @Override
  public void writeTo(StateWriter state) throws IOException {
    log.writeTo(state);
    state.putInt(gone);
  }

  @Override
  public void readFrom(StateReader state) throws IOException {
    log.readFrom(state);
    gone = state.getInt();
  }
}
