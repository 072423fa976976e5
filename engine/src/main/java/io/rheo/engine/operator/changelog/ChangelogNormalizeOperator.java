package io.rheo.engine.operator.changelog;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps the last row of each key and turns upserts into changes.
 *
 * <p>Input: rows that each replace the row of the same key, or with weight -1 delete it; of a
 * deletion only the key columns count. Output: the same columns as a changelog: whenever the
 * watermark advances or the step ends, for every key whose row is another one than before, the old
 * row with weight -1 and the new one with +1. Deletions of unknown keys and rows equal to the
 * present one give nothing. A row whose key is NULL is a row error.
 *
 * <p>Changes come in the order in which the keys were first touched. State: one row per key that is
 * there.
 */
public final class ChangelogNormalizeOperator implements OneInputOperator, KeyedState {
  private static final int PAIRS_AT_ONCE = Batch.TARGET_ROWS / 2;
  private static final int MIN_GONE = 64;

  private final int columnCount;
  private final List<Integer> keyColumns;
  private final String[] keyNames;
  private final List<Integer> valueColumns;
  private final KeyEncoder keys;
  private final KeyEncoder values;
  private final GroupTable table; // key, value, whether there is a row, number among the touched
  private final int valueAt;
  private final int presentAt;
  private final int linkAt;
  private final OperatorMetrics metrics;
  private int[] selection = new int[Batch.TARGET_ROWS];
  private int[] bases = new int[Batch.TARGET_ROWS];
  private int[] touched = new int[16]; // bases of the keys that were touched
  private long[] before = new long[16]; // their rows of the table when they were touched first
  private int touchedCount;
  private int gone; // how often a row went since the table was compacted

  public ChangelogNormalizeOperator(PhysicalNode.ChangelogNormalize plan, OperatorMetrics metrics) {
    RowType rowType = plan.rowType();
    this.metrics = metrics;
    columnCount = rowType.size();
    keyColumns = plan.keys();
    keyNames = keyColumns.stream().map(rowType::name).toArray(String[]::new);
    valueColumns =
        IntStream.range(0, columnCount)
            .filter(column -> !keyColumns.contains(column))
            .boxed()
            .toList();
    keys = new KeyEncoder(rowType, keyColumns);
    values = new KeyEncoder(rowType, valueColumns);
    valueAt = keys.width();
    presentAt = valueAt + values.width();
    linkAt = presentAt + 1;
    table = new GroupTable(keys.width(), new long[values.width() + 2], 0);
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int count = select(batch);
    long[] valueWords = values.encode(batch);
    table.probe(keys.encode(batch), selection, 0, count, bases);
    int width = values.width();
    for (int i = 0; i < count; i++) {
      int base = bases[i];
      if (table.rows()[base + linkAt] == 0) {
        touch(base);
      }
      boolean present = batch.weight(selection[i]) > 0;
      table.rows()[base + presentAt] = present ? 1 : 0;
      if (present) {
        System.arraycopy(valueWords, selection[i] * width, table.rows(), base + valueAt, width);
      }
    }
  }

  /** Selects the rows that have a key; the others are errors. */
  private int select(Batch batch) {
    int rowCount = batch.rowCount();
    if (rowCount > selection.length) {
      selection = new int[rowCount];
      bases = new int[rowCount];
    }
    int count = 0;
    for (int row = 0; row < rowCount; row++) {
      selection[count] = row;
      count += hasKey(batch, row) ? 1 : 0;
    }
    return count;
  }

  private boolean hasKey(Batch batch, int row) {
    for (int i = 0; i < keyNames.length; i++) {
      if (batch.column(keyColumns.get(i)).isNull(row)) {
        metrics.rowError("column '" + keyNames[i] + "' of the primary key is NULL");
        return false;
      }
    }
    return true;
  }

