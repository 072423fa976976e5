package io.rheo.engine.operator.match;

import io.rheo.engine.codegen.Stage;
import io.rheo.engine.codegen.StageCompiler;
import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.MatchCondition;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A compiled condition over rows of the values that it needs. */
final class ConditionStage {
  private static final DataType INDEX = DataType.of(TypeName.INTEGER);

  private final Stage stage;
  private int[] indexes = {};

  ConditionStage(MatchCondition condition, StageEnvironment environment) {
    List<Field> fields = new ArrayList<>(condition.rowType().fields());
    Field index = new Field("index", INDEX);
    fields.add(index);
    stage =
        StageCompiler.compile(
                new RowType(fields),
                Optional.of(condition.condition()),
                List.of(new Expr.InputRef(fields.size() - 1, INDEX)),
                new RowType(List.of(index)))
            .newStage(environment);
  }

  /**
   * The rows where the condition is TRUE. A row for which it cannot be computed is counted as a row
   * error and is none of them.
   *
   * @param values one column a value; there is room for one more
   * @return a batch with their indexes, ascending
   */
  Batch test(Column[] values, int rowCount) {
    if (indexes.length < rowCount) {
      indexes = new int[Math.max(rowCount, indexes.length * 2)];
      for (int i = 0; i < indexes.length; i++) {
        indexes[i] = i;
      }
    }
    values[values.length - 1] = new IntColumn(indexes, null);
    return stage.apply(new Batch(values, rowCount));
  }
}
