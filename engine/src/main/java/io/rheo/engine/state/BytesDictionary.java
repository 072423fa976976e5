package io.rheo.engine.state;

import io.rheo.engine.column.BytesColumn;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Numbers byte strings: equal strings have the same id as long as it is not collected.
 *
 * <p>Ids are stable, so that they can be parts of keys elsewhere. Ids that no key holds any more
 * are found by the owner of the keys ({@link #wantsCollection}, {@link #collect}) and used again:
 * memory follows the live strings, at a cost per string that does not grow.
 */
final class BytesDictionary {
  /** How many strings are looked up at a time. */
  static final int AHEAD = 128;

  private static final int INITIAL_SLOTS = 16;
  private static final int COLLECT_FROM = 1024;
  private static final long FREE = -1;

  private BytesHeap heap = new BytesHeap();
  private long[] handles = new long[INITIAL_SLOTS / 2]; // by id; FREE if the id is unused
  private int idCount; // ids ever given out: all are below
  private final IntStack freeIds = new IntStack();
  private int live;
  private int collectAt = COLLECT_FROM;
  private int[] slots = new int[INITIAL_SLOTS]; // of ids
  private int bits = 4; // of the hash that choose the slot, the topmost ones
  private long[] hashes; // of strings while they are looked up
  private int[] candidates;
  private long[] candidateHandles;

  /**
   * The ids of some strings of a column, at most {@link #AHEAD} and none empty. What each probably
   * is gets looked up before the first one is compared, so that the waits for memory overlap.
   *
   * @param rows which strings, in its first {@code count} entries
   * @param ids receives the id of each
   */
  void ids(BytesColumn strings, int[] rows, int count, int[] ids) {
    if (hashes == null) {
      hashes = new long[AHEAD];
      candidates = new int[AHEAD];
      candidateHandles = new long[AHEAD];
    }
    byte[] source = strings.bytes();
    int[] starts = strings.starts();
    int[] lengths = strings.lengths();
    for (int i = 0; i < count; i++) {
      hashes[i] = Hashing.hash(source, starts[rows[i]], lengths[rows[i]]);
    }
    findCandidates(count);
    for (int i = 0; i < count; i++) {
      int start = starts[rows[i]];
      int length = lengths[rows[i]];
      ids[i] =
          heap.equals(candidateHandles[i], source, start, length)
              ? candidates[i]
              : id(hashes[i], source, start, length);
    }
  }

  /** The ids in the slots of hashes, and what they refer to; another id if the slot has none. */
  private void findCandidates(int count) {
    int[] index = slots;
    int mask = index.length - 1;
    int shift = Long.SIZE - bits;
    for (int i = 0; i < count; i++) {
      candidates[i] = index[(int) (hashes[i] >>> shift)];
    }
    for (int i = 0; i < count; i++) {
      int tag = Slots.tag(hashes[i], bits);
      candidates[i] =
          Slots.isTagged(candidates[i], tag, mask) ? Slots.number(candidates[i], tag) : 0;
    }
    for (int i = 0; i < count; i++) {
      candidateHandles[i] = handles[candidates[i]];
    }
  }

  /** The id of {@code source[start, start + length)}, a new one if need be. */
  int id(byte[] source, int start, int length) {
    return id(Hashing.hash(source, start, length), source, start, length);
  }

  private int id(long hash, byte[] source, int start, int length) {
    int tag = Slots.tag(hash, bits);
    int mask = slots.length - 1;
    int slot = (int) (hash >>> (Long.SIZE - bits));
    for (; slots[slot] != 0; slot = (slot + 1) & mask) {
      if (Slots.isTagged(slots[slot], tag, mask)) {
        int id = Slots.number(slots[slot], tag);
        if (heap.equals(handles[id], source, start, length)) {
          return id;
        }
      }
    }
    return insert(slot, tag, heap.add(source, start, length));
  }

  private int insert(int slot, int tag, long handle) {
    int id = freeIds.isEmpty() ? idCount++ : freeIds.pop();
    if (id == handles.length) {
      handles = Arrays.copyOf(handles, id * 2);
    }
    handles[id] = handle;
    slots[slot] = Slots.entry(tag, id);
    live++;
    if (idCount * 2 > slots.length) {
      rebuild(bits + 1);
    }
    return id;
  }

  /** There are at least twice as many slots as ids, as a slot has no room for more. */
  private void rebuild(int newBits) {
    bits = newBits;
    slots = new int[1 << bits];
    for (int id = 0; id < idCount; id++) {
      if (handles[id] != FREE) {
        long handle = handles[id];
        long hash = Hashing.hash(heap.bytes(), BytesHeap.start(handle), BytesHeap.length(handle));
        int slot = (int) (hash >>> (Long.SIZE - bits));
        while (slots[slot] != 0) {
          slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = Slots.entry(Slots.tag(hash, bits), id);
      }
    }
  }

  /** Where the string is in {@link #bytes}, as a handle of {@link BytesHeap}. */
  long handle(int id) {
    return handles[id];
  }

  byte[] bytes() {
    return heap.bytes();
  }

  int size() {
    return live;
  }

  int heapBytes() {
    return heap.used();
  }

  /** Whether there are twice as many strings as the last collection left. */
  boolean wantsCollection() {
    return live >= collectAt;
  }

  /** Frees every id that is not in {@code inUse}. */
  void collect(BitSet inUse) {
    BytesHeap kept = new BytesHeap();
    live = 0;
    for (int id = 0; id < idCount; id++) {
      long handle = handles[id];
      if (handle != FREE && inUse.get(id)) {
        handles[id] = kept.add(heap.bytes(), BytesHeap.start(handle), BytesHeap.length(handle));
        live++;
      } else if (handle != FREE) {
        handles[id] = FREE;
        freeIds.push(id);
      }
    }
    heap = kept;
    collectAt = Math.max(COLLECT_FROM, live * 2);
    rebuild(bitsFor(idCount));
  }

  private static int bitsFor(int ids) {
    int slots = Math.max(INITIAL_SLOTS, Integer.highestOneBit(Math.max(1, ids)) * 4);
    return Integer.numberOfTrailingZeros(slots);
  }

  void writeTo(StateWriter state) throws IOException {
    state.putLongs(handles, idCount);
    state.putInt(collectAt);
    heap.writeTo(state);
  }

  void readFrom(StateReader state) throws IOException {
    long[] read = state.getLongs();
    idCount = read.length;
    handles = Arrays.copyOf(read, Math.max(INITIAL_SLOTS / 2, idCount));
    collectAt = state.getInt();
    heap.readFrom(state);
    live = 0;
    freeIds.clear();
    for (int id = 0; id < idCount; id++) {
      if (handles[id] == FREE) {
        freeIds.push(id);
      } else {
        live++;
      }
    }
    rebuild(bitsFor(idCount));
  }
}
