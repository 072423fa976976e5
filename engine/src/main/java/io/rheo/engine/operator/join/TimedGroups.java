package io.rheo.engine.operator.join;

import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.TimeMatch;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.RowTree;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.state.WordCells;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;

/**
 * The held rows of two inputs by key, for each key and input in the order of time; and which of
 * them go first. A row costs, besides its values, 48 bytes.
 */
final class TimedGroups {
  /** No group. */
  static final int NONE = -1;

  private static final int INPUTS = 2;
  private static final int MIN_EMPTY = 64;

  private final KeyEncoder encoder;
  private final HeldRows[] sides;
  private final int[] timeColumns;
  private final RowTree[] trees = new RowTree[INPUTS];
  private final TimeQueue[] queues = {new TimeQueue(), new TimeQueue()};
  private final int[][] owners = {{}, {}}; // the group of each row
  private final GroupTable table; // key, root of each input
  private final int rootsAt;
  private int filled; // groups that have rows

  TimedGroups(KeyEncoder encoder, HeldRows[] sides, int... timeColumns) {
    this.encoder = encoder;
    this.sides = sides;
    this.timeColumns = timeColumns;
    rootsAt = encoder.width();
    table = new GroupTable(rootsAt, new long[] {RowTree.EMPTY, RowTree.EMPTY}, 0);
    for (int i = 0; i < INPUTS; i++) {
      SortKey byTime = new SortKey(timeColumns[i], false, false);
      trees[i] = new RowTree(sides[i].store(), List.of(byTime), true);
    }
  }

  /** The group of a key; made if there is none. */
  int group(long[] words, int row) {
    return table.probe(words, row * rootsAt);
  }

  /** The group of a key, or {@link #NONE}. */
  int find(long[] words, int row) {
    int base = table.find(words, row * rootsAt);
    return base < 0 ? NONE : base;
  }

  private int root(int input, int group) {
    return (int) table.rows()[group + rootsAt + input];
  }

  private void setRoot(int input, int group, int root) {
    table.rows()[group + rootsAt + input] = root;
  }

  private boolean isEmpty(int group) {
    return root(0, group) == RowTree.EMPTY && root(1, group) == RowTree.EMPTY;
  }

  /** Visits the rows of an input with times in {@code [from, to]}, in order. */
  void forEachBetween(int input, int group, long from, long to, IntConsumer visitor) {
    trees[input].forEachBetween(root(input, group), from, to, visitor);
  }

  /**
   * Holds a row.
   *
   * @param end the watermark that drops it
   */
  void insert(int input, int group, int cell, long end) {
    filled += isEmpty(group) ? 1 : 0;
    setRoot(input, group, trees[input].insert(root(input, group), cell));
    own(input, cell, group);
    queues[input].add(end, cell);
  }

  private void own(int input, int cell, int group) {
    if (cell >= owners[input].length) {
      owners[input] = Arrays.copyOf(owners[input], Math.max(16, cell + (cell >> 1) + 1));
    }
    owners[input][cell] = group;
  }

  /** Whether the watermark drops a row of an input. */
  boolean drops(int input, long watermark) {
    return !queues[input].isEmpty() && queues[input].firstTime() <= watermark;
  }

  /** Takes out the row of an input that goes next; it stays held. */
  int removeFirst(int input) {
    int cell = queues[input].removeFirst();
    remove(input, cell);
    return cell;
  }

  /** Takes the row of an input that goes next out of the queue; it stays in its group. */
  int pollFirst(int input) {
    return queues[input].removeFirst();
  }

  /** The group of a held row. */
  int groupOf(int input, int cell) {
    return owners[input][cell];
  }

  /** Takes a row of an input out of its group; it stays held. */
  void remove(int input, int cell) {
    int group = owners[input][cell];
    setRoot(input, group, trees[input].remove(root(input, group), cell));
    filled -= isEmpty(group) ? 1 : 0;
  }

  /** The last row of an input with a time of at most {@code time}, or {@link RowTree#EMPTY}. */
  int lastAtMost(int input, int group, long time) {
    return trees[input].lastAtMost(root(input, group), time);
  }

  /** The row of an input that goes with a time of the other; {@link RowTree#EMPTY} if none does. */
  int nearest(int input, int group, long time, TimeMatch match) {
    return match.isBackwards()
        ? trees[input].lastAtMost(root(input, group), match.nearest(time))
        : trees[input].firstAtLeast(root(input, group), match.nearest(time));
  }

  /** The earliest row of an input, or {@link RowTree#EMPTY}. */
  int first(int input, int group) {
    return trees[input].first(root(input, group));
  }

  /** The latest row of an input, or {@link RowTree#EMPTY}. */
  int last(int input, int group) {
    return trees[input].last(root(input, group));
  }

  /** The time of a held row. */
  long time(int input, int cell) {
    return ((WordCells) sides[input].store().column(timeColumns[input])).longValue(cell);
  }

  /** Drops groups without rows once they may be half of all, and their strings. */
  void collect() {
    if (table.size() - filled > MIN_EMPTY && table.size() > 2 * filled) {
      table.compact((words, base) -> !isEmpty(base), this::move);
    }
    if (encoder.wantsCollection()) {
      encoder.mark(table);
      encoder.sweep();
    }
  }

  private void move(int from, int to) {
    for (int i = 0; i < INPUTS && from != to; i++) {
      int input = i;
      trees[i].forEach(root(i, to), cell -> owners[input][cell] = to);
    }
  }

  void writeTo(StateWriter state) throws IOException {
    encoder.writeTo(state);
    table.writeTo(state);
    for (int i = 0; i < INPUTS; i++) {
      sides[i].writeTo(state);
      trees[i].writeTo(state);
    }
  }

  /**
   * Reads what was written.
   *
   * @param reach for each input, how long after its time a row is dropped
   */
  void readFrom(StateReader state, IntToLongFunction reach) throws IOException {
    encoder.readFrom(state);
    table.readFrom(state);
    for (int i = 0; i < INPUTS; i++) {
      sides[i].readFrom(state);
      trees[i].readFrom(state);
    }
    for (int base = 0; base < table.used(); base += table.stride()) {
      int group = base;
      filled += isEmpty(base) ? 0 : 1;
      for (int i = 0; i < INPUTS; i++) {
        int input = i;
        trees[i].forEach(
            root(i, base),
            cell -> {
              own(input, cell, group);
              queues[input].add(Times.plus(time(input, cell), reach.applyAsLong(input)), cell);
            });
      }
    }
  }
}
