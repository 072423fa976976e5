package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.changelog.ColumnEntries;
import io.rheo.engine.state.KeyEncoder;
import java.util.Arrays;

/**
 * Turns groups into output rows: keys, aggregates, then columns that are the same for all, such as
 * a window's start. A row with a result that its type cannot hold is counted as a row error and
 * left out.
 */
public final class AggregateOutput {
  /** The value of a constant column that is NULL. */
  public static final long NULL_PROPERTY = Long.MIN_VALUE;

  private final KeyEncoder keys;
  private final AggregateLayout layout;
  private final OperatorMetrics metrics;
  private final int callCount;

  public AggregateOutput(KeyEncoder keys, AggregateLayout layout, OperatorMetrics metrics) {
    this(keys, layout, metrics, layout.callCount());
  }

  /**
   * @param callCount how many of the layout's calls are columns of the output, the first ones
   */
  public AggregateOutput(
      KeyEncoder keys, AggregateLayout layout, OperatorMetrics metrics, int callCount) {
    this.keys = keys;
    this.layout = layout;
    this.metrics = metrics;
    this.callCount = callCount;
  }

  /**
   * The greatest result of a call of BIGINT or TIMESTAMP over some groups; {@link #NULL_PROPERTY}
   * if all are NULL.
   */
  public long greatest(Groups groups, int[] bases, int call) {
    LongColumn values =
        (LongColumn) layout.result(call, new ResultRows(groups, bases, bases.length));
    long greatest = NULL_PROPERTY;
    for (int i = 0; i < bases.length; i++) {
      if (!values.isNull(i)) {
        greatest = Math.max(greatest, values.values()[i]);
      }
    }
    return greatest;
  }

  /**
   * Emits groups as inserts.
   *
   * @param properties the values of the constant columns, all BIGINT or TIMESTAMP
   */
  public void emit(Groups groups, int[] bases, int count, long[] properties, Output out) {
    ResultRows rows = new ResultRows(groups, bases, count);
    Column[] columns = columns(rows, properties);
    int[] kept = new int[count];
    int keptCount = 0;
    for (int i = 0; i < count; i++) {
      if (rows.errors()[i] != null) {
        metrics.rowError(rows.errors()[i]);
      } else {
        kept[keptCount++] = i;
      }
    }
    Batch batch = new Batch(columns, count);
    out.batch(keptCount == count ? batch : batch.gather(kept, keptCount));
  }

  private Column[] columns(ResultRows rows, long[] properties) {
    int keyCount = keys.columnCount();
    Column[] columns = new Column[keyCount + callCount + properties.length];
    for (int i = 0; i < keyCount; i++) {
      columns[i] = keys.decode(i, rows.words(), rows.bases(), rows.count());
    }
    for (int i = 0; i < callCount; i++) {
      columns[keyCount + i] = layout.result(i, rows);
    }
    for (int i = 0; i < properties.length; i++) {
      columns[keyCount + callCount + i] = constant(properties[i], rows.count());
    }
    return columns;
  }

  private static Column constant(long value, int count) {
    long[] values = new long[count];
    if (value == NULL_PROPERTY) {
      return new LongColumn(values, new long[Validity.words(count)]);
    }
    Arrays.fill(values, value);
    return new LongColumn(values, null);
  }

  /**
   * Emits changes: entry {@code 2i} of {@code rows} is what a group was and {@code 2i + 1} what it
   * is now, where the flag of each says whether it is there at all. Nothing comes of equal ones.
   */
  void emitChanges(ResultRows rows, boolean[] present, long[] properties, Output out) {
    int count = rows.count();
    Column[] columns = columns(rows, properties);
    int[] kept = new int[count];
    int[] weights = new int[count];
    int keptCount = 0;
    for (int old = 0; old < count; old += 2) {
      boolean had = present[old] && rows.errors()[old] == null;
      boolean has = present[old + 1] && rows.errors()[old + 1] == null;
      if (present[old + 1] && !has) {
        metrics.rowError(rows.errors()[old + 1]);
      }
      if (had && has && isSame(columns, old)) {
        continue;
      }
      if (had) {
        weights[keptCount] = -1;
        kept[keptCount++] = old;
      }
      if (has) {
        weights[keptCount] = 1;
        kept[keptCount++] = old + 1;
      }
    }
    emitKept(columns, count, kept, weights, keptCount, out);
  }

  private boolean isSame(Column[] columns, int old) {
    int first = keys.columnCount();
    for (int i = first; i < first + callCount; i++) {
      if (!ColumnEntries.same(columns[i], old, old + 1)) {
        return false;
      }
    }
    return true;
  }

  private static void emitKept(
      Column[] columns, int count, int[] kept, int[] weights, int keptCount, Output out) {
    if (keptCount == 0) {
      return;
    }
    Batch rows = new Batch(columns, count).gather(kept, keptCount);
    Column[] gathered = new Column[columns.length];
    Arrays.setAll(gathered, rows::column);
    boolean insertsOnly = Arrays.stream(weights, 0, keptCount).allMatch(weight -> weight == 1);
    out.batch(new Batch(gathered, keptCount, insertsOnly ? null : weights));
  }
}
