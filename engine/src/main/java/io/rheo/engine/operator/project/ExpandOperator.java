package io.rheo.engine.operator.project;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.RowType;
import java.util.Arrays;
import java.util.List;

/**
 * Hands each row on once for every grouping set.
 *
 * <p>Input: any changelog, whose weights stay. Output: the input's columns, then the keys, NULL
 * where they are not in the set, then the number of the set. The rows of a batch leave set by set.
 * No state; what is not NULL is shared and not copied.
 */
public final class ExpandOperator implements OneInputOperator {
  private final PhysicalNode.Expand plan;
  private final int firstKey;
  private final Column[] nulls; // of each key, for as many rows as the last batch had
  private int nullRows = -1;
  private int[][] setNumbers;

  public ExpandOperator(PhysicalNode.Expand plan) {
    this.plan = plan;
    firstKey = plan.input().rowType().size();
    nulls = new Column[plan.keys().size()];
    setNumbers = setNumbers(plan.sets().size(), Batch.TARGET_ROWS);
  }

  private static int[][] setNumbers(int sets, int rows) {
    int[][] numbers = new int[sets][rows];
    for (int set = 0; set < sets; set++) {
      Arrays.fill(numbers[set], set);
    }
    return numbers;
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    int rows = batch.rowCount();
    prepareConstants(rows);
    for (int set = 0; set < plan.sets().size(); set++) {
      List<Integer> kept = plan.sets().get(set);
      Column[] columns = new Column[firstKey + nulls.length + 1];
      for (int i = 0; i < firstKey; i++) {
        columns[i] = batch.column(i);
      }
      for (int i = 0; i < nulls.length; i++) {
        int key = plan.keys().get(i);
        columns[firstKey + i] = kept.contains(key) ? batch.column(key) : nulls[i];
      }
      columns[firstKey + nulls.length] = new IntColumn(setNumbers[set], null);
      out.batch(new Batch(columns, rows, batch.weights()));
    }
  }

  private void prepareConstants(int rows) {
    if (rows > setNumbers[0].length) {
      setNumbers = setNumbers(setNumbers.length, rows);
    }
    if (rows != nullRows) {
      RowType input = plan.input().rowType();
      for (int i = 0; i < nulls.length; i++) {
        ColumnBuilder builder = ColumnBuilder.of(input.type(plan.keys().get(i)));
        for (int row = 0; row < rows; row++) {
          builder.appendNull();
        }
        nulls[i] = builder.build();
      }
      nullRows = rows;
    }
  }
}
