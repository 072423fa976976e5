package io.rheo.engine.operator.aggregate;

import io.rheo.engine.state.BytesHeap;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Groups with their accumulators: a table of words and, for the few accumulators that need more,
 * strings, rows, states and distinct values beside it.
 */
public final class Groups {
  private static final int COMPACT_FROM_BYTES = 1 << 16;

  private final AggregateLayout layout;
  private final GroupTable table;
  private final List<GroupRows> rows = new ArrayList<>();
  private final List<GroupStates> states = new ArrayList<>();
  private final List<DistinctValues> distinct = new ArrayList<>();
  private BytesHeap heap; // null if no accumulator needs it
  private int compactHeapAt = COMPACT_FROM_BYTES;

  public Groups(AggregateLayout layout, int expectedGroups) {
    this.layout = layout;
    table = new GroupTable(layout.keyWords(), layout.template(), expectedGroups);
    heap = layout.usesHeap() ? new BytesHeap() : null;
    layout.rowKinds().forEach(kind -> rows.add(new GroupRows(kind)));
    layout.stateKinds().forEach(kind -> states.add(new GroupStates(kind)));
    layout.distinctInputs().forEach(inputs -> distinct.add(new DistinctValues(inputs)));
  }

  /** Finds or makes the groups of the selected keys: see {@link GroupTable#probe}. */
  public void probe(long[] keys, int[] selection, int from, int to, int[] bases) {
    table.probe(keys, selection, from, to, bases);
  }

  /** Finds or makes one group; returns its base. */
  public int probe(long[] keys, int at) {
    return table.probe(keys, at);
  }

  /** The base of the group of one key, or -1 if there is none. */
  int find(long[] keys, int at) {
    return table.find(keys, at);
  }

  /** The words of all groups; replaced when the table grows. */
  public long[] words() {
    return table.rows();
  }

  public int size() {
    return table.size();
  }

  public int stride() {
    return table.stride();
  }

  /** One past the last word in use. */
  public int used() {
    return table.used();
  }

  /** What handles refer to; {@code null} if there are none. */
  public BytesHeap heap() {
    return heap;
  }

  GroupRows rows(int index) {
    return rows.get(index);
  }

  GroupStates states(int index) {
    return states.get(index);
  }

  DistinctValues distinct(int index) {
    return distinct.get(index);
  }

  /** Drops groups; {@code move} is told where the others went. */
  public void compact(GroupTable.RowTest test, GroupTable.RowMove move) {
    release(test);
    int stride = stride();
    int[] newBases = new int[size()];
    Arrays.fill(newBases, -1);
    table.compact(
        test,
        (from, to) -> {
          newBases[from / stride] = to;
          move.moved(from, to);
        });
    distinct.forEach(values -> values.move(newBases, stride));
  }

  /** Frees what the groups that go keep beside their words. */
  private void release(GroupTable.RowTest test) {
    for (Accumulator accumulator : layout.accumulators()) {
      if (accumulator.hasHandle()) {
        for (int base = 0; base < used(); base += stride()) {
          if (!test.keep(words(), base)) {
            accumulator.release(this, base);
          }
        }
      }
    }
  }

  /** Puts accumulators back to nothing, in all groups. */
  void reset(Predicate<Accumulator> which) {
    long[] words = words();
    for (Accumulator accumulator : layout.accumulators()) {
      if (which.test(accumulator)) {
        for (int base = 0; base < used(); base += stride()) {
          accumulator.release(this, base);
          int at = base + accumulator.at;
          Arrays.fill(words, at, at + accumulator.width(), 0);
          accumulator.init(words, base);
        }
      }
    }
    if (heap != null) {
      heap.clear();
    }
  }

  /** Puts groups back to what a new one is; their rows stay. */
  public void reset(BitSet numbers) {
    for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
      int base = number * stride();
      for (Accumulator accumulator : layout.accumulators()) {
        if (accumulator.hasHandle()) {
          accumulator.release(this, base);
        }
      }
      System.arraycopy(
          layout.template(), 0, words(), base + layout.keyWords(), layout.template().length);
    }
    distinct.forEach(values -> values.forget(numbers, stride()));
  }

  /** Regains the memory of strings and values that are no longer needed, if these are many. */
  public void collect() {
    distinct.forEach(DistinctValues::compactIfSparse);
    if (heap != null && heap.used() >= compactHeapAt) {
      compactHeap();
    }
  }

  private void compactHeap() {
    BytesHeap kept = new BytesHeap();
    for (Accumulator accumulator : layout.accumulators()) {
      if (accumulator.usesHeap()) {
        for (int base = 0; base < used(); base += stride()) {
          accumulator.relocate(words(), base, heap, kept);
        }
      }
    }
    heap = kept;
    compactHeapAt = Math.max(COMPACT_FROM_BYTES, 2 * kept.used());
  }

  /** Marks the strings that keys hold in the dictionary of their encoder. */
  public void mark(KeyEncoder keys) {
    keys.mark(table);
  }

  /** Drops all groups and keeps the memory; for groups that can be merged. */
  public void clear() {
    table.clear();
    if (heap != null) {
      heap.clear();
    }
    rows.forEach(GroupRows::clear);
    states.forEach(GroupStates::clear);
  }

  public void writeTo(StateWriter state) throws IOException {
    table.writeTo(state);
    if (heap != null) {
      heap.writeTo(state);
    }
    for (GroupRows kept : rows) {
      kept.writeTo(state);
    }
    for (GroupStates kept : states) {
      kept.writeTo(state);
    }
    for (DistinctValues values : distinct) {
      values.writeTo(state);
    }
  }

  public void readFrom(StateReader state) throws IOException {
    table.readFrom(state);
    if (heap != null) {
      heap.readFrom(state);
    }
    for (GroupRows kept : rows) {
      kept.readFrom(state);
    }
    for (GroupStates kept : states) {
      kept.readFrom(state);
    }
    for (DistinctValues values : distinct) {
      values.readFrom(state);
    }
  }
}
