package io.rheo.engine.state;

import java.io.IOException;
import java.util.Arrays;

/**
 * Groups by key: each is a row of words, the key's first, then accumulators.
 *
 * <p>Rows are dense and in the order in which their keys first came, so that a table is walked,
 * merged and written in that order and never by hash slot (walking slots into another table with
 * the same hash builds one huge cluster). Beside them is an index of their numbers by the hash of
 * the key ({@link Slots}). A row is named by its base, which is the index of its first word in
 * {@link #rows}.
 *
 * <p>Not for several threads. A group costs {@code 8 * stride} bytes, and twice as many right after
 * rows have grown, which they do by doubling: growing by less takes more time for copies than it
 * saves. The index costs 5 to 11 bytes a group, and is at most three quarters full; a small one, at
 * most half full, costs 8 to 16. While a huge one grows, eight bytes a group more are in use.
 */
public final class GroupTable {
  private static final int INITIAL_ROWS = 8;
  private static final int AHEAD = 128; // rows whose slots are looked up at a time
  private static final int NEAR_SLOTS = 1 << 17; // so many fit into the cache
  private static final int FAR_SLOTS = 1 << 22; // more do not even fit into that of all cores
  private static final int PART_BITS = 6;
  private static final int MIN_BITS = 4;
  private static final int MAX_BITS = 30;
  private static final int MAX_WORDS = Integer.MAX_VALUE - 8;

  private final int keyWords;
  private final long[] template;
  private final int stride;
  private long[] rows;
  private int used; // words of rows in use
  private int size; // rows in use
  private int[] slots; // of row numbers; null: no index
  private int bits; // of the hash that choose the slot, the topmost ones
  private int shift;
  private long[] hashes; // of keys while they are probed
  private long[] firstWords;
  private int slotsLeft; // inserts until the index is full

  /**
   * @param keyWords how many words make a key; with 0 there is at most one group
   * @param template what the accumulators of a new group start as; not copied
   * @param expectedRows how many groups to make room for
   */
  public GroupTable(int keyWords, long[] template, int expectedRows) {
    this.keyWords = keyWords;
    this.template = template;
    stride = Math.max(1, keyWords + template.length);
    int capacity = Math.max(INITIAL_ROWS, expectedRows);
    rows = new long[Math.toIntExact(Math.min(MAX_WORDS, (long) capacity * stride))];
    newIndex(bitsFor(capacity));
  }

  private GroupTable(int keyWords, long[] template) {
    this.keyWords = keyWords;
    this.template = template;
    stride = keyWords + template.length;
    rows = new long[INITIAL_ROWS * stride];
  }

  /** A table without an index: its rows are found by their bases only, and keys may repeat. */
  public static GroupTable withoutIndex(int keyWords, long[] template) {
    return new GroupTable(keyWords, template);
  }

  private void newIndex(int newBits) {
    bits = newBits;
    shift = Long.SIZE - newBits;
    slots = new int[1 << newBits];
    slotsLeft = mostRows(newBits);
  }

  /** How many rows an index holds before it grows: a small one can afford to have short ways. */
  private static int mostRows(int bits) {
    int slotCount = 1 << bits;
    return slotCount <= NEAR_SLOTS ? slotCount / 2 : slotCount / 4 * 3;
  }

  private static int bitsFor(int capacity) {
    int bits = MIN_BITS;
    while (mostRows(bits) < capacity && bits < MAX_BITS) {
      bits++;
    }
    return bits;
  }

  public int size() {
    return size;
  }

  public int stride() {
    return stride;
  }

  public int keyWords() {
    return keyWords;
  }

  /** The words of all rows; replaced when the table grows. */
  public long[] rows() {
    return rows;
  }

  /** One past the last word in use: bases go from 0 to here by {@link #stride}. */
  public int used() {
    return used;
  }

