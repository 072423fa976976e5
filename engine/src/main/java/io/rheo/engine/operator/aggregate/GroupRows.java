package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.state.RowStore;
import io.rheo.engine.state.RowTree;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.DataType;
import java.io.IOException;
import java.util.List;

/**
 * Rows that the groups of one table keep for an accumulator, in order. A group's word holds the
 * root of its tree plus one.
 */
final class GroupRows {
  /**
   * What is kept, and how.
   *
   * @param columns the columns of the input that a row is kept of
   * @param types of these
   * @param order of a group's rows, by columns kept
   * @param byArrival whether rows that are equal in that order are told apart by their arrival;
   *     else they are one row that is there several times
   * @param identity by which a row to take away is found, by columns kept; empty if there is no
   *     index for it
   * @param byCount whether the row that is there most often is wanted
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, never compared
  record Kind(
      int[] columns,
      List<DataType> types,
      List<SortKey> order,
      boolean byArrival,
      List<SortKey> identity,
      boolean byCount) {}

  private final Kind kind;
  private final RowStore rows;
  private final RowTree tree;
  private final RowTree index; // null if there is none

  GroupRows(Kind kind) {
    this.kind = kind;
    rows = new RowStore(kind.types());
    tree = new RowTree(rows, kind.order(), kind.byArrival(), kind.byCount());
    index = kind.identity().isEmpty() ? null : new RowTree(rows, kind.identity(), true);
  }

  RowStore rows() {
    return rows;
  }

  RowTree tree() {
    return tree;
  }

  RowTree index() {
    return index;
  }

  /** Copies a row of the input into a cell of its own. */
  int copy(Batch batch, int row, long arrival, int weight) {
    return rows.add(batch, kind.columns(), row, arrival, weight);
  }

  /** The root that a group's word names. */
  static int root(long word) {
    return (int) word - 1;
  }

  /** The word for a root. */
  static long word(int root) {
    return root + 1L;
  }

  /** Forgets the rows of one group. */
  void release(int root) {
    tree.forEachBottomUp(root, rows::remove);
  }

  void clear() {
    rows.clear();
  }

  void writeTo(StateWriter state) throws IOException {
    rows.writeTo(state);
    tree.writeTo(state);
    if (index != null) {
      index.writeTo(state);
    }
  }

  void readFrom(StateReader state) throws IOException {
    rows.readFrom(state);
    tree.readFrom(state);
    if (index != null) {
      index.readFrom(state);
    }
  }
}
