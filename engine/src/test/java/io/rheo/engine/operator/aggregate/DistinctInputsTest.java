package io.rheo.engine.operator.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.NaiveAggregates;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls with DISTINCT of the same values and different filters, which share a table. */
class DistinctInputsTest {
  private static final int KEY = 0;
  private static final int FIRST_FILTER = 2;

  @ParameterizedTest
  @CsvSource({
    "BIGINT, 3, false",
    "BIGINT, 3, true",
    "VARCHAR, 4, false",
    "VARCHAR, 4, true",
    "DECIMAL, 2, true",
    "BIGINT, 40, false", // more than one table has bits for
    "BIGINT, 40, true"
  })
  void countEachValueOnceForEachFilter(TypeName valueType, int filters, boolean updating) {
    long seed = Seeds.next();
    Random random = new Random(seed);
    RowType input = input(valueType, filters);
    List<AggregateCall> calls = calls(input, filters);
    RowType output = TestPlans.output(input, List.of(KEY), calls, List.of());
    PhysicalNode.GroupAggregate plan =
        new PhysicalNode.GroupAggregate(
            TestPlans.input(input, updating), List.of(KEY), calls, output, TestPlans.traits(true));
    OperatorDriver driver =
        new OperatorDriver(
            () -> new GroupAggregateOperator(plan, OperatorMetrics.unshared("aggregate")), output);
    List<List<Object>> table = new ArrayList<>();
    Multiset actual = new Multiset();
    for (int step = 0; step < 10; step++) {
      driver.send(changes(random, input, updating, table));
      driver.endStep();
      actual.apply(driver.take());
      assertThat(actual.minus(expected(table, calls))).as("seed " + seed).isEmpty();
      if (random.nextInt(3) == 0) {
        driver.restart();
      }
    }
  }

  private static RowType input(TypeName valueType, int filters) {
    List<Field> fields = new ArrayList<>();
    DataType value =
        valueType == TypeName.DECIMAL ? DataType.decimal(30, 2) : DataType.of(valueType);
    fields.add(new Field("k", DataType.of(TypeName.BIGINT)));
    fields.add(new Field("x", value));
    for (int i = 0; i < filters; i++) {
      fields.add(new Field("f" + i, DataType.of(TypeName.BOOLEAN)));
    }
    return new RowType(fields);
  }

  private static List<AggregateCall> calls(RowType input, int filters) {
    List<AggregateCall> calls = new ArrayList<>();
    calls.add(TestPlans.countAll());
    for (int i = 0; i < filters; i++) {
      int filter = FIRST_FILTER + i;
      calls.add(TestPlans.call(AggregateFunction.COUNT, 1, input, filter, true));
    }
    calls.add(TestPlans.call(AggregateFunction.MAX, 1, input, AggregateCall.NONE, true));
    return calls;
  }

  private static Batch changes(
      Random random, RowType input, boolean updating, List<List<Object>> table) {
    BatchBuilder builder = new BatchBuilder(input);
    int count = random.nextInt(1, 120);
    for (int i = 0; i < count; i++) {
      boolean gone = updating && !table.isEmpty() && random.nextInt(3) == 0;
      List<Object> row = gone ? table.remove(random.nextInt(table.size())) : row(random, input);
      if (!gone) {
        table.add(row);
      }
      for (int column = 0; column < row.size(); column++) {
        BoxedValues.append(builder.column(column), row.get(column));
      }
      builder.endRow(gone ? -1 : 1);
    }
    return builder.build();
  }

  private static List<Object> row(Random random, RowType input) {
    long value = random.nextInt(25);
    Object x =
        switch (input.type(1).name()) {
          case BIGINT -> value;
          case VARCHAR -> value < 12 ? "v" + value : "a longer value " + value;
          default -> BigDecimal.valueOf(value, 2);
        };
    Object[] row = new Object[input.size()];
    row[KEY] = (long) random.nextInt(3);
    row[1] = random.nextInt(10) == 0 ? null : x;
    for (int i = FIRST_FILTER; i < row.length; i++) {
      row[i] = random.nextInt(10) == 0 ? null : (Object) random.nextBoolean();
    }
    return Arrays.asList(row);
  }

  private static Multiset expected(List<List<Object>> table, List<AggregateCall> calls) {
    Multiset expected = new Multiset();
    table.stream()
        .collect(Collectors.groupingBy(row -> row.get(KEY)))
        .forEach(
            (key, rows) -> {
              List<Object> row = new ArrayList<>(List.of(key));
              row.addAll(NaiveAggregates.compute(calls, rows));
              expected.add(row, 1);
            });
    return expected;
  }
}
