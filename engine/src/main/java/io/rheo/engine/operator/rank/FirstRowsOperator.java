package io.rheo.engine.operator.rank;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.state.OrderWords;
import io.rheo.engine.state.PackedRows;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The first few rows of each partition as they are after every step, of rows that only come: top-N
 * with a small N, and deduplication.
 *
 * <p>Input: inserts. Output: some of their columns, and the row number if it is wanted, as a
 * changelog; at the end of each step the net changes of each partition in the order of row numbers,
 * the row that had a place right before the one that has it. Watermarks pass; if the output has
 * time attributes, the changes so far pass before them. Of rows that compare equal the earlier (or
 * the later) comes first.
 *
 * <p>State: the rows that are among the first, as bytes, without columns that neither are shown nor
 * give the order. The first rows by arrival never change: of them only the number stays. A row that
 * is not among the first takes one comparison, another one time linear in N for moving words.
 */
public final class FirstRowsOperator implements OneInputOperator, KeyedState {
  /** Up to here moving words is faster than a tree. */
  private static final long MOST_ROWS = 128;

  private static final int MIN_GONE = 64;
  private static final long FRESH = OrderWords.NOTE;
  private static final int PENDING = 1; // of the note of a partition: rows are still in the batch
  private static final long DONE = 0; // refers to a row that needs not be known any more

  private final boolean timed;
  private final boolean neverMoves; // what is among the first stays there
  private final PackedRows rows;
  private final FirstRowsTable table;
  private final FirstRowsChanges changes;
  private final TouchedPartitions touched = new TouchedPartitions();
  private int[] bases = {};
  private int[] pending = new int[64]; // partitions that took rows of the batch
  private int pendingCount;
  private int[] selection = new int[64]; // rows of the batch that are kept
  private long[] kept = new long[64];
  private int gone; // how often a partition lost its rows since the last compaction

  public FirstRowsOperator(OrderedNode.Rank plan) {
    RankRule rule = plan.rule();
    timed = !plan.traits().timeColumns().isEmpty();
    neverMoves = rule.order().isEmpty() && !rule.latestFirst();
    RowType input = plan.input().rowType();
    List<Integer> columns = new ArrayList<>(plan.columns());
    int[] packed = new int[rule.order().size()];
    for (int i = 0; i < packed.length; i++) {
      int column = rule.order().get(i).column();
      if (input.type(column).storage() == Storage.BYTES && !columns.contains(column)) {
        columns.add(column);
      }
      packed[i] = columns.indexOf(column);
    }
    int[] from = columns.stream().mapToInt(Integer::intValue).toArray();
    rows = new PackedRows(input, from, plan.columns().size());
    table = new FirstRowsTable(plan, new OrderWords(input, rule.order(), rows, packed));
    changes = new FirstRowsChanges(plan, table, rows);
  }

  /** Whether this is the operator for a plan; if it has no times, what a step emits is net. */
  public static boolean fits(OrderedNode.Rank plan) {
    RankRule rule = plan.rule();
    return !plan.onWindowClose()
        && !plan.input().traits().updating()
        && rule.function() == RankFunction.ROW_NUMBER
        && rule.from() == 1
        && rule.to() >= 1
        && rule.to() <= MOST_ROWS;
  }

  /** Whether a row was not handed on yet. */
  static boolean isFresh(long row) {
    return (row & FRESH) != 0;
  }

  /** What refers to a row that is not in a batch. */
  static long reference(long row) {
    return row & ~FRESH;
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int count = batch.rowCount();
    if (count > bases.length) {
      bases = new int[count];
    }
    table.probe(batch, bases);
    int keptMost = 0;
    for (int row = 0; row < count; row++) {
      for (int copy = batch.weight(row); copy > 0; copy--) {
        int place = table.place(bases[row], row);
        if (place < 0) {
          break;
        }
        put(bases[row], place, row);
        keptMost++;
      }
    }
    if (keptMost > 0) {
      store(batch, keptMost);
    }
  }

  private void put(int base, int place, int row) {
    int note = table.note(base);
    if (note == 0) {
      note = (touched.add(base, table) + 1) << 1;
    }
    if ((note & PENDING) == 0) {
      if (pendingCount == pending.length) {
        pending = Arrays.copyOf(pending, 2 * pendingCount);
      }
      pending[pendingCount++] = base;
      table.setNote(base, note | PENDING);
    }
    if (table.isFull(base)) {
      drop(table.row(base, table.count(base) - 1));
    }
    table.put(base, place, row);
  }

  /** A row is not among the first any more. Of one that was handed on that is found out later. */
  private void drop(long row) {
    if (row >= 0 && isFresh(row)) {
      rows.remove(reference(row));
    }
  }

  /** Copies what is kept of the batch, when it is known which rows these are. */
  private void store(Batch batch, int keptMost) {
    if (keptMost > selection.length) {
      selection = new int[2 * keptMost];
      kept = new long[2 * keptMost];
    }
    int count = 0;
    for (int i = 0; i < pendingCount; i++) {
      for (int place = 0; place < table.count(pending[i]); place++) {
        long row = table.row(pending[i], place);
        if (row < 0) {
          selection[count++] = (int) ~row;
        }
      }
    }
    rows.add(batch, selection, count, kept);
    count = 0;
    for (int i = 0; i < pendingCount; i++) {
      for (int place = 0; place < table.count(pending[i]); place++) {
        if (table.row(pending[i], place) < 0) {
          table.setRow(pending[i], place, kept[count++] | FRESH);
        }
      }
      table.setNote(pending[i], table.note(pending[i]) & ~PENDING);
    }
    pendingCount = 0;
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
    if (gone > MIN_GONE && gone * 2 > table.size()) {
      table.compact();
      gone = 0;
    }
    table.collectStrings();
  }

  private void emitChanges(Output out) {
    changes.emit(touched, out);
    for (int i = 0; i < touched.count(); i++) {
      settle(touched.base(i));
    }
    touched.clear();
  }

  private void settle(int base) {
    table.setNote(base, 0);
    for (int place = 0; place < table.count(base); place++) {
      long row = table.row(base, place);
      if (isFresh(row)) {
        if (neverMoves) {
          rows.remove(reference(row));
        }
        table.setRow(base, place, neverMoves ? DONE : reference(row));
      }
    }
  }

  @Override
  public BitSet forget(Batch keys) {
    for (int i = 0; i < keys.rowCount(); i++) {
      int base = table.find(keys, i);
      if (base >= 0 && table.count(base) > 0) {
        forget(base);
        gone++;
      }
    }
    return new BitSet();
  }

  private void forget(int base) {
    for (int place = 0; place < table.count(base); place++) {
      if (table.row(base, place) != DONE) {
        rows.remove(table.row(base, place));
      }
    }
    table.clear(base);
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    table.writeTo(state);
    rows.writeTo(state);
    state.putInt(gone);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    table.readFrom(state);
    rows.readFrom(state);
    gone = state.getInt();
  }
}
