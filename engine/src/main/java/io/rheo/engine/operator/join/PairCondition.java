package io.rheo.engine.operator.join;

import io.rheo.engine.codegen.Stage;
import io.rheo.engine.codegen.StageCompiler;
import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.JoinNode;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A condition over the columns of both sides of a join, compiled once, asked of many pairs. */
final class PairCondition {
  private static final DataType INDEX = DataType.of(TypeName.INTEGER).notNull();

  private final int[] columns;
  private final Stage stage;
  private int[] indexes = {};

  /** The condition of a node, over the left's columns followed by the right's. */
  PairCondition(JoinNode plan, Expr condition, StageEnvironment environment) {
    List<Field> both = new ArrayList<>(plan.left().rowType().fields());
    both.addAll(plan.right().rowType().fields());
    BitSet read = new BitSet();
    ExprMapping.collect(condition, read);
    columns = read.stream().toArray();
    int[] places = new int[both.size()];
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      places[columns[i]] = i;
      fields.add(both.get(columns[i]));
    }
    fields.add(new Field("$index", INDEX));
    RowType rowType = new RowType(fields);
    stage =
        StageCompiler.compile(
                rowType,
                Optional.of(ExprMapping.remap(condition, places)),
                List.of(new Expr.InputRef(columns.length, INDEX)),
                rowType.select(columns.length))
            .newStage(environment);
  }

  /**
   * Which of some pairs pass, ascending. A pair for which the condition fails does not, and is
   * reported.
   *
   * @param column gives the values of a column of the pairs
   */
  int[] passing(int count, IntFunction<Column> column) {
    if (indexes.length < count) {
      indexes = IntStream.range(0, Math.max(count, Batch.TARGET_ROWS)).toArray();
    }
    Column[] values = new Column[columns.length + 1];
    for (int i = 0; i < columns.length; i++) {
      values[i] = column.apply(columns[i]);
    }
    values[columns.length] = new IntColumn(indexes, null);
    Batch passed = stage.apply(new Batch(values, count));
    return Arrays.copyOf(passed.ints(0), passed.rowCount());
  }
}
