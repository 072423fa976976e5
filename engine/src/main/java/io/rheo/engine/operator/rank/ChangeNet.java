package io.rheo.engine.operator.rank;

import io.rheo.engine.state.Hashing;
import io.rheo.engine.state.PackedRows;

/**
 * Finds retractions and inserts of rows that look the same, whatever partitions they are of. Only
 * retractions are put into a table, by their bytes: mostly they are few, and without any nothing is
 * looked at.
 */
final class ChangeNet {
  private static final int NONE = -1;

  private final PackedRows rows;
  private int[] slots = {}; // 1 + the first retraction of each distinct row; 0 is empty
  private long[] hashes = {}; // of retractions
  private int[] last = {}; // of a first retraction: the last one like it that is not cancelled
  private int[] previous = {}; // the one before it

  ChangeNet(PackedRows rows) {
    this.rows = rows;
  }

  /**
   * Sets the weights of changes that cancel each other out to 0.
   *
   * @param changed what refers to the rows
   * @param ranks the row numbers, which are part of what a row looks like
   * @param weights 1 or -1
   */
  void cancel(long[] changed, long[] ranks, int[] weights, int count) {
    int retractions = 0;
    for (int i = 0; i < count; i++) {
      retractions += weights[i] >>> 31;
    }
    if (retractions == 0 || retractions == count) {
      return;
    }
    slots = new int[Integer.highestOneBit(retractions) * 4];
    if (hashes.length < count) {
      hashes = new long[count];
      last = new int[count];
      previous = new int[count];
    }
    for (int i = 0; i < count; i++) {
      if (weights[i] < 0) {
        put(changed, ranks, i);
      }
    }
    for (int i = 0; i < count; i++) {
      if (weights[i] > 0) {
        int retraction = take(changed, ranks, i);
        if (retraction != NONE) {
          weights[i] = 0;
          weights[retraction] = 0;
        }
      }
    }
  }

  private void put(long[] changed, long[] ranks, int index) {
    long hash = Hashing.combine(rows.hash(changed[index]), ranks[index]);
    int slot = slot(changed, ranks, index, hash);
    hashes[index] = hash;
    if (slots[slot] == 0) {
      slots[slot] = index + 1;
      last[index] = NONE;
    }
    int first = slots[slot] - 1;
    previous[index] = last[first];
    last[first] = index;
  }

  private int take(long[] changed, long[] ranks, int index) {
    long hash = Hashing.combine(rows.hash(changed[index]), ranks[index]);
    int first = slots[slot(changed, ranks, index, hash)] - 1;
    if (first == NONE || last[first] == NONE) {
      return NONE;
    }
    int taken = last[first];
    last[first] = previous[taken];
    return taken;
  }

  /** The slot of the retractions of a row, or the empty one where they belong. */
  private int slot(long[] changed, long[] ranks, int index, long hash) {
    int mask = slots.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    while (slots[slot] != 0) {
      int other = slots[slot] - 1;
      if (hashes[other] == hash
          && ranks[other] == ranks[index]
          && rows.isSame(changed[other], changed[index])) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
