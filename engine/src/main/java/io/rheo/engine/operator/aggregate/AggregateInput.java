package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.expr.AggregateCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that some accumulators have in common: those where no argument that matters is NULL and
 * the filter is TRUE, of which with DISTINCT only the first of equal ones.
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
  private final int distinctIndex;
  private final List<Accumulator> accumulators = new ArrayList<>();
  private final Selection scratch = new Selection();
  private final Selection distinctScratch = new Selection();

  /**
   * @param distinctIndex which of the {@link DistinctValues} of {@link Groups} are its own
   */
  AggregateInput(Key key, int distinctIndex) {
    this.key = key;
    this.distinctIndex = distinctIndex;
  }

  List<Accumulator> accumulators() {
    return accumulators;
  }

  /** Updates the groups; with {@code invertibleOnly} just those accumulators. */
  void update(Batch batch, Selection all, Groups groups, boolean invertibleOnly) {
    Column column = key.arguments.isEmpty() ? null : batch.column(key.arguments.get(0));
    Selection selected = select(batch, all, groups);
    for (int i = 0; i < accumulators.size(); i++) {
      Accumulator accumulator = accumulators.get(i);
      if (!invertibleOnly || accumulator.invertible()) {
        accumulator.update(batch, column, selected, groups);
      }
    }
  }

  private Selection select(Batch batch, Selection all, Groups groups) {
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
    if (key.distinct) {
      groups.distinct(distinctIndex).select(batch, selected, distinctScratch);
      selected = distinctScratch;
    }
    return selected;
  }
}
