package io.rheo.engine.operator.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.function.FunctionLoader;
import io.rheo.engine.function.UserAggregate;
import io.rheo.engine.function.UserClass;
import io.rheo.engine.function.sample.WeightedAverage;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A user's aggregate function whose rows come, go and outlive restarts. */
class UserAggregatePropertyTest {
  private static final RowType ROW =
      TestPlans.columns(
          "k", TypeName.BIGINT, "v", TypeName.DOUBLE, "w", TypeName.BIGINT, "f", TypeName.BOOLEAN);
  private static final int FILTER = 3;

  @Test
  void afterEveryStepTheResultIsThatOfAllRowsSoFar() {
    for (int run = 0; run < 60; run++) {
      check(Seeds.next());
    }
  }

  private static AggregateCall call(boolean filtered) {
    UserClass function = FunctionLoader.load(WeightedAverage.class.getName(), Optional.empty());
    List<DataType> types = List.of(ROW.type(1), ROW.type(2));
    DataType result = DataType.of(TypeName.DOUBLE);
    UserAggregate user =
        new UserAggregate("weighted", function, function.methods().get(0), types, types, result);
    return new AggregateCall(
        new AggregateFunction("weighted", List.of(user)),
        List.of(1, 2),
        types,
        filtered ? FILTER : AggregateCall.NONE,
        false,
        List.of(),
        result);
  }

  private static PhysicalNode.GroupAggregate plan(boolean updating) {
    StageEnvironment environment = new StageEnvironment("test", new ErrorLog(), true, () -> 0);
    List<AggregateCall> calls = List.of(TestPlans.countAll(), call(false), call(true));
    return new PhysicalNode.GroupAggregate(
        TestPlans.input(ROW, updating),
        List.of(0),
        UserAggregateState.bind(calls, environment),
        TestPlans.output(ROW, List.of(0), calls, List.of()),
        TestPlans.traits(true));
  }

  private static void check(long seed) {
    Random random = new Random(seed);
    boolean updating = random.nextBoolean();
    PhysicalNode.GroupAggregate plan = plan(updating);
    OperatorDriver driver =
        new OperatorDriver(
            () -> new GroupAggregateOperator(plan, OperatorMetrics.unshared("aggregate")),
            plan.rowType());
    List<List<Object>> table = new ArrayList<>();
    Multiset actual = new Multiset();
    for (int step = 0; step < 12; step++) {
      BatchBuilder batch = new BatchBuilder(ROW);
      for (int i = random.nextInt(30); i > 0; i--) {
        boolean gone = updating && !table.isEmpty() && random.nextInt(3) == 0;
        List<Object> row = gone ? table.remove(random.nextInt(table.size())) : row(random);
        if (!gone) {
          table.add(row);
        }
        for (int column = 0; column < row.size(); column++) {
          BoxedValues.append(batch.column(column), row.get(column));
        }
        batch.endRow(gone ? -1 : 1);
        if (random.nextInt(10) == 0) {
          driver.send(batch.build());
        }
      }
      driver.send(batch.build());
      driver.endStep();
      actual.apply(driver.take());
      assertThat(actual.minus(expected(table))).as("seed " + seed + ", step " + step).isEmpty();
      if (random.nextInt(3) == 0) {
        driver.restart();
      }
    }
  }

  /** Eighths, so that sums are exact whatever their order. */
  private static List<Object> row(Random random) {
    return List.of(
        (long) random.nextInt(4),
        random.nextInt(1000) / 8.0,
        (long) random.nextInt(3),
        random.nextBoolean());
  }

  private static Multiset expected(List<List<Object>> table) {
    Map<Object, List<List<Object>>> groups = new TreeMap<>();
    table.forEach(row -> groups.computeIfAbsent(row.get(0), absent -> new ArrayList<>()).add(row));
    Multiset expected = new Multiset();
    groups.forEach(
        (key, rows) -> {
          List<Object> result = new ArrayList<>();
          result.add(key);
          result.add((long) rows.size());
          result.add(average(rows));
          result.add(average(rows.stream().filter(row -> (Boolean) row.get(FILTER)).toList()));
          expected.add(result, 1);
        });
    return expected;
  }

  private static Double average(List<List<Object>> rows) {
    double sum = rows.stream().mapToDouble(row -> (Double) row.get(1) * (Long) row.get(2)).sum();
    long weights = rows.stream().mapToLong(row -> (Long) row.get(2)).sum();
    return weights == 0 ? null : (Double) (sum / weights);
  }
}
