package io.rheo.engine.operator.rank;

import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.state.RowTrees;
import java.util.Arrays;

/**
 * The rows of one partition whose number of copies changed, in their order, and how the ranks of
 * all rows of the partition have moved by that: a row's rank differs from its old one by what the
 * touched rows before it gained or lost.
 */
final class TouchedRows {
  private final RankedRows rows;
  private final RowTrees trees;
  private final RankFunction function;
  private int[] slots = new int[16];
  private int[] oldCounts = new int[16]; // in the order in which rows were added
  private int[] order = new int[16]; // entry i is the number of the i-th row in order
  private int[] scratch = new int[16];
  private long[] newShift =
      new long[17]; // what to add to the ranks before rows after i touched ones
  private long[] oldShift = new long[17];
  private int count;
  private int root;
  private long newRank; // of the row that was located
  private long oldRank;

  TouchedRows(RankRule rule, RankedRows rows) {
    this.rows = rows;
    trees = rows.trees();
    function = rule.function();
  }

  void clear() {
    count = 0;
  }

  void add(int slot, int oldCount) {
    if (count == slots.length) {
      grow(2 * count);
    }
    slots[count] = slot;
    oldCounts[count] = oldCount;
    count++;
  }

  private void grow(int capacity) {
    slots = Arrays.copyOf(slots, capacity);
    oldCounts = Arrays.copyOf(oldCounts, capacity);
    order = new int[capacity];
    scratch = new int[capacity];
    newShift = new long[capacity + 1];
    oldShift = new long[capacity + 1];
  }

  /** Puts the rows in order; they are all in the tree, those without copies too. */
  void sort(int partitionRoot) {
    root = partitionRoot;
    for (int i = 0; i < count; i++) {
      order[i] = i;
      scratch[i] = i;
    }
    sort(scratch, order, 0, count);
    if (function == RankFunction.DENSE_RANK) {
      shiftByGroups();
    } else {
      shiftByCopies();
    }
  }

  /** Sorts {@code [from, to)} of {@code sorted}; {@code copy} holds the same there. */
  private void sort(int[] copy, int[] sorted, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(sorted, copy, from, middle);
    sort(sorted, copy, middle, to);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right == to
              || (left < middle && trees.compare(slots[copy[left]], slots[copy[right]]) <= 0);
      sorted[i] = takeLeft ? copy[left++] : copy[right++];
    }
  }

  private void shiftByCopies() {
    for (int i = 0; i < count; i++) {
      newShift[i + 1] = 0;
      oldShift[i + 1] = oldShift[i] + oldCount(i) - rows.count(slot(i));
    }
  }

  /** A group of equal rows has a rank if any of them is there. */
  private void shiftByGroups() {
    for (int from = 0, to; from < count; from = to) {
      boolean isThere = false;
      boolean wasThere = false;
      for (to = from; to < count && rows.compareRanks(slot(from), slot(to)) == 0; to++) {
        newShift[to + 1] = newShift[from]; // not asked for, but inside a group
        oldShift[to + 1] = oldShift[from];
        isThere |= rows.count(slot(to)) > 0;
        wasThere |= oldCount(to) > 0;
      }
      boolean untouched = (!isThere || !wasThere) && hasUntouched(from, to);
      newShift[to] -= isThere || untouched ? 0 : 1;
      oldShift[to] -= wasThere || untouched ? 0 : 1;
    }
  }

  /** Whether the group of the touched rows {@code [from, to)} has a row that was not touched. */
  private boolean hasUntouched(int from, int to) {
    int before = trees.previous(root, slot(from));
    if (before != 0 && rows.compareRanks(before, slot(from)) == 0) {
      return true;
    }
    int row = slot(from);
    for (int i = from; i < to; i++) {
      if (row != slot(i)) {
        return true;
      }
      row = trees.next(root, row);
    }
    return row != 0 && rows.compareRanks(row, slot(from)) == 0;
  }

  int count() {
    return count;
  }

  int slot(int index) {
    return slots[order[index]];
  }

  int oldCount(int index) {
    return oldCounts[order[index]];
  }

  /** How many touched rows come before the row and count for its rank. */
  int before(int slot) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.compareRanks(slot(middle), slot) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether the row itself was touched. */
  boolean contains(int slot) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int side = trees.compare(slot(middle), slot);
      if (side == 0) {
        return true;
      } else if (side < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  /** Whether rows after so many touched ones have another rank than they had. */
  boolean isShifted(int passed) {
    return newShift[passed] != oldShift[passed];
  }

  /** Looks up the ranks of a row, or of the first of its copies. */
  void locate(int slot) {
    int passed = before(slot);
    long ranksBefore = rows.ranksBefore(root, slot);
    newRank = ranksBefore + 1 + newShift[passed];
    oldRank = ranksBefore + 1 + oldShift[passed];
  }

  /** The rank of the row that was located. */
  long newRank() {
    return newRank;
  }

  /** The rank that the row that was located would have had before. */
  long oldRank() {
    return oldRank;
  }
}
