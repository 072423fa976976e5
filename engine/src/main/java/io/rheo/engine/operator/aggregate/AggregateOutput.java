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
    emit(rows, columns(rows, constants(properties, count)), out);
  }

  /**
   * Emits groups as inserts.
   *
   * @param properties columns of BIGINT or TIMESTAMP to append, with an entry for each group
   */
  public void emit(Groups groups, int[] bases, int count, long[][] properties, Output out) {
    ResultRows rows = new ResultRows(groups, bases, count);
    emit(rows, columns(rows, columnsOf(properties)), out);
  }

  private void emit(ResultRows rows, Column[] columns, Output out) {
    int count = rows.count();
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

  private Column[] columns(ResultRows rows, Column[] properties) {
    int keyCount = keys.columnCount();
    Column[] columns = new Column[keyCount + callCount + properties.length];
    for (int i = 0; i < keyCount; i++) {
      columns[i] = keys.decode(i, rows.words(), rows.bases(), rows.count());
    }
    for (int i = 0; i < callCount; i++) {
      columns[keyCount + i] = layout.result(i, rows);
    }
    System.arraycopy(properties, 0, columns, keyCount + callCount, properties.length);
    return columns;
  }

  private static Column[] constants(long[] values, int count) {
    Column[] columns = new Column[values.length];
    Arrays.setAll(columns, i -> constant(values[i], count));
    return columns;
  }

  private static Column[] columnsOf(long[][] values) {
    Column[] columns = new Column[values.length];
    Arrays.setAll(columns, i -> new LongColumn(values[i], null));
    return columns;
  }

  /**
   * Emits rows with weights of +1 or -1. A retraction and the insert after it are left out if they
   * are equal.
   *
   * @param words rows of the layout, which start at the first {@code count} of {@code bases}
   * @param groups what handles in the words refer to
   * @param properties as of the inserts
   */
  public void emitRows(
      long[] words,
      Groups groups,
      int[] bases,
      int[] weights,
      int count,
      long[][] properties,
      Output out) {
    ResultRows rows = new ResultRows(words, groups, bases, count, new Column[0], new String[count]);
    Column[] columns = columns(rows, columnsOf(properties));
    int[] kept = new int[count];
    int[] keptWeights = new int[count];
    int keptCount = 0;
    for (int row = 0; row < count; row++) {
      boolean isPair = row + 1 < count && weights[row] < 0 && weights[row + 1] > 0;
      if (rows.errors()[row] != null) {
        if (weights[row] > 0) {
          metrics.rowError(rows.errors()[row]);
        }
      } else if (isPair && rows.errors()[row + 1] == null && isSame(columns, row, columns.length)) {
        row++;
      } else {
        keptWeights[keptCount] = weights[row];
        kept[keptCount++] = row;
      }
    }
    emitKept(columns, count, kept, keptWeights, keptCount, out);
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
   * is now, where the flag of each says whether it is there at all. Nothing comes of equal ones. A
   * group without a result is an error when it loses it, not again with every row until it has one.
   */
  void emitChanges(ResultRows rows, boolean[] present, long[] properties, Output out) {
    int count = rows.count();
    Column[] columns = columns(rows, constants(properties, count));
    int[] kept = new int[count];
    int[] weights = new int[count];
    int keptCount = 0;
    for (int old = 0; old < count; old += 2) {
      boolean had = present[old] && rows.errors()[old] == null;
      boolean has = present[old + 1] && rows.errors()[old + 1] == null;
      boolean failedBefore = present[old] && !had;
      if (present[old + 1] && !has && !failedBefore) {
        metrics.rowError(rows.errors()[old + 1]);
      }
      if (had && has && isSame(columns, old, keys.columnCount() + callCount)) {
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

  /** Whether a row and the next are equal in all columns before {@code to} that are no keys. */
  private boolean isSame(Column[] columns, int old, int to) {
    for (int i = keys.columnCount(); i < to; i++) {
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
