package io.rheo.engine.operator.rank;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The first rows of each partition as they are after every step.
 *
 * <p>Input: any changelog. Output: its columns, and the rank if it is wanted, as a changelog; at
 * the end of each step the net changes of each partition in the order of ranks, the row that had a
 * place right before the one that has it. Watermarks pass; if the output has time attributes, the
 * changes so far pass before them.
 *
 * <p>Of rows that compare equal {@code ROW_NUMBER} puts the earlier (or the later) first; if input
 * rows can be retracted, the one with the lesser columns.
 *
 * <p>State: if no input row is retracted, the rows that are among the first; else all rows. A row
 * takes time logarithmic in the rows of its partition, and so does each change of the output.
 */
public final class RankOperator implements OneInputOperator, KeyedState {
  private static final int MIN_GONE = 64;

  private final boolean retracts;
  private final boolean timed;
  private final KeyEncoder partitionKeys;
  private final GroupTable partitions;
  private final int rootAt;
  private final int touchedAt; // 0, or one more than the number of the row touched last
  private final RankedRows rows;
  private final TouchedRows touched;
  private final PartitionChanges changes;
  private int[] allRows = {};
  private int[] bases = {};
  private int[] touchedPartitions = new int[16];
  private int partitionCount;
  private int[] touchedSlots = new int[16]; // of this step, of all partitions
  private int[] oldCounts = new int[16];
  private int[] previous = new int[16]; // one more than the row of the same partition before
  private int touchedCount;
  private int gone; // how often a partition lost its last row since the last compaction

  public RankOperator(OrderedNode.Rank plan) {
    retracts = plan.input().traits().updating();
    timed = !plan.traits().timeColumns().isEmpty();
    partitionKeys = new KeyEncoder(plan.input().rowType(), plan.rule().partition());
    partitions = new GroupTable(partitionKeys.width(), new long[2], 0);
    rootAt = partitionKeys.width();
    touchedAt = rootAt + 1;
    rows = new RankedRows(plan);
    touched = new TouchedRows(plan.rule(), rows);
    changes = new PartitionChanges(plan, rows, touched);
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int count = batch.rowCount();
    if (count > allRows.length) {
      allRows = IntStream.range(0, count).toArray();
      bases = new int[count];
    }
    partitions.probe(partitionKeys.encode(batch), allRows, 0, count, bases);
    long[] words = rows.encode(batch);
    for (int row = 0; row < count; row++) {
      if (rows.counted()) {
        applyCounted(bases[row], words, row, batch.weight(row));
      } else {
        for (int copy = 0; copy < batch.weight(row); copy++) {
          insert(bases[row], words, row);
        }
      }
    }
  }

  private void insert(int base, long[] words, int row) {
    int root = root(base);
    if (rows.isWanted(root, words, row)) {
      int slot = rows.make(words, row, 1);
      setRoot(base, rows.add(root, slot));
      touch(base, slot, 0);
    }
  }

  private void applyCounted(int base, long[] words, int row, int weight) {
    int root = root(base);
    if (!retracts && !rows.isWanted(root, words, row)) {
      return;
    }
    int slot = rows.find(root, words, row);
    if (slot == 0) {
      slot = rows.make(words, row, weight);
      setRoot(base, rows.add(root, slot));
      touch(base, slot, 0);
      rows.setMark(slot, 1);
      return;
    }
    if (rows.mark(slot) == 0) {
      touch(base, slot, rows.count(slot));
      rows.setMark(slot, 1);
    }
    rows.addCopies(root, slot, weight);
  }

  private void touch(int base, int slot, int oldCount) {
    if (touchedCount == touchedSlots.length) {
      touchedSlots = Arrays.copyOf(touchedSlots, 2 * touchedCount);
      oldCounts = Arrays.copyOf(oldCounts, 2 * touchedCount);
      previous = Arrays.copyOf(previous, 2 * touchedCount);
    }
    long[] words = partitions.rows();
    if (words[base + touchedAt] == 0) {
      if (partitionCount == touchedPartitions.length) {
        touchedPartitions = Arrays.copyOf(touchedPartitions, 2 * partitionCount);
      }
      touchedPartitions[partitionCount++] = base;
    }
    touchedSlots[touchedCount] = slot;
    oldCounts[touchedCount] = oldCount;
    previous[touchedCount] = (int) words[base + touchedAt];
    touchedCount++;
    words[base + touchedAt] = touchedCount;
  }

  @Override
  public void onWatermark(long watermark, Output out) {
    if (timed) {
      emitChanges(out);
    }
    out.watermark(watermark);
  }

  @Override
  public void onStepEnd(Output out) {
    emitChanges(out);
    dropGone();
    rows.collectStrings();
    if (partitionKeys.wantsCollection()) {
      partitionKeys.mark(partitions);
      partitionKeys.sweep();
    }
  }

  private void emitChanges(Output out) {
    for (int i = 0; i < partitionCount; i++) {
      collectTouched(touchedPartitions[i]);
      touched.sort(root(touchedPartitions[i]));
      changes.emit(root(touchedPartitions[i]), out);
    }
    changes.flush(out);
    for (int i = 0; i < partitionCount; i++) {
      settle(touchedPartitions[i]);
    }
    partitionCount = 0;
    touchedCount = 0;
  }

  private void collectTouched(int base) {
    touched.clear();
    for (int i = lastTouched(base); i >= 0; i = previous[i] - 1) {
      touched.add(touchedSlots[i], oldCounts[i]);
    }
  }

  /** Forgets which rows were touched, and the rows that are not needed any more. */
  private void settle(int base) {
    int root = root(base);
    if (rows.counted()) {
      for (int i = lastTouched(base); i >= 0; i = previous[i] - 1) {
        rows.setMark(touchedSlots[i], 0);
        if (rows.isGone(touchedSlots[i])) {
          root = rows.remove(root, touchedSlots[i]);
        }
      }
    }
    if (!retracts) {
      root = rows.prune(root);
    }
    partitions.rows()[base + touchedAt] = 0;
    setRoot(base, root);
    gone += root == 0 ? 1 : 0;
  }

  /** Drops the partitions without rows once they may be half of all. */
  private void dropGone() {
    if (gone > MIN_GONE && gone * 2 > partitions.size()) {
      partitions.compact((words, base) -> words[base + rootAt] != 0, (from, to) -> {});
      gone = 0;
    }
  }

  private int lastTouched(int base) {
    return (int) partitions.rows()[base + touchedAt] - 1;
  }

  private int root(int base) {
    return (int) partitions.rows()[base + rootAt];
  }

  private void setRoot(int base, int root) {
    partitions.rows()[base + rootAt] = root;
  }

  @Override
  public BitSet forget(Batch keys) {
    long[] words = partitionKeys.encode(keys);
    for (int i = 0; i < keys.rowCount(); i++) {
      int base = partitions.find(words, i * partitionKeys.width());
      if (base >= 0 && root(base) != 0) {
        rows.removeAll(root(base));
        setRoot(base, 0);
        gone++;
      }
    }
    return new BitSet();
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    partitionKeys.writeTo(state);
    partitions.writeTo(state);
    rows.writeTo(state);
    state.putInt(gone);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    partitionKeys.readFrom(state);
    partitions.readFrom(state);
    rows.readFrom(state);
    gone = state.getInt();
  }
}
