package io.rheo.engine.operator.over;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.OperatorScript;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.plan.OverTiming;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverStreamOperatorTest {
  private static final DataType BIGINT = DataType.of(TypeName.BIGINT);

  private final OperatorMetrics metrics = OperatorMetrics.unshared("over");

  private void verify(OrderedNode.Over plan, String text) {
    OperatorScript.verifyAnySteps(
        OverPlans.ROW, plan.rowType(), () -> new OverStreamOperator(plan, metrics), text);
  }

  @Test
  void takesRowsUpByTimeAndDropsLateOnes() {
    verify(
        OverPlans.byTime(
            5, OverPlans.sum(OverPlans.rangeToCurrent()), OverPlans.max(OverPlans.rows(-1, 0))),
        """
        + 1 10 5 0 0       # key, value, time; its frame starts at 0
        + 1 20 3 -2 -2
        + 2 7 4 -1 -1
        + 1 30 5 0 0
        + 1 9 null null null
        ~ 4
        => 1 20 3 20 20
        => 2 7 4 7 7
        + 1 99 4 -1 -1     # late
        + 1 1 9 4 4
        ~ 9
        => 1 10 5 60 20
        => 1 30 5 60 30
        => 1 1 9 41 30
        ~ 20               # nothing can see the rows any more
        + 1 5 21 16 16
        ~ end
        => 1 5 21 5 5
        """);
    assertThat(metrics.lateRows().get()).isEqualTo(12);
    assertThat(metrics.rowErrors().count()).isEqualTo(12);
  }

  @Test
  void waitsForRowsAheadAndHoldsTheWatermarkBack() {
    OrderedNode.Over plan =
        OverPlans.byTime(
            2, OverPlans.sum(OverPlans.range(OverPlans.BOUND_BEFORE, OverPlans.BOUND_AFTER)));
    verify(
        plan,
        """
        + 1 10 5 3 7
        + 1 20 6 4 8
        ~ 6
        + 1 5 7 5 9        # in the frames of both
        + 2 1 7 5 9
        ~ 7
        => 1 10 5 35
        + 1 100 9 7 11     # shows that the frame of 6 is complete
        ~ 9
        => 1 20 6 35
        => 1 5 7 135
        => 2 1 7 1
        ~ end
        => 1 100 9 105
        """);
    OperatorDriver driver =
        new OperatorDriver(() -> new OverStreamOperator(plan, metrics), plan.rowType());
    driver.send(row(1, 10, 5, 3, 7));
    driver.advance(6);
    assertThat(driver.watermark()).isEqualTo(4);
    driver.advance(7);
    assertThat(driver.watermark()).isEqualTo(7);
  }

  @Test
  void givesTheLastRowsAtTheEnd() {
    verify(
        OverPlans.byTime(
            -1,
            OverPlans.sum(OverPlans.rows(0, 1)),
            new OverCall.Shift(OverPlans.VALUE, 2, OverPlans.KEY, false, BIGINT),
            new OverCall.Shift(OverPlans.VALUE, -1, -1, true, BIGINT)),
        """
        + 1 10 1 0 0
        + 1 null 2 0 0
        + 2 5 2 0 0
        + 1 30 3 0 0
        ~ 3
        => 1 10 1 10 30 null
        ~ end
        => 1 null 2 30 1 10
        => 2 5 2 5 2 null
        => 1 30 3 30 1 10
        """);
  }

  @Test
  void keepsTheOrderOfArrival() {
    OrderedNode.Over plan =
        OverPlans.plan(
            OverTiming.ARRIVAL,
            List.of(new SortKey(OverPlans.TIME, false, true)),
            -1,
            false,
            OverPlans.sum(OverPlans.rows(-1, 0)),
            new OverCall.Rank(OverCall.Ranking.ROW_NUMBER, 0, BIGINT));
    verify(
        plan,
        """
        + 1 10 5 0 0
        => 1 10 5 10 1
        + 1 20 5 0 0
        + 2 1 3 0 0
        => 1 20 5 30 2
        => 2 1 3 1 1
        + 1 30 1 0 0
        => 1 30 1 50 3
        """);
  }

  @Test
  void stateStaysFlat() {
    OrderedNode.Over timePlan =
        OverPlans.byTime(
            50,
            OverPlans.sum(OverPlans.rangeToCurrent()),
            OverPlans.max(OverPlans.rangeToCurrent()));
    OrderedNode.Over rowsPlan = OverPlans.byTime(-1, OverPlans.max(OverPlans.rows(-9, 0)));
    OverStreamOperator byTime = new OverStreamOperator(timePlan, metrics);
    OverStreamOperator byRows = new OverStreamOperator(rowsPlan, metrics);
    OperatorDriver timeDriver = new OperatorDriver(() -> byTime, timePlan.rowType());
    OperatorDriver rowsDriver = new OperatorDriver(() -> byRows, rowsPlan.rowType());
    for (int step = 0; step < 2_000; step++) {
      long now = step * 10L;
      for (long i = 0; i < 20; i++) {
        timeDriver.send(row(step % 500 * 20L + i, i, now + i % 10, now + i % 10 - 50, 0));
        rowsDriver.send(row(i, step, now + i % 10, 0, 0));
      }
      for (OperatorDriver driver : List.of(timeDriver, rowsDriver)) {
        driver.advance(now + 9);
        driver.endStep();
        assertThat(driver.take()).hasSize(20);
      }
      assertThat(byTime.heldRows()).isLessThanOrEqualTo(20 * 7);
      assertThat(byTime.partitionCount()).isLessThanOrEqualTo(20 * 7);
      assertThat(byRows.heldRows()).isLessThanOrEqualTo(20 * 10);
    }
    assertThat(timeDriver.snapshotBytes()).isLessThan(100_000);
    assertThat(rowsDriver.snapshotBytes()).isLessThan(100_000);
  }

  private static Batch row(long... values) {
    BatchBuilder builder = new BatchBuilder(OverPlans.ROW);
    for (int i = 0; i < values.length; i++) {
      builder.longs(i).append(values[i]);
    }
    builder.endRow();
    return builder.build();
  }
}
