package io.rheo.engine.operator.rank;

import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.state.RowTrees;
import java.util.Arrays;

/**
 * The net changes of one partition's first rows. With {@code t} touched rows of {@code n} and
 * {@code c} changes it takes {@code O((t + c) log n)} time: without ranks only the touched rows and
 * those at the two edges of the result can change, with ranks those between touched rows too, as
 * far as their ranks have moved.
 */
final class PartitionChanges {
  private static final long PLUS = 1L << 31;

  private final RankRule rule;
  private final boolean numbered;
  private final boolean unique; // each row has its own rank
  private final RankedRows rows;
  private final RowTrees trees;
  private final TouchedRows touched;
  private final RankOutput output;
  private int root;
  private int[] slots = new int[16]; // the changes found
  private long[] ranks = new long[16];
  private int[] weights = new int[16];
  private long[] sorted = new long[16];
  private int count;
  private int minuses;
  private int pluses;

  PartitionChanges(OrderedNode.Rank plan, RankedRows rows, TouchedRows touched) {
    rule = plan.rule();
    numbered = plan.numbered();
    unique = rule.function() == RankFunction.ROW_NUMBER;
    this.rows = rows;
    this.touched = touched;
    trees = rows.trees();
    output = new RankOutput(plan, rows);
  }

  /** Hands on the changes; the touched rows are sorted. Rows may be forgotten after it. */
  void emit(int partitionRoot, Output out) {
    root = partitionRoot;
    count = 0;
    minuses = 0;
    pluses = 0;
    if (numbered) {
      renumber();
    } else {
      crossEdges();
    }
    handOn(out);
  }

  void flush(Output out) {
    output.flush(out);
  }

  /** Without ranks: what was touched, and what crossed the first or last rank that is wanted. */
  private void crossEdges() {
    for (int i = 0; i < touched.count(); i++) {
      int slot = touched.slot(i);
      touched.locate(slot);
      if (isBehind()) {
        break;
      }
      addUnnumbered(slot, touched.oldCount(i));
    }
    crossEdge(rule.to(), false);
    if (rule.from() > 1) {
      crossEdge(rule.from() - 1, true);
    }
  }

  /** Whether the row that was located, and so every later one, has never been among the first. */
  private boolean isBehind() {
    return Math.min(touched.newRank(), touched.oldRank()) > rule.to();
  }

  /**
   * Finds the untouched rows that were among the first {@code edge} ranks and are not, or the other
   * way round. They are next to each other: the first that did not cross ends the search.
   *
   * @param lower whether the rows that also crossed the upper edge are already found
   */
  private void crossEdge(long edge, boolean lower) {
    int outside = firstOutside(edge);
    for (int slot = outside; slot != 0; slot = trees.next(root, slot)) {
      if (!touched.contains(slot) && !cross(slot, edge, lower)) {
        break;
      }
    }
    int inside = outside == 0 ? trees.last(root) : trees.previous(root, outside);
    for (int slot = inside; slot != 0; slot = trees.previous(root, slot)) {
      if (!touched.contains(slot) && !cross(slot, edge, lower)) {
        break;
      }
    }
  }

  /** The first row not all of whose copies are among the first {@code edge} ranks, or 0. */
  private int firstOutside(long edge) {
    int slot = trees.at(root, edge);
    while (!unique && slot != 0 && isInside(slot, edge)) {
      slot = rows.nextRank(root, slot);
    }
    return slot;
  }

  private boolean isInside(int slot, long edge) {
    touched.locate(slot);
    return touched.newRank() <= edge;
  }

  private boolean cross(int slot, long edge, boolean lower) {
    int copies = rows.count(slot);
    touched.locate(slot);
    long newRank = touched.newRank();
    long oldRank = touched.oldRank();
    if (within(newRank, copies, 1, edge) == within(oldRank, copies, 1, edge)) {
      return false;
    }
    boolean found =
        lower && within(newRank, copies, 1, rule.to()) != within(oldRank, copies, 1, rule.to());
    if (!found) {
      addUnnumbered(slot, copies);
    }
    return true;
  }

  /** Adds what changed for the row that was located. */
  private void addUnnumbered(int slot, int oldCount) {
    long change =
        within(touched.newRank(), rows.count(slot), rule.from(), rule.to())
            - within(touched.oldRank(), oldCount, rule.from(), rule.to());
    if (change != 0) {
      add(slot, change < 0 ? minuses++ : pluses++, (int) change);
    }
  }