  /**
   * Finds or makes the group of each selected key.
   *
   * @param keys the keys, {@code keyWords} words each
   * @param selection which of them, in its entries {@code [from, to)}
   * @param bases receives the base of each selected key's row, in the same entries
   */
  public void probe(long[] keys, int[] selection, int from, int to, int[] bases) {
    if (keyWords == 0) {
      Arrays.fill(bases, from, to, from == to ? 0 : probe(keys, 0));
    } else if (keyWords > 2 || slots.length > NEAR_SLOTS) {
      for (int i = from; i < to; i += AHEAD) {
        probeAhead(keys, selection, i, Math.min(to, i + AHEAD), bases);
      }
    } else if (keyWords == 1) {
      probeOneWord(keys, selection, from, to, bases);
    } else {
      probeTwoWords(keys, selection, from, to, bases);
    }
  }

  private void probeAhead(long[] keys, int[] selection, int from, int to, int[] bases) {
    lookAhead(keys, selection, from, to, bases);
    for (int i = from; i < to; i++) {
      int at = selection[i] * keyWords;
      if (bases[i] < 0 || firstWords[i - from] != keys[at] || !sameKey(bases[i], keys, at)) {
        bases[i] = probe(hashes[i - from], keys, at);
      }
    }
  }

  private void findAhead(long[] keys, int[] selection, int from, int to, int[] bases) {
    lookAhead(keys, selection, from, to, bases);
    for (int i = from; i < to; i++) {
      int at = selection[i] * keyWords;
      if (bases[i] >= 0 && (firstWords[i - from] != keys[at] || !sameKey(bases[i], keys, at))) {
        bases[i] = find(hashes[i - from], keys, at);
      }
    }
  }

  /**
   * Some rows at a time: their slots are all looked up before the first of their keys is compared,
   * so that the waits for memory overlap.
   */
  private void lookAhead(long[] keys, int[] selection, int from, int to, int[] bases) {
    if (hashes == null) {
      hashes = new long[AHEAD];
      firstWords = new long[AHEAD];
    }
    hash(keys, selection, from, to);
    findTags(from, to, bases);
    long[] words = rows;
    for (int i = from; i < to; i++) {
      firstWords[i - from] = words[Math.max(0, bases[i])];
    }
  }

  /** Where keys probably are: the first row of the same tag, or -1 if there is none. */
  private void findTags(int from, int to, int[] bases) {
    int[] index = slots;
    for (int i = from; i < to; i++) { // no branch depends on what is waited for
      bases[i] = index[(int) (hashes[i - from] >>> shift)];
    }
    int mask = index.length - 1;
    for (int i = from; i < to; i++) {
      long hash = hashes[i - from];
      int tag = Slots.tag(hash, bits);
      int entry = bases[i];
      if (entry != 0 && !Slots.isTagged(entry, tag, mask)) {
        entry = nextTagged(index, (int) (hash >>> shift), tag);
      }
      bases[i] = entry == 0 ? -1 : Slots.number(entry, tag) * stride;
    }
  }

  /** The entry of this tag that is behind a slot; 0 if an empty one comes first. */
  private static int nextTagged(int[] index, int slot, int tag) {
    int mask = index.length - 1;
    int at = slot;
    int entry;
    do {
      at = (at + 1) & mask;
      entry = index[at];
    } while (entry != 0 && !Slots.isTagged(entry, tag, mask));
    return entry;
  }

  /** The hashes of selected keys. */
  private void hash(long[] keys, int[] selection, int from, int to) {
    if (keyWords == 1) {
      for (int i = from; i < to; i++) {
        hashes[i - from] = Hashing.hash(keys[selection[i]]);
      }
    } else if (keyWords == 2) {
      for (int i = from; i < to; i++) {
        int at = selection[i] << 1;
        hashes[i - from] = Hashing.combine(Hashing.combine(0, keys[at]), keys[at + 1]);
      }
    } else {
      for (int i = from; i < to; i++) {
        hashes[i - from] = hash(keys, selection[i] * keyWords);
      }
    }
  }

  private void probeOneWord(long[] keys, int[] selection, int from, int to, int[] bases) {
    int[] index = slots;
    long[] words = rows;
    int mask = index.length - 1;
    for (int i = from; i < to; i++) {
      long key = keys[selection[i]];
      long hash = Hashing.hash(key);
      int tag = Slots.tag(hash, bits);
      int slot = (int) (hash >>> shift);
      int base;
      while (true) {
        int entry = index[slot];
        if (Slots.isTagged(entry, tag, mask)) {
          base = Slots.number(entry, tag) * stride;
          if (words[base] == key) {
            break;
          }
        } else if (entry == 0) {
          base = insert(slot, hash, keys, selection[i]);
          index = slots;
          words = rows;
          mask = index.length - 1;
          break;
        }
        slot = (slot + 1) & mask;
      }
      bases[i] = base;
    }
  }