  private void touch(int base) {
    int stride = table.stride();
    if (touchedCount == touched.length) {
      touched = Arrays.copyOf(touched, 2 * touchedCount);
    }
    if ((touchedCount + 1) * stride > before.length) {
      before = Arrays.copyOf(before, Math.max(2 * before.length, (touchedCount + 1) * stride));
    }
    System.arraycopy(table.rows(), base, before, touchedCount * stride, stride);
    touched[touchedCount++] = base;
    table.rows()[base + linkAt] = touchedCount;
  }

  /** Rows go before the watermark that follows them: behind it they would be late. */
  @Override
  public void onWatermark(long watermark, Output out) {
    emitChanges(out);
    out.watermark(watermark);
  }

  @Override
  public void onStepEnd(Output out) {
    emitChanges(out);
    dropGone();
    collect(keys, 0);
    collect(values, valueAt);
  }

  private void emitChanges(Output out) {
    for (int from = 0; from < touchedCount; from += PAIRS_AT_ONCE) {
      emit(from, Math.min(touchedCount, from + PAIRS_AT_ONCE), out);
    }
    touchedCount = 0;
  }

  private void emit(int from, int to, Output out) {
    int stride = table.stride();
    long[] words = new long[2 * (to - from) * stride];
    int[] weights = new int[2 * (to - from)];
    int count = 0;
    for (int i = from; i < to; i++) {
      int base = touched[i];
      table.rows()[base + linkAt] = 0;
      boolean was = before[i * stride + presentAt] != 0;
      boolean is = table.rows()[base + presentAt] != 0;
      gone += is ? 0 : 1;
      if (was && is && sameValue(i * stride, base)) {
        continue;
      }
      if (was) {
        System.arraycopy(before, i * stride, words, count * stride, stride);
        weights[count++] = -1;
      }
      if (is) {
        System.arraycopy(table.rows(), base, words, count * stride, stride);
        weights[count++] = 1;
      }
    }
    if (count > 0) {
      out.batch(batch(words, weights, count));
    }
  }

  private boolean sameValue(int beforeBase, int base) {
    return Arrays.equals(
        before,
        beforeBase + valueAt,
        beforeBase + presentAt,
        table.rows(),
        base + valueAt,
        base + presentAt);
  }

  private Batch batch(long[] words, int[] weights, int count) {
    int[] keyBases = new int[count];
    int[] valueBases = new int[count];
    for (int i = 0; i < count; i++) {
      keyBases[i] = i * table.stride();
      valueBases[i] = keyBases[i] + valueAt;
    }
    Column[] columns = new Column[columnCount];
    for (int i = 0; i < keyColumns.size(); i++) {
      columns[keyColumns.get(i)] = keys.decode(i, words, keyBases, count);
    }
    for (int i = 0; i < valueColumns.size(); i++) {
      columns[valueColumns.get(i)] = values.decode(i, words, valueBases, count);
    }
    return new Batch(columns, count, weights);
  }

  /** Drops the keys without a row once they may be half of all. */
  private void dropGone() {
    if (gone > MIN_GONE && 2 * gone > table.size()) {
      table.compact((words, base) -> words[base + presentAt] != 0, (from, to) -> {});
      gone = 0;
    }
  }

  private void collect(KeyEncoder encoder, int at) {
    if (encoder.wantsCollection()) {
      encoder.mark(table, at);
      encoder.sweep();
    }
  }

  @Override
  public BitSet forget(Batch batch) {
    long[] words = keys.encode(batch);
    for (int i = 0; i < batch.rowCount(); i++) {
      int base = table.find(words, i * keys.width());
      if (base >= 0) {
        table.rows()[base + presentAt] = 0;
        gone++;
      }
    }
    return new BitSet();
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    keys.writeTo(state);
    values.writeTo(state);
    table.writeTo(state);
    state.putInt(gone);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    keys.readFrom(state);
    values.readFrom(state);
    table.readFrom(state);
    gone = state.getInt();
  }
}
