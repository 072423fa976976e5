package io.rheo.engine.operator.over;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.OperatorScript;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.plan.OverTiming;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OverChangesOperatorTest {
  private static final List<SortKey> BY_VALUE =
      List.of(new SortKey(OverPlans.VALUE, true, false), new SortKey(OverPlans.TIME, false, true));
  private static final OverCall NUMBER =
      new OverCall.Rank(OverCall.Ranking.ROW_NUMBER, 0, DataType.of(TypeName.BIGINT));
  private static final OverCall PAIR = OverPlans.sum(OverPlans.rows(-1, 0));

  private final OperatorMetrics metrics = OperatorMetrics.unshared("over");

  private static OrderedNode.Over plan(OverTiming timing) {
    return OverPlans.plan(timing, BY_VALUE, -1, true, NUMBER, PAIR);
  }

  @Test
  void emitsTheNetChangesOfPartitionsThatChange() {
    OrderedNode.Over plan = plan(OverTiming.CHANGES);
    OperatorScript.verify(
        OverPlans.ROW,
        plan.rowType(),
        () -> new OverChangesOperator(plan, metrics),
        """
        + 1 10 1 0 0
        + 1 20 2 0 0
        + 2 5 3 0 0
        ;
        => 1 20 2 1 20
        => 1 10 1 2 30
        => 2 5 3 1 5
        + 1 15 4 0 0
        ;
        => - 1 10 1 2 30
        => 1 15 4 2 35
        => 1 10 1 3 25
        - 1 15 4 0 0
        + 1 15 4 0 0
        ;
        - 2 5 3 0 0
        ;
        => - 2 5 3 1 5
        """);
  }

  @Test
  void equalsTheResultComputedFromScratch() {
    for (OverTiming timing : List.of(OverTiming.CHANGES, OverTiming.END_OF_INPUT)) {
      for (int i = 0; i < 20; i++) {
        check(timing, Seeds.next());
      }
    }
  }

  private void check(OverTiming timing, long seed) {
    Random random = new Random(seed);
    OrderedNode.Over plan = plan(timing);
    OperatorDriver driver = new OperatorDriver(() -> operator(plan), plan.rowType());
    List<List<Object>> rows = new ArrayList<>();
    Multiset emitted = new Multiset();
    for (int step = 0; step < 40; step++) {
      BatchBuilder builder = new BatchBuilder(OverPlans.ROW);
      for (int change = 0; change <= random.nextInt(6); change++) {
        boolean retract = !rows.isEmpty() && random.nextInt(3) == 0;
        List<Object> row = retract ? rows.remove(random.nextInt(rows.size())) : randomRow(random);
        if (!retract) {
          rows.add(row);
        }
        for (int i = 0; i < row.size(); i++) {
          BoxedValues.append(builder.column(i), row.get(i));
        }
        builder.endRow(retract ? -1 : 1);
      }
      driver.send(builder.build());
      if (step == 39) {
        driver.advance(OneInputOperator.END_OF_INPUT);
      }
      driver.endStep();
      emitted.apply(driver.take());
      if (timing == OverTiming.CHANGES || step == 39) {
        assertThat(emitted.minus(naive(rows))).as("seed " + seed + " step " + step).isEmpty();
      }
      driver.restart();
    }
  }

  private OneInputOperator operator(OrderedNode.Over plan) {
    return plan.timing() == OverTiming.CHANGES
        ? new OverChangesOperator(plan, metrics)
        : new OverBatchOperator(plan, metrics);
  }

  private static List<Object> randomRow(Random random) {
    Long value = random.nextInt(5) == 0 ? null : Long.valueOf(random.nextInt(6));
    return Arrays.asList((long) random.nextInt(3), value, (long) random.nextInt(4), 0L, 0L);
  }

  private static Multiset naive(List<List<Object>> rows) {
    Multiset expected = new Multiset();
    for (long key = 0; key < 3; key++) {
      long wanted = key;
      List<List<Object>> partition = new ArrayList<>();
      rows.stream().filter(row -> row.get(OverPlans.KEY).equals(wanted)).forEach(partition::add);
      partition.sort(OverChangesOperatorTest::compare);
      for (int i = 0; i < partition.size(); i++) {
        List<Object> result = new ArrayList<>(partition.get(i).subList(0, OverPlans.PASSED));
        result.add((long) i + 1);
        result.add(pair(partition, i));
        expected.add(result, 1);
      }
    }
    return expected;
  }

  private static Long pair(List<List<Object>> partition, int i) {
    List<Object> values = new ArrayList<>();
    for (int at = Math.max(0, i - 1); at <= i; at++) {
      values.add(partition.get(at).get(OverPlans.VALUE));
    }
    values.removeIf(Objects::isNull);
    return values.isEmpty() ? null : values.stream().mapToLong(value -> (Long) value).sum();
  }

  /** By value descending with NULL last, then by time. */
  private static int compare(List<Object> a, List<Object> b) {
    Long left = (Long) a.get(OverPlans.VALUE);
    Long right = (Long) b.get(OverPlans.VALUE);
    if (!Objects.equals(left, right)) {
      return left == null ? 1 : right == null ? -1 : Long.compare(right, left);
    }
    return Long.compare((Long) a.get(OverPlans.TIME), (Long) b.get(OverPlans.TIME));
  }
}
