package io.rheo.engine.operator.match;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.plan.MatchCondition;
import io.rheo.engine.plan.MatchSpec;
import io.rheo.engine.plan.MatchValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The conditions that look only at a row and those around it: computed once for each row, for many
 * at a time.
 */
final class RowConditions {
  /** A condition with its code. */
  private record Compiled(MatchCondition condition, ConditionStage stage) {}

  private final List<Compiled> conditions = new ArrayList<>();

  RowConditions(MatchSpec spec, StageEnvironment environment) {
    for (MatchCondition condition : spec.conditions()) {
      if (condition.isOfRow()) {
        conditions.add(new Compiled(condition, new ConditionStage(condition, environment)));
      }
    }
  }

  /**
   * For each row the variables, as bits, that these conditions allow.
   *
   * @param partitions of the rows
   * @param numbers of the rows in their partitions
   * @param batch that consists of exactly these rows; {@code null} if there is none
   */
  long[] variables(MatchPartition[] partitions, long[] numbers, int count, Batch batch) {
    long[] variables = new long[count];
    Arrays.fill(variables, -1L);
    if (count == 0) {
      return variables;
    }
    for (Compiled compiled : conditions) {
      List<MatchValue> values = compiled.condition().values();
      Column[] columns = new Column[values.size() + 1];
      for (int i = 0; i < values.size(); i++) {
        MatchValue.RowColumn value = (MatchValue.RowColumn) values.get(i);
        columns[i] =
            batch != null && value.navigation().shift() == 0
                ? batch.column(value.column())
                : column(value, partitions, numbers, count);
      }
      clearFailed(compiled, columns, variables);
    }
    return variables;
  }

  private static void clearFailed(Compiled compiled, Column[] columns, long[] variables) {
    Batch passed = compiled.stage().test(columns, variables.length);
    int[] indexes = passed.ints(0);
    long bit = 1L << compiled.condition().variable();
    int next = 0;
    for (int i = 0; i < variables.length; i++) {
      if (next < passed.rowCount() && indexes[next] == i) {
        next++;
      } else {
        variables[i] &= ~bit;
      }
    }
  }

  private static Column column(
      MatchValue.RowColumn value, MatchPartition[] partitions, long[] numbers, int count) {
    ColumnBuilder builder = ColumnBuilder.of(value.type());
    for (int i = 0; i < count; i++) {
      long row = numbers[i] + value.navigation().shift();
      MatchPartition partition = partitions[i];
      if (partition.has(row)) {
        builder.append(
            partition.rows().batch(row).column(value.column()), partition.rows().row(row));
      } else {
        builder.appendNull();
      }
    }
    return builder.build();
  }
}
