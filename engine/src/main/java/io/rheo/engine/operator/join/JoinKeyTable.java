package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.plan.JoinKey;
import io.rheo.engine.plan.RegularJoin;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The keys of both sides of a join. A key knows the chain of the rows of each side that have it,
 * and how many rows that are. A join without keys has one that all rows have.
 */
final class JoinKeyTable {
  private static final int SIDES = 2;
  private static final int MIN_GONE = 64;
  private static final int COUNTS = SIDES; // after the chains
  private static final int TOUCHED = 2 * SIDES;
  private static final int WORDS = TOUCHED + 1; // where keys are watched, else the chains only
  private static final long LOW = 0xFFFF_FFFFL;

  private final int[][] columns; // of each side
  private final boolean[] nullsEqual;
  private final KeyEncoder encoder;
  private final GroupTable table;
  private final int chainsAt;
  private final int leaderAt;
  private int gone; // how often a key lost its last row since the last compaction
  private int[] all = {};
  private int[] bases = {};
  private long[] words = {}; // of the keys asked for last

  JoinKeyTable(RegularJoin plan, boolean watched) {
    List<JoinKey> keys = plan.keys();
    columns = new int[SIDES][keys.size()];
    nullsEqual = new boolean[keys.size()];
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      JoinKey key = keys.get(i);
      columns[0][i] = key.left();
      columns[1][i] = key.right();
      nullsEqual[i] = key.nullsEqual();
      // Where NULL is equal to nothing, rows with NULL do not come here.
      DataType type = plan.left().rowType().type(key.left()).withNullable(key.nullsEqual());
      fields.add(new Field("key" + i, type));
    }
    encoder = new KeyEncoder(new RowType(fields), IntStream.range(0, keys.size()).boxed().toList());
    chainsAt = encoder.width();
    leaderAt = chainsAt + (watched ? WORDS : SIDES);
    long[] template = new long[(watched ? WORDS : SIDES) + (plan.leading().isPresent() ? 1 : 0)];
    plan.leading().ifPresent(pairs -> template[template.length - 1] = ExtremeWords.NONE);
    table = new GroupTable(encoder.width(), template, 0);
  }

  /** Which rows have a key that can be equal to another; {@code null} if all have. */
  int[] keyedRows(int side, Batch batch) {
    int[] keyed = null;
    for (int i = 0; i < nullsEqual.length; i++) {
      Column column = batch.column(columns[side][i]);
      if (!nullsEqual[i] && column.hasNulls()) {
        IntStream rows = keyed == null ? IntStream.range(0, batch.rowCount()) : IntStream.of(keyed);
        keyed = rows.filter(row -> !column.isNull(row)).toArray();
      }
    }
    return keyed != null && keyed.length == batch.rowCount() ? null : keyed;
  }

  /** How many words a key has. */
  int width() {
    return encoder.width();
  }

  /** The base of each row's key, which is made if there is none; holds until the next call. */
  int[] probe(int side, Batch batch) {
    int count = encode(side, batch);
    table.probe(words, all, 0, count, bases);
    return bases;
  }

  /** The base of each row's key; -1 where there is none. Holds until the next call. */
  int[] lookUp(int side, Batch batch) {
    int count = encode(side, batch);
    table.find(words, all, count, bases);
    return bases;
  }

  private int encode(int side, Batch batch) {
    int count = batch.rowCount();
    if (count > all.length) {
      all = IntStream.range(0, count).toArray();
      bases = new int[count];
    }
    words = encoder.encode(batch.select(columns[side]));
    return count;
  }

  /** The words of the keys of the batch asked for last. */
  long[] words() {
    return words;
  }

  /** The base of a key, {@code keyWords[at …]}, which is made if there is none. */
  int probe(long[] keyWords, int at) {
    return table.probe(keyWords, at);
  }

  /** The base of a key, {@code keyWords[at …]}; -1 if there is none. */
  int find(long[] keyWords, int at) {
    return table.find(keyWords, at);
  }

  /**
   * The base of each row's key; -1 where there is none.
   *
   * @param batch has at least the key columns of the side
   */
  int[] find(int side, Batch batch) {
    Batch keys = batch.select(columns[side]);
    int[] found = new int[batch.rowCount()];
    long[] keyWords = encoder.encode(keys);
    for (int row = 0; row < found.length; row++) {
      found[row] = isKeyed(keys, row) ? table.find(keyWords, row * encoder.width()) : -1;
    }
    return found;
  }

  private boolean isKeyed(Batch keys, int row) {
    for (int i = 0; i < nullsEqual.length; i++) {
      if (!nullsEqual[i] && keys.column(i).isNull(row)) {
        return false;
      }
    }
    return true;
  }

  /** The values of one key column of the keys with these bases. */
  Column decode(int key, int[] keyBases, int count) {
    return encoder.decode(key, table.rows(), keyBases, count);
  }

  /** The key that a column of a side is; -1 if it is none, or not told by its words. */
  int keyOf(int side, int column) {
    for (int i = 0; i < columns[side].length; i++) {
      if (columns[side][i] == column) {
        return i;
      }
    }
    return -1;
  }

  /** The column of a side that holds a key. */
  int column(int side, int key) {
    return columns[side][key];
  }

  /** The first row of a side that has the key; -1 if none has. */
  int first(int side, int base) {
    return (int) (chain(side, base) >>> 32) - 1;
  }

  /** The last row of a side that has the key; -1 if none has. */
  int last(int side, int base) {
    return (int) chain(side, base) - 1;
  }

  private long chain(int side, int base) {
    return table.rows()[base + chainsAt + side];
  }

  void setChain(int side, int base, int first, int last) {
    table.rows()[base + chainsAt + side] = (long) (first + 1) << 32 | (last + 1 & LOW);
    gone += isUnused(base) ? 1 : 0;
  }

  /** How many rows of a side have the key, where that is counted. */
  long count(int side, int base) {
    return table.rows()[base + chainsAt + COUNTS + side];
  }

  void addCount(int side, int base, long change) {
    table.rows()[base + chainsAt + COUNTS + side] += change;
  }

  /** One more than the number of the key among those that the step touched; 0: it did not. */
  int touched(int base) {
    return (int) table.rows()[base + chainsAt + TOUCHED];
  }

  void setTouched(int base, int number) {
    table.rows()[base + chainsAt + TOUCHED] = number;
  }

  /** Forgets the counts of a key that no row has. */
  void clearCounts(int base) {
    for (int side = 0; side < SIDES; side++) {
      table.rows()[base + chainsAt + COUNTS + side] = 0;
    }
  }

  /** The greatest word of the pairs of a key so far, where that is known. */
  long leader(int base) {
    return table.rows()[base + leaderAt];
  }

  /** A pair of a key has this word. */
  void lead(int base, long word) {
    long[] rows = table.rows();
    rows[base + leaderAt] = Math.max(rows[base + leaderAt], word);
  }

  int size() {
    return table.size();
  }

  /** Whether so many keys lost their rows that it is time to {@link #compact}. */
  boolean wantsCompaction() {
    return gone > MIN_GONE && gone * 2 > table.size();
  }

  /** Whether no row has the key. */
  boolean isUnused(int base) {
    return isUnused(table.rows(), base);
  }

  private boolean isUnused(long[] rows, int base) {
    return rows[base + chainsAt] == 0 && rows[base + chainsAt + 1] == 0;
  }

  /** Forgets the chains of a side. */
  void clearChains(int side) {
    long[] rows = table.rows();
    for (int base = 0; base < table.used(); base += table.stride()) {
      rows[base + chainsAt + side] = 0;
    }
  }

  /** All rows of a side are gone. */
  void forget(int side) {
    clearChains(side);
    gone = table.size();
  }

  /**
   * Drops the keys that no row has.
   *
   * @return by the old base divided by {@link #stride}: the new base, -1 if it was dropped
   */
  int[] compact() {
    int[] moved = new int[table.size()];
    Arrays.fill(moved, -1);
    gone = 0;
    int stride = table.stride();
    table.compact((rows, base) -> !isUnused(rows, base), (from, to) -> moved[from / stride] = to);
    return moved;
  }

  int stride() {
    return table.stride();
  }

  /**
   * Drops strings that no key has any more, once there may be many.
   *
   * @param others rows with keys that are not in the table
   */
  void collectStrings(UnindexedRows others) {
    if (encoder.wantsCollection()) {
      encoder.mark(table);
      others.mark(encoder);
      encoder.sweep();
    }
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
