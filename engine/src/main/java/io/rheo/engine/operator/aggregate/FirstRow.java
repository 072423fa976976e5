package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.state.RowTree;

/** The first row of a group in order, or the last, of input that is only ever added to. */
final class FirstRow extends RowsAccumulator {
  private final boolean last;
  private final boolean byArrivalAlone;

  /**
   * @param byArrivalAlone whether rows are in the order of their arrival, so that the first of a
   *     group remains the first
   */
  FirstRow(int at, Arrivals arrivals, int index, boolean last, boolean byArrivalAlone) {
    super(at, 1, arrivals, index);
    this.last = last;
    this.byArrivalAlone = byArrivalAlone;
  }

  @Override
  void add(GroupRows kept, Batch batch, int row, long arrival, int weight, long[] words, int to) {
    if (last || !byArrivalAlone || words[to] == 0) {
      offer(kept, kept.copy(batch, row, arrival, 1), words, to);
    }
  }

  @Override
  void adopt(GroupRows to, GroupRows from, int cell, long[] words, int at) {
    offer(to, to.rows().add(from.rows(), cell), words, at);
  }

  private void offer(GroupRows kept, int cell, long[] words, int to) {
    int best = GroupRows.root(words[to]);
    if (best != RowTree.EMPTY && !isBefore(kept, cell, best)) {
      kept.rows().remove(cell);
      return;
    }
    if (best != RowTree.EMPTY) {
      kept.rows().remove(best);
    }
    words[to] = GroupRows.word(kept.tree().insert(RowTree.EMPTY, cell));
  }

  private boolean isBefore(GroupRows kept, int a, int b) {
    int order = kept.tree().compareKeys(a, b);
    if (order == 0) {
      order = Long.compare(kept.rows().arrival(a), kept.rows().arrival(b));
    }
    return last ? order > 0 : order < 0;
  }
}
