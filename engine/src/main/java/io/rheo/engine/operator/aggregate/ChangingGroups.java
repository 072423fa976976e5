package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.operator.Output;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Groups whose results are emitted as net changes. The first time that a group is touched after an
 * emission its words are copied, so that the next emission can retract what was emitted: an old row
 * is computed again rather than stored, which costs memory only for the groups of one step.
 *
 * <p>Changes come in the order in which groups were first touched, the retraction of a group right
 * before its new row. A group without rows is not there; nor is one of which more rows were taken
 * back than came, as a source of changes may do that starts late.
 */
public final class ChangingGroups {
  private static final int GROUPS_AT_ONCE = Batch.TARGET_ROWS / 2;
  private static final int MIN_GONE = 64;

  private final Groups groups;
  private final AggregateOutput output;
  private final long[] always; // the key of a group that is there even without rows; or null
  private final int linkAt; // 0, or one more than the group's number among those touched
  private final int rowsAt;
  private final AggregateLayout layout;
  private final SavedResults saved;
  private int[] bases = new int[Batch.TARGET_ROWS];
  private int[] touched = new int[16]; // bases of the touched groups
  private long[] before = new long[16]; // their words when they were touched first
  private int touchedCount;
  private boolean emittedAlways;
  private int gone; // how often a group went since the last compaction

  /**
   * @param always whether the one group of an aggregate without keys is there even without rows,
   *     once it was emitted or touched
   */
  public ChangingGroups(AggregateLayout layout, AggregateOutput output, boolean always) {
    this(layout, output, always ? new long[0] : null);
  }

  /**
   * @param always the key of a group that is there even without rows, once it was emitted or
   *     touched; {@code null} if there is none
   */
  ChangingGroups(AggregateLayout layout, AggregateOutput output, long[] always) {
    this.layout = layout;
    this.output = output;
    this.always = always;
    groups = new Groups(layout, 0);
    saved = new SavedResults(layout);
    linkAt = layout.linkAt();
    rowsAt = layout.rowsAt();
  }

  public Groups groups() {
    return groups;
  }

  public boolean hasChanges() {
    return touchedCount > 0;
  }

  /** Adds the rows in {@code rows[from, to)} to the groups of their keys. */
  public void apply(Batch batch, long[] keys, int[] rows, int from, int to) {
    if (bases.length < to) {
      bases = new int[to];
    }
    groups.probe(keys, rows, from, to, bases);
    int firstNew = touchedCount;
    for (int i = from; i < to; i++) {
      if (groups.words()[bases[i] + linkAt] == 0) {
        touch(bases[i]);
      }
    }
    saved.save(groups, touched, before, firstNew, touchedCount);
    layout.update(batch, rows, bases, from, to, groups);
  }

  /** Makes the group that is there even without rows take part in the next emission. */
  public void touchAlways() {
    int base = groups.probe(always, 0);
    if (groups.words()[base + linkAt] == 0) {
      touch(base);
      saved.save(groups, touched, before, touchedCount - 1, touchedCount);
    }
  }

  private void touch(int base) {
    int stride = groups.stride();
    if (touchedCount == touched.length) {
      touched = Arrays.copyOf(touched, touchedCount * 2);
    }
    if ((touchedCount + 1) * stride > before.length) {
      before = Arrays.copyOf(before, Math.max(before.length * 2, (touchedCount + 1) * stride));
    }
    System.arraycopy(groups.words(), base, before, touchedCount * stride, stride);
    touched[touchedCount++] = base;
    groups.words()[base + linkAt] = touchedCount;
  }

  /** Emits the net changes since the last call. */
  public void emitChanges(long[] properties, Output out) {
    Column[] savedColumns = saved.take();
    for (int from = 0; from < touchedCount; from += GROUPS_AT_ONCE) {
      int to = Math.min(touchedCount, from + GROUPS_AT_ONCE);
      emit(from, to, savedColumns, properties, out);
    }
    touchedCount = 0;
    saved.clear();
    dropGone();
    groups.collect();
  }

  private void emit(int from, int to, Column[] savedColumns, long[] properties, Output out) {
    int stride = groups.stride();
    int count = 2 * (to - from);
    long[] words = new long[count * stride];
    int[] pairBases = new int[count];
    boolean[] present = new boolean[count];
    String[] errors = new String[count];
    for (int i = from, old = 0; i < to; i++, old += 2) {
      pairBases[old] = old * stride;
      pairBases[old + 1] = (old + 1) * stride;
      System.arraycopy(before, i * stride, words, old * stride, stride);
      groups.words()[touched[i] + linkAt] = 0;
      System.arraycopy(groups.words(), touched[i], words, (old + 1) * stride, stride);
      boolean stays = isAlways(words, old * stride);
      present[old] = (stays && emittedAlways) || words[old * stride + rowsAt] > 0;
      errors[old] = saved.error(i);
      present[old + 1] = stays || words[(old + 1) * stride + rowsAt] > 0;
      emittedAlways |= stays;
      gone += present[old + 1] ? 0 : 1;
    }
    ResultRows rows = new ResultRows(words, groups, pairBases, count, savedColumns, errors);
    output.emitChanges(rows, present, properties, out);
  }

  private boolean isAlways(long[] words, int base) {
    return always != null
        && Arrays.equals(words, base, base + always.length, always, 0, always.length);
  }

  /** Drops the groups without rows once they may be half of all. */
  private void dropGone() {
    if (gone > MIN_GONE && gone * 2 > groups.size()) {
      GroupTable.RowMove nowhere = (from, to) -> {};
      groups.compact((words, base) -> words[base + rowsAt] != 0, nowhere);
      gone = 0;
    }
  }

  /**
   * Forgets the groups of some keys, without a change. They have not been touched since the last
   * emission.
   */
  void forget(long[] keys, int count) {
    BitSet forgotten = new BitSet();
    for (int i = 0; i < count; i++) {
      int base = groups.find(keys, i * layout.keyWords());
      if (base >= 0) {
        emittedAlways &= !isAlways(groups.words(), base);
        forgotten.set(base / groups.stride());
      }
    }
    groups.reset(forgotten);
    gone += forgotten.cardinality();
  }

  public void writeTo(StateWriter state) throws IOException {
    groups.writeTo(state);
    state.putInts(touched, touchedCount);
    state.putLongs(before, touchedCount * groups.stride());
    state.putInt(emittedAlways ? 1 : 0);
    state.putInt(gone);
    saved.writeTo(state);
  }

  public void readFrom(StateReader state) throws IOException {
    groups.readFrom(state);
    int[] read = state.getInts();
    touchedCount = read.length;
    touched = Arrays.copyOf(read, Math.max(16, touchedCount));
    before = state.getLongs();
    if (before.length == 0) {
      before = new long[16];
    }
    emittedAlways = state.getInt() != 0;
    gone = state.getInt();
    saved.readFrom(state);
  }
}
