package io.rheo.engine.operator.window;

import static io.rheo.engine.operator.TestPlans.columns;

import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.OperatorScript;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import org.junit.jupiter.api.Test;

class WindowAssignOperatorTest {
  private static final RowType ROW = columns("k", TypeName.BIGINT, "ts", TypeName.TIMESTAMP);
  private static final RowType OUTPUT =
      columns(
          "k",
          TypeName.BIGINT,
          "ts",
          TypeName.TIMESTAMP,
          "window_start",
          TypeName.TIMESTAMP,
          "window_end",
          TypeName.TIMESTAMP,
          "window_time",
          TypeName.TIMESTAMP);

  private static void verify(TimeWindow window, String text) {
    WindowNode.WindowAssign plan =
        new WindowNode.WindowAssign(
            TestPlans.input(ROW, true), window, 1, OUTPUT, TestPlans.traits(true));
    OperatorScript.verifyAnySteps(
        ROW,
        OUTPUT,
        () -> new WindowAssignOperator(plan, OperatorMetrics.unshared("assign")),
        text);
  }

  @Test
  void copiesARowIntoEachOfItsWindows() {
    verify(
        new TimeWindow.Fixed(5, 10, 1),
        """
        + 1 0
        + 2 null       # in no window
        - 3 6
        => 1 0 -9 1 0
        => 1 0 -4 6 5
        => - 3 6 1 11 10
        => - 3 6 6 16 15
        """);
  }

  @Test
  void leavesOutRowsBetweenWindows() {
    verify(
        new TimeWindow.Fixed(10, 4, 0),
        """
        + 1 3
        + 2 4
        + 3 10
        => 1 3 0 4 3
        => 3 10 10 14 13
        """);
  }
}
