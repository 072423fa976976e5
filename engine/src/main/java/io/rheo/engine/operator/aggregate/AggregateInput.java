package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Validity;
import io.rheo.engine.expr.AggregateCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that some accumulators have in common: those where no argument that matters is NULL and
 * the filter is TRUE, of which with DISTINCT only the first of equal ones: see {@link
 * DistinctInputs}.
 */
final class AggregateInput {
  /**
   * What tells inputs apart.
   *
   * @param arguments columns; the first is what accumulators of one column read
   * @param notNull the columns that must not be NULL
   * @param filter a column or {@link AggregateCall#NONE}
   */
  record Key(List<Integer> arguments, List<Integer> notNull, int filter, boolean distinct) {
    boolean isAllRows() {
      return notNull.isEmpty() && filter == AggregateCall.NONE && !distinct;
    }
  }

  private final Key key;
  private final List<Accumulator> accumulators = new ArrayList<>();
  private final Selection scratch = new Selection();

  AggregateInput(Key key) {
    this.key = key;
  }

  Key key() {
    return key;
  }

  List<Accumulator> accumulators() {
    return accumulators;
  }

  /** Updates the groups; with {@code invertibleOnly} just those accumulators. */
  void update(Batch batch, Selection all, Groups groups, boolean invertibleOnly) {
    accumulate(batch, select(batch, all), groups, invertibleOnly);
  }

  /** As {@link #update}, with rows that were selected before. */
  void accumulate(Batch batch, Selection selected, Groups groups, boolean invertibleOnly) {
    Column column = key.arguments.isEmpty() ? null : batch.column(key.arguments.get(0));
    for (int i = 0; i < accumulators.size(); i++) {
      Accumulator accumulator = accumulators.get(i);
      if (!invertibleOnly || accumulator.invertible()) {
        accumulator.update(batch, column, selected, groups);
      }
    }
  }

  /** Sets {@code bit} for each entry of {@code all} that is selected, whatever its value. */
  void mark(Batch batch, Selection all, int[] marks, int bit) {
    if (key.filter == AggregateCall.NONE) {
      for (int i = 0; i < all.count(); i++) {
        marks[i] |= bit;
      }
    } else {
      markTrue((BooleanColumn) batch.column(key.filter), all, marks, bit);
    }
    for (int i = 0; i < key.notNull.size(); i++) {
      Column column = batch.column(key.notNull.get(i));
      if (column.hasNulls()) {
        unmarkNulls(column.validity(), all, marks, bit);
      }
    }
  }

  private static void markTrue(BooleanColumn filter, Selection all, int[] marks, int bit) {
    byte[] values = filter.values(); // 0 where it is NULL
    int[] rows = all.rows();
    for (int i = 0; i < all.count(); i++) {
      marks[i] |= -values[rows[i]] & bit;
    }
    if (filter.hasNulls()) {
      unmarkNulls(filter.validity(), all, marks, bit);
    }
  }

  private static void unmarkNulls(long[] validity, Selection all, int[] marks, int bit) {
    for (int i = 0; i < all.count(); i++) {
      if (!Validity.isSet(validity, all.rows()[i])) {
        marks[i] &= ~bit;
      }
    }
  }

  private Selection select(Batch batch, Selection all) {
    Selection selected = all;
    for (int i = 0; i < key.notNull.size(); i++) {
      Column column = batch.column(key.notNull.get(i));
      if (column.hasNulls()) {
        if (selected == all) {
          scratch.fillValid(all, column);
          selected = scratch;
        } else {
          selected.keepValid(column);
        }
      }
    }
    if (key.filter != AggregateCall.NONE) {
      if (selected == all) {
        scratch.fill(all);
        selected = scratch;
      }
      selected.keepTrue((BooleanColumn) batch.column(key.filter));
    }
    return selected;
  }
}
