package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.state.RowTree;
import io.rheo.engine.type.DataType;

/** Results of the rows that a group keeps in order. */
final class RowsResult extends HandleResult {
  private final RowsAccumulator accumulator;
  private final Function function;
  private final Object empty;

  /** Computes a result of rows, of which there is at least one. */
  @FunctionalInterface
  interface Function {
    /**
     * Appends the result.
     *
     * @param root of the group's rows in the tree of {@code kept}
     * @param errors where to put the reason if there is no result: in place {@code i}
     */
    void append(GroupRows kept, int root, ColumnBuilder builder, String[] errors, int i);
  }

  RowsResult(DataType type, RowsAccumulator accumulator, int savedIndex, Function function) {
    this(type, accumulator, savedIndex, function, null);
  }

  /**
   * @param empty the result of no rows; {@code null} is NULL
   */
  RowsResult(
      DataType type, RowsAccumulator accumulator, int savedIndex, Function function, Object empty) {
    super(type, accumulator.at, savedIndex);
    this.accumulator = accumulator;
    this.function = function;
    this.empty = empty;
  }

  @Override
  void append(ResultRows rows, int i, long handle, ColumnBuilder builder) {
    int root = GroupRows.root(handle);
    if (root == RowTree.EMPTY || accumulator.rows(rows.groups()).tree().size(root) == 0) {
      BoxedValues.append(builder, empty);
    } else {
      function.append(accumulator.rows(rows.groups()), root, builder, rows.errors(), i);
    }
  }
}
