package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.state.RowStore;
import io.rheo.engine.state.RowTree;

/**
 * All rows of a group in order. Over input that retracts a second tree, whose root is in the second
 * word, finds the rows to take away: of equal ones the first that arrived. A retraction of a row
 * that is not there changes nothing.
 */
final class OrderedRows extends RowsAccumulator {
  private final boolean indexed;

  OrderedRows(int at, Arrivals arrivals, int index, boolean indexed) {
    super(at, indexed ? 2 : 1, arrivals, index);
    this.indexed = indexed;
  }

  @Override
  void add(GroupRows kept, Batch batch, int row, long arrival, int weight, long[] words, int to) {
    if (weight > 0) {
      insert(kept, kept.copy(batch, row, arrival, weight), words, to);
    } else {
      int probe = kept.copy(batch, row, arrival, 0);
      retract(kept, probe, -weight, words, to);
      kept.rows().remove(probe);
    }
  }

  @Override
  void adopt(GroupRows to, GroupRows from, int cell, long[] words, int at) {
    insert(to, to.rows().add(from.rows(), cell), words, at);
  }

  private void insert(GroupRows kept, int cell, long[] words, int to) {
    words[to] = GroupRows.word(kept.tree().insert(GroupRows.root(words[to]), cell));
    if (indexed) {
      words[to + 1] = GroupRows.word(kept.index().insert(GroupRows.root(words[to + 1]), cell));
    }
  }

  private static void retract(GroupRows kept, int probe, int copies, long[] words, int to) {
    RowStore rows = kept.rows();
    int left = copies;
    while (left > 0) {
      int indexRoot = GroupRows.root(words[to + 1]);
      int found = kept.index().find(indexRoot, probe);
      if (found == RowTree.EMPTY) {
        return;
      }
      int count = rows.count(found);
      if (count > left) {
        // The sizes in the index are not used, those of the tree are.
        kept.tree().setCount(GroupRows.root(words[to]), found, count - left);
        return;
      }
      left -= count;
      words[to] = GroupRows.word(kept.tree().remove(GroupRows.root(words[to]), found));
      words[to + 1] = GroupRows.word(kept.index().remove(indexRoot, found));
      rows.remove(found);
    }
  }
}
