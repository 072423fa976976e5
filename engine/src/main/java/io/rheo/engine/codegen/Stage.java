package io.rheo.engine.codegen;

import io.rheo.engine.codegen.kernel.RowException;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.expr.Expr;
import java.util.List;
import java.util.Optional;

/**
 * Filters and projects batches, one worker's instance. Rows keep their order and weight. A row
 * whose evaluation fails is left out and reported; the others are not touched by it.
 */
public final class Stage {
  private final CompiledStage compiled;
  private final StageCode code; // null if the stage only picks columns
  private final StageEnvironment environment;
  private final ConstantColumns constants = new ConstantColumns();
  private final ColumnComputer[] computers;
  private final boolean maskedCondition;
  private final int[] conditionColumns;
  private final ColumnBuilder[] kept;
  private int[] selection = new int[Batch.TARGET_ROWS];

  Stage(CompiledStage compiled, Optional<StageCode> code, StageEnvironment environment) {
    this.compiled = compiled;
    this.code = code.orElse(null);
    this.environment = environment;
    Optional<Expr> condition = compiled.condition();
    maskedCondition = condition.isPresent() && Exprs.isMaskableCondition(condition.get());
    conditionColumns =
        condition.stream()
            .flatMap(expr -> Computation.columnsOf(expr).stream())
            .mapToInt(Integer::intValue)
            .toArray();
    List<Computation> computations = compiled.computations();
    computers = new ColumnComputer[computations.size()];
    for (int i = 0; i < computers.length; i++) {
      computers[i] = new ColumnComputer(i, computations.get(i), this.code);
    }
    kept = new ColumnBuilder[compiled.keptCount()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = ColumnBuilder.of(computers[i].type());
      if (kept[i] instanceof BytesBuilder texts) {
        texts.adoptBuffers(); // parts of an input column's texts are not copied
      }
    }
  }

  /** The rows of {@code input} that pass, projected; may be empty. */
  public Batch apply(Batch input) {
    if (input.rowCount() == 0) {
      return pick(input, null, 0, new Column[computers.length]);
    }
    BadRows badRows = new BadRows(environment, compiled.names());
    int count = input.rowCount();
    int[] rows = null; // null: all of them
    if (code != null) {
      code.nowMillis = environment.stepMillis().getAsLong();
      code.bind(input);
      if (compiled.condition().isPresent()) {
        count = filter(input, badRows);
        rows = count == input.rowCount() ? null : selection;
      }
    }
    Column[] computed = new Column[computers.length];
    for (int i = 0; i < computers.length && count > 0; i++) {
      computed[i] =
          i < kept.length
              ? kept[i].build()
              : computers[i].compute(input, rows, count, computed, badRows);
      if (i < compiled.sharedCount()) {
        code.bindShared(i, computed[i]);
      }
    }
    return badRows.without(pick(input, rows, count, computed));
  }

  private int filter(Batch input, BadRows badRows) {
    int rowCount = input.rowCount();
    if (selection.length < rowCount) {
      selection = new int[rowCount];
    }
    code.selection = selection;
    code.kept = kept;
    clearKept();
    boolean nulls = ColumnComputer.anyNulls(input, conditionColumns);
    try {
      int count = code.filter(nulls && !maskedCondition, 0, rowCount, 0);
      return nulls && maskedCondition ? dropNulls(input, count) : count;
    } catch (ArithmeticException | RowException e) {
      return filterOneByOne(nulls, rowCount, badRows);
    }
  }

  private int filterOneByOne(boolean nulls, int rowCount, BadRows badRows) {
    int count = 0;
    clearKept();
    for (int row = 0; row < rowCount; row++) {
      try {
        count = code.filter(nulls, row, row + 1, count);
      } catch (ArithmeticException | RowException e) {
        badRows.report(e, compiled.condition().orElseThrow());
      }
    }
    return count;
  }

  private void clearKept() {
    for (ColumnBuilder builder : kept) {
      builder.truncate(0);
    }
  }

  /** The condition was tested as if there were no NULLs: it is not TRUE where there is one. */
  private int dropNulls(Batch input, int count) {
    int kept = count;
    for (int column : conditionColumns) {
      long[] validity = input.column(column).validity();
      if (validity != null) {
        int next = 0;
        for (int i = 0; i < kept; i++) {
          int row = selection[i];
          selection[next] = row;
          next += (int) (validity[row >> 6] >>> row & 1);
        }
        kept = next;
      }
    }
    return kept;
  }

  private Batch pick(Batch input, int[] rows, int count, Column[] computed) {
    List<OutputColumn> outputs = compiled.outputs();
    Column[] columns = new Column[outputs.size()];
    for (int i = 0; i < columns.length; i++) {
      OutputColumn output = outputs.get(i);
      if (output instanceof OutputColumn.Input in) {
        Column column = input.column(in.column());
        columns[i] = rows == null ? column : column.gather(rows, count);
      } else if (output instanceof OutputColumn.Constant constant) {
        columns[i] = constants.of(constant.literal(), count);
      } else {
        int index = ((OutputColumn.Computed) output).index();
        columns[i] = count > 0 ? computed[index] : constants.empty(computers[index].type());
      }
    }
    return new Batch(columns, count, weights(input, rows, count));
  }

  private static int[] weights(Batch input, int[] rows, int count) {
    int[] weights = input.weights();
    if (weights == null || rows == null) {
      return weights;
    }
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = weights[rows[i]];
    }
    return result;
  }
}