  /** As for one word: a nullable BIGINT is the most frequent key of tables without constraints. */
  private void probeTwoWords(long[] keys, int[] selection, int from, int to, int[] bases) {
    int[] index = slots;
    long[] words = rows;
    int mask = index.length - 1;
    for (int i = from; i < to; i++) {
      int at = selection[i] << 1;
      long first = keys[at];
      long second = keys[at + 1];
      long hash = Hashing.combine(Hashing.combine(0, first), second);
      int tag = Slots.tag(hash, bits);
      int slot = (int) (hash >>> shift);
      int base;
      while (true) {
        int entry = index[slot];
        if (Slots.isTagged(entry, tag, mask)) {
          base = Slots.number(entry, tag) * stride;
          if (words[base] == first && words[base + 1] == second) {
            break;
          }
        } else if (entry == 0) {
          base = insert(slot, hash, keys, at);
          index = slots;
          words = rows;
          mask = index.length - 1;
          break;
        }
        slot = (slot + 1) & mask;
      }
      bases[i] = base;
    }
  }

  /** Finds or makes the group of one key, {@code keys[at, at + keyWords)}; returns its base. */
  public int probe(long[] keys, int at) {
    return probe(hash(keys, at), keys, at);
  }

  private int probe(long hash, long[] keys, int at) {
    int slot = slot(hash, keys, at);
    return slots[slot] == 0 ? insert(slot, hash, keys, at) : base(slot);
  }

  /** The base of the group of one key, or -1 if there is none. */
  public int find(long[] keys, int at) {
    return find(hash(keys, at), keys, at);
  }

  private int find(long hash, long[] keys, int at) {
    int slot = slot(hash, keys, at);
    return slots[slot] == 0 ? -1 : base(slot);
  }

  /**
   * Finds the group of each selected key.
   *
   * @param keys the keys, {@code keyWords} words each
   * @param selection which of them, in its first {@code count} entries
   * @param bases receives the base of each selected key's row; -1 where there is none
   */
  public void find(long[] keys, int[] selection, int count, int[] bases) {
    if (keyWords > 0 && slots.length > NEAR_SLOTS) {
      for (int i = 0; i < count; i += AHEAD) {
        findAhead(keys, selection, i, Math.min(count, i + AHEAD), bases);
      }
    } else {
      for (int i = 0; i < count; i++) {
        bases[i] = find(keys, selection[i] * keyWords);
      }
    }
  }

