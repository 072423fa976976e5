package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.RegularJoin;
import java.util.Arrays;
import java.util.List;

/**
 * The part of a join's result that is not pairs: rows that are there because they have no partner,
 * or, of a semi-join, because they have one. What a step touches is noted with how often it was in
 * the result before; the end of the step emits the differences.
 */
final class LoneRows {
  private final JoinKind kind;
  private final List<Integer> resultColumns;
  private final Watch watch;
  private final JoinKeyTable keys;
  private final JoinRows[] rows;
  private final JoinColumns columns;
  private final TouchedRows[] touchedRows = {new TouchedRows(), new TouchedRows()};
  private final TouchedRows touchedKeys =
      new TouchedRows(); // before: a bit for each side with rows
  private final int[] bases = new int[Batch.TARGET_ROWS];
  private final int[] weights = new int[Batch.TARGET_ROWS];
  private int count;

  LoneRows(RegularJoin plan, Watch watch, JoinKeyTable keys, JoinRows[] rows, JoinColumns columns) {
    kind = plan.kind();
    resultColumns = plan.columns();
    this.watch = watch;
    this.keys = keys;
    this.rows = rows;
    this.columns = columns;
  }

  /** Whether a row that has partners, or has none, is in the result by itself. */
  private boolean isShown(boolean hasPartner) {
    return hasPartner == (kind == JoinKind.SEMI);
  }

  /** A row is about to change: how often it is there, or how many partners it has. */
  void touchRow(int side, int base, int rowCount) {
    if (kind.watches(side) && !rows[side].isTouched(base)) {
      rows[side].setTouched(base, true);
      boolean shown = watch == Watch.KEYS || isShown(rows[side].matches(base) > 0);
      touchedRows[side].add(base, shown ? rowCount : 0);
    }
  }

  /** The rows of a key are about to change, of either side. */
  void touchKey(int keyBase) {
    if (keys.touched(keyBase) == 0) {
      if (keys.isUnused(keyBase)) {
        keys.clearCounts(keyBase); // of rows that were forgotten
      }
      touchedKeys.add(keyBase, (hasRows(0, keyBase) ? 1 : 0) | (hasRows(1, keyBase) ? 2 : 0));
      keys.setTouched(keyBase, touchedKeys.count());
    }
  }

  private boolean hasRows(int side, int keyBase) {
    return keys.count(side, keyBase) > 0;
  }

  /** Rows that can have no partner, as a column of their key is NULL. */
  void emitWithoutKey(int side, Batch batch, Output out) {
    if (kind.watches(side) && isShown(false)) {
      Column[] result = new Column[resultColumns.size()];
      for (int i = 0; i < result.length; i++) {
        result[i] = columns.ofBatch(resultColumns.get(i), side, batch);
      }
      out.batch(new Batch(result, batch.rowCount(), batch.weights()));
    }
  }

  /** Emits the net changes of the step. */
  void endStep(Output out) {
    for (int side = 0; side < rows.length; side++) {
      if (kind.watches(side)) {
        emitTouched(side, out);
        emitOthersOfKeys(side, out);
        flush(side, out);
        for (int i = 0; i < touchedRows[side].count(); i++) {
          rows[side].setTouched(touchedRows[side].base(i), false);
        }
        touchedRows[side].clear();
      }
    }
    for (int i = 0; i < touchedKeys.count(); i++) {
      keys.setTouched(touchedKeys.base(i), 0);
    }
    touchedKeys.clear();
  }

  private void emitTouched(int side, Output out) {
    TouchedRows touched = touchedRows[side];
    for (int i = 0; i < touched.count(); i++) {
      int base = touched.base(i);
      long before = touched.before(i);
      boolean shown;
      if (watch == Watch.KEYS) {
        int keyBase = rows[side].keyBase(base);
        before = isShown(hadRows(1 - side, keys.touched(keyBase) - 1)) ? before : 0;
        shown = isShown(hasRows(1 - side, keyBase));
      } else {
        shown = isShown(rows[side].matches(base) > 0);
      }
      emit(side, base, (shown ? rows[side].count(base) : 0) - before, out);
    }
  }

  private boolean hadRows(int side, int touchedKey) {
    return (touchedKeys.before(touchedKey) >> side & 1) != 0;
  }

  /** The rows that did not change but whose key has found its first partner or lost its last. */
  private void emitOthersOfKeys(int side, Output out) {
    for (int i = 0; i < touchedKeys.count(); i++) {
      int keyBase = touchedKeys.base(i);
      boolean hasPartner = hasRows(1 - side, keyBase);
      if (hasPartner != hadRows(1 - side, i)) {
        int sign = isShown(hasPartner) ? 1 : -1;
        for (int base = keys.first(side, keyBase); base >= 0; base = rows[side].next(base)) {
          if (!rows[side].isTouched(base)) {
            emit(side, base, (long) sign * rows[side].count(base), out);
          }
        }
      }
    }
  }

  private void emit(int side, int base, long weight, Output out) {
    if (weight == 0) {
      return;
    }
    bases[count] = base;
    weights[count++] = Math.toIntExact(weight);
    if (count == bases.length) {
      flush(side, out);
    }
  }

  private void flush(int side, Output out) {
    if (count == 0) {
      return;
    }
    Column[] result = new Column[resultColumns.size()];
    rows[side].select(bases, count);
    for (int i = 0; i < result.length; i++) {
      result[i] = columns.ofRows(resultColumns.get(i), side, bases, count);
    }
    boolean insertsOnly = Arrays.stream(weights, 0, count).allMatch(weight -> weight == 1);
    out.batch(new Batch(result, count, insertsOnly ? null : Arrays.copyOf(weights, count)));
    count = 0;
  }
}
