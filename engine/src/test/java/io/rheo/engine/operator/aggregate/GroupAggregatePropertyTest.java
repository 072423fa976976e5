package io.rheo.engine.operator.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.NaiveAggregates;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.RandomRows;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.RowType;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupAggregatePropertyTest {
  @Test
  void afterEveryStepTheNetOutputIsTheAggregateOfAllRowsSoFar() {
    for (int run = 0; run < 80; run++) {
      check(Seeds.next());
    }
  }

  private static void check(long seed) {
    Random random = new Random(seed);
    boolean updating = random.nextBoolean();
    List<Integer> keys = RandomRows.keys(random);
    List<AggregateCall> calls = RandomRows.calls(random, true, !updating);
    RowType output = TestPlans.output(RandomRows.TYPE, keys, calls, List.of());
    PhysicalNode.GroupAggregate plan =
        new PhysicalNode.GroupAggregate(
            TestPlans.input(RandomRows.TYPE, updating),
            keys,
            calls,
            output,
            TestPlans.traits(true));
    OperatorDriver driver =
        new OperatorDriver(
            () -> new GroupAggregateOperator(plan, OperatorMetrics.unshared("aggregate")), output);
    RandomRows rows = new RandomRows(random, updating);
    List<List<Object>> table = new ArrayList<>();
    Multiset actual = new Multiset();
    for (int step = 0; step < 12; step++) {
      BatchBuilder builder = new BatchBuilder(RandomRows.TYPE);
      int count = random.nextInt(1, 40);
      for (int i = 0; i < count; i++) {
        RandomRows.Change change = rows.next(i);
        change.appendTo(builder);
        if (change.weight() > 0) {
          table.add(change.row());
        } else {
          table.remove(change.row());
        }
        if (random.nextInt(10) == 0) {
          driver.send(builder.build());
        }
      }
      driver.send(builder.build());
      driver.endStep();
      actual.apply(driver.take());
      assertThat(actual.minus(expected(table, keys, calls)))
          .as("seed " + seed + ", step " + step + ", " + plan.keys() + " " + calls)
          .isEmpty();
      if (random.nextInt(3) == 0) {
        driver.restart();
      }
    }
  }

  private static Multiset expected(
      List<List<Object>> table, List<Integer> keys, List<AggregateCall> calls) {
    Map<List<Object>, List<List<Object>>> groups = new LinkedHashMap<>();
    if (keys.isEmpty()) {
      groups.put(List.of(), new ArrayList<>());
    }
    for (List<Object> row : table) {
      List<Object> key = new ArrayList<>();
      keys.forEach(column -> key.add(row.get(column)));
      groups.computeIfAbsent(key, absent -> new ArrayList<>()).add(row);
    }
    Multiset expected = new Multiset();
    groups.forEach(
        (key, members) -> {
          List<Object> row = new ArrayList<>(key);
          row.addAll(NaiveAggregates.compute(calls, members));
          expected.add(row, 1);
        });
    return expected;
  }
}