  /** The slot that holds the key, or the empty one where it belongs. */
  private int slot(long hash, long[] keys, int at) {
    int mask = slots.length - 1;
    int tag = Slots.tag(hash, bits);
    int slot = (int) (hash >>> shift);
    while (slots[slot] != 0) {
      int entry = slots[slot];
      if (Slots.isTagged(entry, tag, mask)
          && sameKey(Slots.number(entry, tag) * stride, keys, at)) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** The base of the row that a slot refers to. */
  private int base(int slot) {
    return ((slots[slot] & (slots.length - 1)) - 1) * stride;
  }

  private long hash(long[] keys, int at) {
    if (keyWords == 1) {
      return Hashing.hash(keys[at]);
    }
    long hash = 0;
    for (int i = 0; i < keyWords; i++) {
      hash = Hashing.combine(hash, keys[at + i]);
    }
    return hash;
  }

  private boolean sameKey(int base, long[] keys, int at) {
    for (int i = 0; i < keyWords; i++) {
      if (rows[base + i] != keys[at + i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Adds a row to a table without an index; returns its base.
   *
   * @param keys the row's key, {@code keys[at, at + keyWords)}
   */
  public int append(long[] keys, int at) {
    int base = used;
    if (base + stride > rows.length) {
      growRows();
    }
    System.arraycopy(keys, at, rows, base, keyWords);
    System.arraycopy(template, 0, rows, base + keyWords, template.length);
    used += stride;
    size++;
    return base;
  }

  private int insert(int slot, long hash, long[] keys, int at) {
    int base = append(keys, at);
    slots[slot] = Slots.entry(Slots.tag(hash, bits), size - 1);
    slotsLeft--;
    if (slotsLeft == 0) {
      if (bits == MAX_BITS) {
        throw new IllegalStateException("one table cannot hold more than 800 million groups");
      }
      newIndex(bits + 1);
      fillIndex();
    }
    return base;
  }

  private void growRows() {
    long wanted = Math.max((long) used + stride, 2L * rows.length);
    if ((long) used + stride > MAX_WORDS) {
      throw new IllegalStateException("one table cannot hold more than 16 GiB of groups");
    }
    rows = Arrays.copyOf(rows, (int) Math.min(wanted, MAX_WORDS));
  }

  /** Puts all rows into an empty index, in dense order. */
  private void fillIndex() {
    if (slots.length > FAR_SLOTS) {
      fillByParts();
    } else {
      for (int row = 0, base = 0; row < size; row++, base += stride) {
        fill(hash(rows, base), row);
      }
    }
    slotsLeft -= size;
  }

  /** One part of a huge index at a time, which fits into the cache, and in dense order there. */
  private void fillByParts() {
    int partShift = Long.SIZE - PART_BITS;
    int[] next = new int[(1 << PART_BITS) + 1]; // where the next row of each part is put
    for (int base = 0; base < used; base += stride) {
      next[(int) (hash(rows, base) >>> partShift) + 1]++;
    }
    for (int part = 1; part < next.length; part++) {
      next[part] += next[part - 1];
    }
    long[] byPart = new long[size]; // the upper half of a hash, and the number of its row
    for (int row = 0, base = 0; row < size; row++, base += stride) {
      long hash = hash(rows, base);
      byPart[next[(int) (hash >>> partShift)]++] = hash >>> Integer.SIZE << Integer.SIZE | row;
    }
    for (long entry : byPart) {
      fill(entry, (int) entry);
    }
  }

  /** Puts a row into an index that has it not. */
  private void fill(long hash, int row) {
    int[] index = slots;
    int mask = index.length - 1;
    int slot = (int) (hash >>> shift);
    while (index[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    index[slot] = Slots.entry(Slots.tag(hash, bits), row);
  }

  /** Says which rows stay when a table is compacted. */
  @FunctionalInterface
  public interface RowTest {
    boolean keep(long[] rows, int base);
  }

  /** Is told where a row went when a table is compacted, in ascending order. */
  @FunctionalInterface
  public interface RowMove {
    void moved(int fromBase, int toBase);
  }

  /** Drops the rows that {@code test} does not keep; the others move up and keep their order. */
  public void compact(RowTest test, RowMove move) {
    int to = 0;
    for (int base = 0; base < used; base += stride) {
      if (test.keep(rows, base)) {
        System.arraycopy(rows, base, rows, to, stride);
        move.moved(base, to);
        to += stride;
      }
    }
    used = to;
    size = to / stride;
    int capacity = Math.max(INITIAL_ROWS, size * 2);
    if ((long) capacity * stride < rows.length / 2) {
      rows = Arrays.copyOf(rows, capacity * stride);
    }
    if (slots != null) {
      newIndex(bitsFor(capacity));
      fillIndex();
    }
  }

  /** Drops all rows and keeps the memory. */
  public void clear() {
    used = 0;
    size = 0;
    if (slots != null) {
      Arrays.fill(slots, 0);
      slotsLeft = mostRows(bits);
    }
  }

  /** The heap memory of the table, in bytes. */
  public long memoryBytes() {
    return 8L * rows.length + (slots == null ? 0 : 4L * slots.length);
  }

  public void writeTo(StateWriter state) throws IOException {
    state.putLongs(rows, used);
  }

  public void readFrom(StateReader state) throws IOException {
    long[] read = state.getLongs();
    used = read.length;
    size = used / stride;
    rows = Arrays.copyOf(read, Math.max(used, INITIAL_ROWS * stride));
    if (slots != null) {
      newIndex(bitsFor(Math.max(INITIAL_ROWS, size + 1)));
      fillIndex();
    }
  }
}
