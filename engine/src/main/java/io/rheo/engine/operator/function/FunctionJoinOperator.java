package io.rheo.engine.operator.function;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.codegen.kernel.RowException;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins each row with the rows that a table function makes of it.
 *
 * <p>Input: any changelog; each output row has the weight of the input row that it comes from, so
 * the function must give the same rows for the same row. Output: some columns of the input, the
 * function's columns, and for an outer join a BOOLEAN that is NULL, as the function's columns are,
 * where nothing goes with the row. In the order of the input, then of the function. A row for which
 * the function fails is dropped and reported. No state; memory is that of one batch.
 */
public final class FunctionJoinOperator implements OneInputOperator, RowGenerator.Rows {
  private final RowGenerator generator;
  private final StageEnvironment environment;
  private final int[] kept;
  private final boolean outer;
  private final JoinCondition condition; // null if all rows go together
  private final BatchBuilder made;
  private int[] rows = new int[Batch.TARGET_ROWS]; // which row of the input each made row is of
  private boolean[] isFiller = new boolean[Batch.TARGET_ROWS];
  private Batch input;
  private Output out;
  private int row;
  private int madeOfRow;

  public FunctionJoinOperator(PhysicalNode.FunctionJoin plan, StageEnvironment environment) {
    this.environment = environment;
    generator = RowGenerators.of(plan, environment.functions());
    kept = plan.kept().stream().mapToInt(Integer::intValue).toArray();
    outer = plan.outer();
    condition =
        plan.condition().map(test -> new JoinCondition(plan, test, environment)).orElse(null);
    made = new BatchBuilder(madeType(plan));
  }

  private static RowType madeType(PhysicalNode.FunctionJoin plan) {
    List<Field> fields = new ArrayList<>(plan.function().columns().fields());
    if (plan.outer()) {
      fields.add(new Field("$matched", DataType.of(TypeName.BOOLEAN)));
    }
    return new RowType(fields);
  }

  @Override
  public void onBatch(Batch batch, Output output) {
    input = batch;
    out = output;
    for (row = 0; row < batch.rowCount(); row++) {
      madeOfRow = 0;
      try {
        generator.generate(batch, row, this);
      } catch (RowException e) {
        environment.rowError(e.getMessage());
        continue;
      }
      if (outer && (madeOfRow == 0 || condition != null)) {
        addFiller();
      }
    }
    flush();
    input = null;
    out = null;
  }

  @Override
  public ColumnBuilder column(int index) {
    return made.column(index);
  }

  @Override
  public void endRow() {
    madeOfRow++;
    if (outer) {
      made.booleans(made.rowType().size() - 1).append((byte) 1);
    }
    add(false);
  }

  /** The row that stands for an input row with which nothing goes. */
  private void addFiller() {
    for (int i = 0; i < made.rowType().size(); i++) {
      made.column(i).appendNull();
    }
    add(true);
  }

  private void add(boolean filler) {
    int index = made.rowCount();
    rows[index] = row;
    isFiller[index] = filler;
    made.endRow(input.weight(row));
    if (made.isFull()) { // one row can make more than a batch
      flush();
    }
  }

  private void flush() {
    int count = made.rowCount();
    if (count == 0) {
      return;
    }
    Batch function = made.build();
    int[] inputRows = Arrays.copyOf(rows, count);
    Column[] columns = new Column[kept.length + function.columnCount()];
    for (int i = 0; i < kept.length; i++) {
      columns[i] = input.column(kept[i]).gather(inputRows, count);
    }
    for (int i = 0; i < function.columnCount(); i++) {
      columns[kept.length + i] = function.column(i);
    }
    Batch joined = new Batch(columns, count, function.weights());
    Batch result = condition == null ? joined : condition.select(joined, isFiller);
    if (result.rowCount() > 0) {
      out.batch(result);
    }
  }
}
