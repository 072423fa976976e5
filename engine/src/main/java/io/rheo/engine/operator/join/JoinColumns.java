package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.RegularJoin;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Where the columns of a join are, numbered as the left's followed by the right's: in the batch
 * that has just come, in the rows stored of the other side, or in the keys.
 */
final class JoinColumns {
  private final RegularJoin plan;
  private final JoinKeyTable keys;
  private final int[][] storedAt = new int[2][]; // for each column of a side; -1: not stored
  private final int leftColumns;
  private JoinRows[] rows;

  JoinColumns(RegularJoin plan, JoinKeyTable keys) {
    this.plan = plan;
    this.keys = keys;
    leftColumns = plan.leftColumns();
    BitSet needed = new BitSet();
    plan.columns().forEach(needed::set);
    plan.condition().ifPresent(condition -> ExprMapping.collect(condition, needed));
    for (int side = 0; side < 2; side++) {
      RowType input = plan.inputs().get(side).rowType();
      storedAt[side] = new int[input.size()];
      int next = 0;
      for (int i = 0; i < input.size(); i++) {
        boolean stored = needed.get(side * leftColumns + i) && !isToldByKey(side, i);
        storedAt[side][i] = stored ? next++ : -1;
      }
    }
  }

  /** Equal keys are the same value, but for zeros of either sign and what contains them. */
  private boolean isToldByKey(int side, int column) {
    Storage storage = plan.inputs().get(side).rowType().type(column).storage();
    return storage != Storage.DOUBLE && storage != Storage.OBJECT && keys.keyOf(side, column) >= 0;
  }

  /** The columns of a side that are stored, in this order. */
  List<Integer> stored(int side) {
    int[] at = storedAt[side];
    return java.util.stream.IntStream.range(0, at.length).filter(i -> at[i] >= 0).boxed().toList();
  }

  void setRows(JoinRows[] newRows) {
    rows = newRows;
  }

  int side(int column) {
    return column < leftColumns ? 0 : 1;
  }

  private int ofSide(int column) {
    return column < leftColumns ? column : column - leftColumns;
  }

  /**
   * A column of pairs of a row of a batch and a stored row of the other side, which is selected.
   *
   * @param side which the batch is of
   * @param batchRows of each pair the row of the batch
   */
  Column ofPairs(int column, int side, Batch batch, int[] batchRows, int count) {
    int own = ofSide(column);
    if (side(column) == side) {
      return batch.column(own).gather(batchRows, count);
    }
    int stored = storedAt[1 - side][own];
    if (stored >= 0) {
      return rows[1 - side].column(stored);
    }
    int partner = keys.column(side, keys.keyOf(1 - side, own));
    return batch.column(partner).gather(batchRows, count);
  }

  /**
   * A column of rows of a side that are alone, and selected: of NULLs if it is the other side's.
   */
  Column ofRows(int column, int side, int[] bases, int count) {
    int own = ofSide(column);
    if (side(column) != side) {
      return nulls(column, count);
    }
    int stored = storedAt[side][own];
    if (stored >= 0) {
      return rows[side].column(stored);
    }
    int[] keyBases = Arrays.stream(bases, 0, count).map(rows[side]::keyBase).toArray();
    return keys.decode(keys.keyOf(side, own), keyBases, count);
  }

  /** A column of rows of a batch that are alone. */
  Column ofBatch(int column, int side, Batch batch) {
    return side(column) == side ? batch.column(ofSide(column)) : nulls(column, batch.rowCount());
  }

  private Column nulls(int column, int count) {
    RowType input = plan.inputs().get(side(column)).rowType();
    ColumnBuilder builder = ColumnBuilder.of(input.type(ofSide(column)));
    for (int i = 0; i < count; i++) {
      builder.appendNull();
    }
    return builder.build();
  }
}
