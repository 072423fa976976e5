package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.state.RowTree;

/**
 * Keeps rows of each group beside its words: see {@link GroupRows}. The first word is the handle of
 * these rows, 0 if there are none.
 */
abstract class RowsAccumulator extends Accumulator {
  private final Arrivals arrivals;
  private final int index;

  /**
   * @param index which of the {@link GroupRows} of {@link Groups} are its own
   */
  RowsAccumulator(int at, int width, Arrivals arrivals, int index) {
    super(at, width);
    this.arrivals = arrivals;
    this.index = index;
  }

  final GroupRows rows(Groups groups) {
    return groups.rows(index);
  }

  @Override
  final void update(Batch batch, Column column, Selection selection, Groups groups) {
    long first = arrivals.first(batch);
    int[] weights = selection.weights();
    GroupRows kept = rows(groups);
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.rows()[i];
      int weight = weights == null ? 1 : weights[i];
      add(kept, batch, row, first + row, weight, groups.words(), selection.bases()[i] + at);
    }
  }

  @Override
  final void update(Column column, Selection selection, Groups groups) {
    throw new IllegalStateException("rows are kept of batches");
  }

  /**
   * Adds a row or takes one away.
   *
   * @param to where the group's words of this accumulator start
   */
  abstract void add(
      GroupRows kept, Batch batch, int row, long arrival, int weight, long[] words, int to);

  @Override
  final void merge(Merge merge, int sign) {
    GroupRows from = rows(merge.from());
    for (int i = 0; i < merge.count(); i++) {
      int root = GroupRows.root(merge.from().words()[merge.fromBases()[i] + at]);
      int to = merge.toBases()[i] + at;
      if (root != RowTree.EMPTY) {
        // A list first: where the groups share a table the tree must not grow while it is walked.
        for (int cell : from.tree().toArray(root)) {
          adopt(rows(merge.to()), from, cell, merge.to().words(), to);
        }
      }
    }
  }

  /** Adds a copy of a row that another group keeps. */
  abstract void adopt(GroupRows to, GroupRows from, int cell, long[] words, int at);

  @Override
  final void release(Groups groups, int base) {
    rows(groups).release(GroupRows.root(groups.words()[base + at]));
  }

  @Override
  final boolean hasHandle() {
    return true;
  }
}
