package io.rheo.engine.operator.limit;

import static io.rheo.engine.operator.TestPlans.columns;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorScript;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import org.junit.jupiter.api.Test;

class LimitOperatorTest {
  private static final RowType ROW = columns("v", TypeName.BIGINT);

  private static OrderedNode.Limit plan(long offset, long limit) {
    return new OrderedNode.Limit(
        TestPlans.input(ROW, false), offset, limit, ROW, TestPlans.traits(false));
  }

  @Test
  void handsOnTheRowsAfterTheOffsetUpToTheLimit() {
    OperatorScript.verifyAnySteps(
        ROW,
        ROW,
        () -> new LimitOperator(plan(1, 2)),
        """
        + 1
        + 2
        => 2
        + 3
        + 4
        => 3
        + 5
        """);
  }

  @Test
  void saysWhenItIsSatisfied() {
    assertThat(new LimitOperator(plan(0, 0)).isSatisfied()).isTrue();
    LimitOperator operator = new LimitOperator(plan(1, 2));
    OperatorDriver driver = new OperatorDriver(() -> operator, ROW);
    driver.send(new Batch(new Column[] {new LongColumn(new long[] {1, 2}, null)}, 2));
    assertThat(operator.isSatisfied()).isFalse();
    driver.send(new Batch(new Column[] {new LongColumn(new long[] {3}, null)}, 1));
    assertThat(operator.isSatisfied()).isTrue();
  }

  @Test
  void anOffsetMayHaveNoLimit() {
    OperatorScript.verifyAnySteps(
        ROW,
        ROW,
        () -> new LimitOperator(plan(2, Long.MAX_VALUE)),
        """
        + 1
        + 2
        + 3
        + 4
        => 3
        => 4
        """);
  }
}
