package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.state.RowTree;

/**
 * How often each value is in a group, by value: for extremes of input that retracts, percentiles
 * and modes. A value costs some 40 bytes, a row the logarithm of the number of values.
 */
final class CountedValues extends RowsAccumulator {
  CountedValues(int at, Arrivals arrivals, int index) {
    super(at, 1, arrivals, index);
  }

  @Override
  void add(GroupRows kept, Batch batch, int row, long arrival, int weight, long[] words, int to) {
    add(kept, kept.copy(batch, row, arrival, weight), words, to);
  }

  @Override
  void adopt(GroupRows to, GroupRows from, int cell, long[] words, int at) {
    add(to, to.rows().add(from.rows(), cell), words, at);
  }

  /** Adds a new cell, or its count to that of the equal one; what is counted to zero is gone. */
  private static void add(GroupRows kept, int cell, long[] words, int to) {
    RowTree tree = kept.tree();
    int root = GroupRows.root(words[to]);
    int equal = tree.find(root, cell);
    if (equal == RowTree.EMPTY) {
      words[to] = GroupRows.word(tree.insert(root, cell));
      return;
    }
    int count = kept.rows().count(equal) + kept.rows().count(cell);
    kept.rows().remove(cell);
    if (count == 0) {
      words[to] = GroupRows.word(tree.remove(root, equal));
      kept.rows().remove(equal);
    } else {
      tree.setCount(root, equal, count);
    }
  }
}