  /** How many of the copies of a row have ranks between {@code from} and {@code to}. */
  private long within(long rank, int copies, long from, long to) {
    if (!unique) {
      return from <= rank && rank <= to ? copies : 0;
    }
    return Math.max(0, Math.min(rank + copies - 1, to) - Math.max(rank, from) + 1);
  }

  /** With ranks: what was touched, and all rows up to the last rank whose rank has moved. */
  private void renumber() {
    for (int i = 0; i < touched.count(); i++) {
      int slot = touched.slot(i);
      touched.locate(slot);
      if (isBehind()) {
        return;
      }
      addNumbered(slot, touched.oldCount(i));
      renumberAfter(i);
    }
  }

  /** The untouched rows after the touched row {@code index} and before the next one. */
  private void renumberAfter(int index) {
    int end = index + 1 < touched.count() ? touched.slot(index + 1) : 0;
    int slot = trees.next(root, touched.slot(index));
    while (slot != 0 && (end == 0 || trees.compare(slot, end) < 0)) {
      int passed = touched.before(slot);
      if (touched.isShifted(passed)) {
        touched.locate(slot);
        if (isBehind()) {
          return;
        }
        addNumbered(slot, rows.count(slot));
        slot = trees.next(root, slot);
      } else if (passed <= index && touched.isShifted(index + 1)) {
        slot = rows.nextRank(root, slot); // equal to the touched row: those after them have moved
      } else {
        return;
      }
    }
  }

  /** Adds what changed for the row that was located. */
  private void addNumbered(int slot, int oldCount) {
    int newCount = rows.count(slot);
    long newRank = touched.newRank();
    long oldRank = touched.oldRank();
    if (unique) {
      addNumbers(slot, oldRank, oldCount, newRank, newCount, -1);
      addNumbers(slot, newRank, newCount, oldRank, oldCount, 1);
    } else if (newRank == oldRank) {
      addRanked(slot, newRank, newCount - oldCount);
    } else {
      addRanked(slot, oldRank, -oldCount);
      addRanked(slot, newRank, newCount);
    }
  }

  /** The numbers of {@code count} copies from {@code first} on, without those of the others. */
  private void addNumbers(
      int slot, long first, int copies, long otherFirst, int otherCopies, int weight) {
    long from = Math.max(first, rule.from());
    long to = Math.min(first + copies - 1, rule.to());
    for (long number = from; number <= to; number++) {
      if (number < otherFirst || number >= otherFirst + otherCopies) {
        add(slot, number, weight);
      }
    }
  }

  private void addRanked(int slot, long rank, int weight) {
    if (weight != 0 && rule.from() <= rank && rank <= rule.to()) {
      add(slot, rank, weight);
    }
  }

  private void add(int slot, long rank, int weight) {
    if (count == slots.length) {
      slots = Arrays.copyOf(slots, 2 * count);
      ranks = Arrays.copyOf(ranks, 2 * count);
      weights = Arrays.copyOf(weights, 2 * count);
      sorted = new long[2 * count];
    }
    slots[count] = slot;
    ranks[count] = rank;
    weights[count] = weight;
    count++;
  }

  /** By rank, the row that had it right before the row that has it. */
  private void handOn(Output out) {
    for (int i = 0; i < count; i++) {
      sorted[i] = ranks[i] << 32 | (weights[i] > 0 ? PLUS : 0) | i;
    }
    Arrays.sort(sorted, 0, count);
    for (int i = 0; i < count; i++) {
      if (i + 1 < count && cancelOut((int) (sorted[i] & ~PLUS), (int) (sorted[i + 1] & ~PLUS))) {
        i++;
      } else {
        int change = (int) (sorted[i] & ~PLUS);
        output.add(slots[change], ranks[change], weights[change], out);
      }
    }
  }

  /** Whether a row is followed by another one that is the same to who sees neither's arrival. */
  private boolean cancelOut(int first, int second) {
    return !rows.counted()
        && weights[first] == -1
        && weights[second] == 1
        && ranks[first] == ranks[second]
        && rows.isSame(slots[first], slots[second]);
  }
}
