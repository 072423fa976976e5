package io.rheo.engine.operator.rank;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.plan.WindowColumns;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The first rows of each partition of a window, when the window closes.
 *
 * <p>Input: any changelog in which each row is in a window that is one of the partition's columns.
 * A row of a window that the watermark has closed is late: counted and dropped. Output: its
 * columns, and the rank if it is wanted, insert-only, by the window's end, then by the arrival of
 * partitions, then by rank; before the watermark that closes the window.
 *
 * <p>State: the rows of open windows; if none is retracted, those that are among the first. It is
 * dropped when the window closes. A row takes time logarithmic in the rows of its partition.
 */
public final class WindowRankOperator implements OneInputOperator {
  private final RankRule rule;
  private final OperatorMetrics metrics;
  private final boolean retracts;
  private final int closingColumn;
  private final int afterClosing; // what the column's value is beyond the closing watermark
  private final KeyEncoder partitionKeys;
  private final RankedRows rows;
  private final RankOutput output;
  private final NavigableMap<Long, GroupTable> windows = new TreeMap<>(); // by closing watermark
  private long watermark = NO_WATERMARK;

  public WindowRankOperator(OrderedNode.Rank plan, OperatorMetrics metrics) {
    this.metrics = metrics;
    rule = plan.rule();
    retracts = plan.input().traits().updating();
    WindowColumns window = plan.input().traits().window().orElseThrow();
    boolean byEnd = window.end() != WindowColumns.NONE;
    closingColumn = byEnd ? window.end() : window.time();
    afterClosing = byEnd ? 1 : 0;
    partitionKeys = new KeyEncoder(plan.input().rowType(), rule.partition());
    rows = new RankedRows(plan);
    output = new RankOutput(plan, rows);
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    long[] partitions = partitionKeys.encode(batch);
    long[] words = rows.encode(batch);
    long[] closing = batch.longs(closingColumn);
    int[] lateRows = new int[batch.rowCount()];
    int lateCount = 0;
    GroupTable table = null; // of the window that closes at the time tableAt
    long tableAt = 0;
    for (int row = 0; row < batch.rowCount(); row++) {
      long closingAt = closing[row] - afterClosing;
      if (closingAt <= watermark) {
        lateRows[lateCount++] = row;
        continue;
      }
      if (table == null || closingAt != tableAt) {
        table = windows.computeIfAbsent(closingAt, time -> newTable());
        tableAt = closingAt;
      }
      int base = table.probe(partitions, row * partitionKeys.width());
      int root = (int) table.rows()[base + partitionKeys.width()];
      table.rows()[base + partitionKeys.width()] =
          rows.counted()
              ? applyCounted(root, words, row, batch.weight(row))
              : insert(root, words, row, batch.weight(row));
    }
    metrics.late(batch, lateRows, 0, lateCount, closingColumn, watermark);
  }

  private GroupTable newTable() {
    return new GroupTable(partitionKeys.width(), new long[1], 0);
  }

  private int insert(int root, long[] words, int row, int copies) {
    int newRoot = root;
    for (int copy = 0; copy < copies && rows.isWanted(newRoot, words, row); copy++) {
      newRoot = rows.prune(rows.add(newRoot, rows.make(words, row, 1)));
    }
    return newRoot;
  }

  private int applyCounted(int root, long[] words, int row, int weight) {
    if (!retracts && !rows.isWanted(root, words, row)) {
      return root;
    }
    int slot = rows.find(root, words, row);
    int newRoot = root;
    if (slot == 0) {
      newRoot = rows.add(root, rows.make(words, row, weight));
    } else {
      rows.addCopies(root, slot, weight);
      newRoot = rows.isGone(slot) ? rows.remove(root, slot) : root;
    }
    return retracts ? newRoot : rows.prune(newRoot);
  }

  @Override
  public void onWatermark(long newWatermark, Output out) {
    watermark = newWatermark;
    while (!windows.isEmpty() && windows.firstKey() <= watermark) {
      close(windows.pollFirstEntry().getValue(), out);
    }
    out.watermark(watermark);
  }

  private void close(GroupTable table, Output out) {
    int rootAt = partitionKeys.width();
    for (int base = 0; base < table.used(); base += table.stride()) {
      emit((int) table.rows()[base + rootAt], out);
    }
    output.flush(out);
    for (int base = 0; base < table.used(); base += table.stride()) {
      rows.trees().freeAll((int) table.rows()[base + rootAt]);
    }
  }

  private void emit(int root, Output out) {
    long before = 0; // rows
    long rank = 0;
    int previous = 0;
    for (int slot = rows.trees().first(root); slot != 0; slot = rows.trees().next(root, slot)) {
      if (rows.count(slot) > 0) {
        if (previous == 0 || rows.compareRanks(previous, slot) != 0) {
          rank = rule.function() == RankFunction.DENSE_RANK ? rank + 1 : before + 1;
        }
        if (rank > rule.to()) {
          return;
        }
        emitCopies(slot, rank, out);
        before += rows.count(slot);
        previous = slot;
      }
    }
  }

  private void emitCopies(int slot, long rank, Output out) {
    boolean unique = rule.function() == RankFunction.ROW_NUMBER;
    for (int copy = 0; copy < rows.count(slot); copy++) {
      long number = unique ? rank + copy : rank;
      if (rule.from() <= number && number <= rule.to()) {
        output.add(slot, number, 1, out);
      }
    }
  }

  @Override
  public void onStepEnd(Output out) {
    rows.collectStrings();
    if (partitionKeys.wantsCollection()) {
      windows.values().forEach(partitionKeys::mark);
      partitionKeys.sweep();
    }
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    partitionKeys.writeTo(state);
    rows.writeTo(state);
    state.putLong(watermark);
    state.putInt(windows.size());
    for (Map.Entry<Long, GroupTable> window : windows.entrySet()) {
      state.putLong(window.getKey());
      window.getValue().writeTo(state);
    }
  }

  @Override
  public void restore(StateReader state) throws IOException {
    partitionKeys.readFrom(state);
    rows.readFrom(state);
    watermark = state.getLong();
    int count = state.getInt();
    for (int i = 0; i < count; i++) {
      GroupTable table = newTable();
      windows.put(state.getLong(), table);
      table.readFrom(state);
    }
  }
}
