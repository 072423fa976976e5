package io.rheo.engine.operator.aggregate;

import io.rheo.engine.state.Hashing;
import java.util.Arrays;

/**
 * Which values each group has, for up to {@link #MAX_INPUTS} inputs at once: an open-addressing
 * table of pairs of a value and a group.
 *
 * <p>An entry is the words of the value, then one word with the group's base and a bit for each
 * input that has the value; if rows can be taken back, then also how often each input has it. It
 * lies in its slot as a whole, so that a probe waits for memory once: these tables are the largest
 * that aggregates have. At most five of eight slots are in use.
 */
final class DistinctTable {
  static final int MAX_INPUTS = Integer.SIZE;
  private static final int MIN_SLOTS = 16;
  private static final int MIN_DEAD = 16;
  private static final long OWNER_MULTIPLIER = 0xD6E8FEB86659FD93L; // odd, unlike that of Hashing
  private static final long BITS = 0xFFFFFFFFL;

  private final int valueWords; // where the word of the group and the bits is
  private final int stride;
  private long[] words; // of the slots; the group's word of an empty one is zero
  private int mask;
  private int shift;
  private int used; // slots
  private int limit; // of them
  private int live; // entries with a bit

  /**
   * @param valueWords how many words make a value
   * @param countWords how many counters an entry has
   */
  DistinctTable(int valueWords, int countWords) {
    this.valueWords = valueWords;
    stride = valueWords + 1 + countWords;
    allocate(MIN_SLOTS);
  }

  private void allocate(int slots) {
    long wanted = (long) slots * stride;
    if (slots <= 0 || wanted > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException("the distinct values of one operator exceed 16 GiB");
    }
    words = new long[(int) wanted];
    mask = slots - 1;
    shift = Long.numberOfLeadingZeros(slots - 1L);
    limit = (int) (slots * 5L / 8);
    used = 0;
    live = 0;
  }

  /** The words of all slots; replaced when an entry is made. */
  long[] words() {
    return words;
  }

  int stride() {
    return stride;
  }

  /** The number of entries, also of those without a bit. */
  int size() {
    return used;
  }

  /** The hash of the value at {@code values[at]} in a group. */
  long hash(long[] values, int at, int base) {
    long hash = (base + 1) * OWNER_MULTIPLIER;
    for (int i = 0; i < valueWords; i++) {
      hash = Hashing.combine(hash, values[at + i]);
    }
    return hash;
  }

  /**
   * The bits of an entry if it is in the first slot for its hash; 0 if it may be elsewhere or
   * nowhere. Asked for many entries in a row, it waits for the memory of several at a time.
   */
  int peek(long hash, long[] values, int at, int base) {
    int slot = (int) (hash >>> shift) * stride;
    long group = words[slot + valueWords];
    return (int) (group >>> 32) == base + 1 && sameValue(slot, values, at) ? (int) group : 0;
  }

  /** The index of the first word of an entry, which is made if need be. */
  int probe(long hash, long[] values, int at, int base) {
    int slot = find((int) (hash >>> shift), values, at, base + 1);
    if (words[slot + valueWords] != 0) {
      return slot;
    }
    if (used == limit) {
      grow();
      slot = find((int) (hash >>> shift), values, at, base + 1);
    }
    System.arraycopy(values, at, words, slot, valueWords);
    words[slot + valueWords] = (base + 1L) << 32;
    used++;
    return slot;
  }

  private int find(int home, long[] values, int at, int owner) {
    for (int slot = home; ; slot = (slot + 1) & mask) {
      int word = slot * stride;
      long group = words[word + valueWords];
      if (group == 0 || ((int) (group >>> 32) == owner && sameValue(word, values, at))) {
        return word;
      }
    }
  }

  private boolean sameValue(int word, long[] values, int at) {
    for (int i = 0; i < valueWords; i++) {
      if (words[word + i] != values[at + i]) {
        return false;
      }
    }
    return true;
  }

  /** Sets and clears bits of an entry; those to clear are set, and those to set are not. */
  void change(int entry, int changedBits) {
    long before = words[entry + valueWords];
    long after = before ^ (changedBits & BITS);
    words[entry + valueWords] = after;
    live += ((int) after != 0 ? 1 : 0) - ((int) before != 0 ? 1 : 0);
  }

  int bits(int entry) {
    return (int) words[entry + valueWords];
  }

  /** Where the counter of an input is in {@link #words}. */
  int counter(int entry, int input) {
    return entry + valueWords + 1 + input;
  }

  private void grow() {
    keepLive((int) Math.min(Integer.MAX_VALUE, 2L * (mask + 1)), owner -> owner);
  }

  /** Drops the entries without a bit, once these are most of them. */
  void compactIfSparse() {
    int dead = used - live;
    if (dead > MIN_DEAD && dead * 2 > used) {
      keepLive(slotsFor(live), owner -> owner);
    }
  }

  private static int slotsFor(int entries) {
    return Math.max(MIN_SLOTS, Integer.highestOneBit(Math.max(1, entries)) * 4);
  }

  /** Says where a group went; negative if it is gone. */
  @FunctionalInterface
  interface GroupMove {
    int moved(int base);
  }

  /** Groups have moved or gone. */
  void move(GroupMove groups) {
    keepLive(slotsFor(live), groups);
  }

  /** Fills a new table with the entries that have a bit. */
  private void keepLive(int slots, GroupMove groups) {
    long[] from = words;
    allocate(slots);
    for (int entry = 0; entry < from.length; entry += stride) {
      if ((int) from[entry + valueWords] != 0) {
        int base = groups.moved((int) (from[entry + valueWords] >>> 32) - 1);
        if (base >= 0) {
          copy(from, entry, base);
        }
      }
    }
  }

  private void copy(long[] from, int entry, int base) {
    int to = probe(hash(from, entry, base), from, entry, base);
    System.arraycopy(
        from, entry + stride - counters(), words, to + stride - counters(), counters());
    change(to, (int) from[entry + valueWords]);
  }

  private int counters() {
    return stride - valueWords - 1;
  }

  /** Forgets the values of some groups; looks at those of all. */
  void forget(GroupTest groups) {
    for (int entry = 0; entry < words.length; entry += stride) {
      if (bits(entry) != 0 && groups.test((int) (words[entry + valueWords] >>> 32) - 1)) {
        change(entry, bits(entry));
        Arrays.fill(words, entry + stride - counters(), entry + stride, 0);
      }
    }
  }

  /** Chooses groups by their bases. */
  @FunctionalInterface
  interface GroupTest {
    boolean test(int base);
  }

  /** The entries that have a bit, one behind the other. */
  long[] entries() {
    long[] entries = new long[live * stride];
    int to = 0;
    for (int entry = 0; entry < words.length; entry += stride) {
      if (bits(entry) != 0) {
        System.arraycopy(words, entry, entries, to, stride);
        to += stride;
      }
    }
    return entries;
  }

  /** Replaces what is in the table by what {@link #entries} returned. */
  void fill(long[] entries) {
    allocate(slotsFor(entries.length / stride));
    for (int entry = 0; entry < entries.length; entry += stride) {
      copy(entries, entry, (int) (entries[entry + valueWords] >>> 32) - 1);
    }
  }
}
