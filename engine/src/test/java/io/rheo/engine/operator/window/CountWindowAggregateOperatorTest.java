package io.rheo.engine.operator.window;

import static io.rheo.engine.operator.TestPlans.call;
import static io.rheo.engine.operator.TestPlans.columns;
import static io.rheo.engine.operator.TestPlans.countAll;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.OperatorScript;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.CountWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.plan.WindowProperty;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountWindowAggregateOperatorTest {
  private static final RowType ROW =
      columns("p", TypeName.VARCHAR, "v", TypeName.INTEGER, "ts", TypeName.TIMESTAMP);

  private static void verify(
      CountWindow window,
      List<Integer> partition,
      List<Integer> keys,
      List<AggregateCall> calls,
      String text) {
    List<WindowProperty> properties =
        List.of(WindowProperty.WINDOW_START, WindowProperty.WINDOW_END, WindowProperty.WINDOW_TIME);
    List<Integer> allKeys = new ArrayList<>(partition);
    allKeys.addAll(keys);
    RowType output = TestPlans.output(ROW, allKeys, calls, properties);
    WindowNode.CountWindowAggregate plan =
        new WindowNode.CountWindowAggregate(
            TestPlans.input(ROW, false),
            window,
            partition,
            keys,
            calls,
            properties,
            2,
            output,
            TestPlans.traits(false));
    OperatorScript.verifyAnySteps(
        ROW,
        output,
        () -> new CountWindowAggregateOperator(plan, OperatorMetrics.unshared("window")),
        text);
  }

  @Test
  void aSlidingWindowIsEmittedWhenItsLastRowArrives() {
    verify(
        new CountWindow(2, 4),
        List.of(),
        List.of(),
        List.of(countAll(), call(AggregateFunction.AVG, 1, ROW)),
        """
        + a 1 10
        + a 2 11
        + a 3 50
        + a 4 12
        => 4 2.5 0 4 50
        + a 5 13
        + a 6 null
        => 4 4.5 2 6 50
        + a 7 20
        """);
  }

  @Test
  void partitionsCountApart() {
    verify(
        new CountWindow(2, 3),
        List.of(0),
        List.of(),
        List.of(call(AggregateFunction.SUM, 1, ROW), call(AggregateFunction.MAX, 1, ROW)),
        """
        + a 1 1
        + b 10 null
        + a 2 2
        + b 20 null
        + b 30 null
        + a 4 3
        => b 60 30 0 3 null
        => a 7 4 0 3 3
        + a 8 4
        + a 16 5
        => a 28 16 2 5 5
        """);
  }

  @Test
  void furtherKeysGroupWithinAWindow() {
    verify(
        new CountWindow(2, 4),
        List.of(),
        List.of(0),
        List.of(countAll()),
        """
        + a 1 1
        + b 1 2
        + b 1 9
        + a 1 3
        => a 2 0 4 9
        => b 2 0 4 9
        + c 1 4
        + c 1 5
        => b 1 2 6 9
        => a 1 2 6 9
        => c 2 2 6 9
        """);
  }

  @Test
  void windowsMayLeaveRowsOut() {
    verify(
        new CountWindow(4, 2),
        List.of(),
        List.of(),
        List.of(call(AggregateFunction.SUM, 1, ROW)),
        """
        + a 1 1
        + a 2 2
        => 3 0 2 2
        + a 4 3
        + a 8 4
        + a 16 5
        + a 32 6
        => 48 4 6 6
        """);
  }

  @Test
  void countsDistinctValuesOfEachWindow() {
    verify(
        new CountWindow(1, 3),
        List.of(),
        List.of(),
        List.of(call(AggregateFunction.COUNT, 1, ROW, AggregateCall.NONE, true)),
        """
        + a 1 1
        + a 1 2
        + a 2 3
        => 2 0 3 3
        + a 2 4
        => 2 1 4 4
        + a 2 5
        => 1 2 5 5
        """);
  }
}
