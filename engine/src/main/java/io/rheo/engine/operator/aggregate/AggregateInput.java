package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.state.KeyEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that some accumulators have in common: those where the argument is not NULL and the
 * filter is TRUE, of which with DISTINCT only the first of each value.
 */
final class AggregateInput {
  /** What tells inputs apart; columns or {@link AggregateCall#NONE}. */
  record Key(int argument, int filter, boolean distinct) {
    boolean isAllRows() {
      return argument == AggregateCall.NONE && filter == AggregateCall.NONE;
    }
  }

  private final Key key;
  private final KeyEncoder distinctEncoder; // null unless DISTINCT
  private final int distinctIndex;
  private final List<Accumulator> accumulators = new ArrayList<>();
  private final Selection scratch = new Selection();
  private final Selection distinctScratch = new Selection();

  AggregateInput(Key key, KeyEncoder distinctEncoder, int distinctIndex) {
    this.key = key;
    this.distinctEncoder = distinctEncoder;
    this.distinctIndex = distinctIndex;
  }

  Key key() {
    return key;
  }

  KeyEncoder distinctEncoder() {
    return distinctEncoder;
  }

  List<Accumulator> accumulators() {
    return accumulators;
  }

  /** Updates the groups; with {@code invertibleOnly} just those accumulators. */
  void update(Batch batch, Selection all, Groups groups, boolean invertibleOnly) {
    Column column = key.argument == AggregateCall.NONE ? null : batch.column(key.argument);
    Selection selected = select(batch, column, all, groups);
    for (int i = 0; i < accumulators.size(); i++) {
      Accumulator accumulator = accumulators.get(i);
      if (!invertibleOnly || accumulator.invertible()) {
        accumulator.update(column, selected, groups);
      }
    }
  }

  private Selection select(Batch batch, Column column, Selection all, Groups groups) {
    Selection selected = all;
    if (column != null && column.hasNulls()) {
      scratch.fillValid(all, column);
      selected = scratch;
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
