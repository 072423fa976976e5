package io.rheo.engine.operator.function;

import io.rheo.engine.codegen.Stage;
import io.rheo.engine.codegen.StageCompiler;
import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The condition of an outer join with a function. After the rows of each input row comes a filler,
 * which is the result if none of them passes.
 */
final class JoinCondition {
  private static final DataType INDEX = DataType.of(TypeName.INTEGER);

  private final Stage stage;
  private boolean matched; // whether a row of the current input row has passed; lives over batches

  JoinCondition(PhysicalNode.FunctionJoin plan, Expr condition, StageEnvironment environment) {
    List<Field> fields = new ArrayList<>(plan.rowType().fields());
    fields.add(new Field("$index", INDEX));
    RowType rowType = new RowType(fields);
    int index = rowType.size() - 1;
    stage =
        StageCompiler.compile(
                rowType,
                Optional.of(condition),
                List.of(new Expr.InputRef(index, INDEX)),
                rowType.select(index))
            .newStage(environment);
  }

  /** The rows that pass, and the fillers that are needed. */
  Batch select(Batch joined, boolean[] isFiller) {
    int[] passed = passed(joined, isFiller);
    int[] selected = new int[joined.rowCount()];
    int count = 0;
    int next = 0;
    for (int row = 0; row < joined.rowCount(); row++) {
      if (isFiller[row]) {
        if (!matched) {
          selected[count++] = row;
        }
        matched = false;
      } else if (next < passed.length && passed[next] == row) {
        selected[count++] = row;
        matched = true;
        next++;
      }
    }
    return joined.gather(selected, count);
  }

  private int[] passed(Batch joined, boolean[] isFiller) {
    int[] real = IntStream.range(0, joined.rowCount()).filter(row -> !isFiller[row]).toArray();
    Batch rows = joined.gather(real, real.length).withoutWeights();
    Column[] columns = new Column[rows.columnCount() + 1];
    for (int i = 0; i < rows.columnCount(); i++) {
      columns[i] = rows.column(i);
    }
    columns[columns.length - 1] = new IntColumn(real, null);
    Batch result = stage.apply(new Batch(columns, real.length));
    return java.util.Arrays.copyOf(result.ints(0), result.rowCount());
  }
}
