package io.rheo.engine.operator.sort;

import static io.rheo.engine.operator.TestPlans.columns;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.OperatorScript;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventTimeSortOperatorTest {
  private static final RowType ROW = columns("v", TypeName.VARCHAR, "ts", TypeName.TIMESTAMP);
  private static final OrderedNode.EventTimeSort PLAN =
      new OrderedNode.EventTimeSort(TestPlans.input(ROW, false), 1, ROW, TestPlans.traits(false));

  private final OperatorMetrics metrics = OperatorMetrics.unshared("sort");

  @Test
  void releasesRowsInTheOrderOfTheirTime() {
    OperatorScript.verifyAnySteps(
        ROW,
        ROW,
        () -> new EventTimeSortOperator(PLAN, metrics),
        """
        + b 5
        + a 3
        + c 5
        + d 4
        + n null
        ~ 4
        => a 3
        => d 4
        + late 4
        + e 5
        ~ end
        => b 5
        => c 5
        => e 5
        """);
    assertThat(metrics.lateRows().get()).isEqualTo(12);
    assertThat(metrics.rowErrors().count()).isEqualTo(12);
  }

  @Test
  void holdsOnlyBatchesWithRowsThatWait() {
    EventTimeSortOperator operator = new EventTimeSortOperator(PLAN, metrics);
    OperatorDriver driver = new OperatorDriver(() -> operator, ROW);
    Random random = new Random(5);
    long last = Long.MIN_VALUE;
    for (int step = 0; step < 1000; step++) {
      BatchBuilder builder = new BatchBuilder(ROW);
      for (int i = 0; i < 10; i++) {
        builder.bytes(0).append("v");
        builder.longs(1).append(step * 10L + random.nextInt(30));
        builder.endRow();
      }
      driver.send(builder.build());
      driver.advance(step * 10L - 1);
      for (OperatorDriver.OutputRow row : driver.take()) {
        long time = (Long) row.values().get(1);
        assertThat(time).isGreaterThanOrEqualTo(last);
        last = time;
      }
      assertThat(operator.heldBatches()).isLessThan(5);
    }
  }
}
