package io.rheo.engine.operator.window;

import static io.rheo.engine.operator.TestPlans.call;
import static io.rheo.engine.operator.TestPlans.columns;
import static io.rheo.engine.operator.TestPlans.countAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.OperatorScript;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.plan.WindowProperty;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowAggregatesTest {
  private static final RowType ROW =
      columns("k", TypeName.BIGINT, "v", TypeName.INTEGER, "ts", TypeName.TIMESTAMP);
  private static final TimeWindow TUMBLE = new TimeWindow.Fixed(10, 10, 0);
  private static final TimeWindow HOP = new TimeWindow.Fixed(5, 10, 0);
  private static final List<AggregateCall> SUM =
      List.of(countAll(), call(AggregateFunction.SUM, 1, ROW));

  private final OperatorMetrics metrics = OperatorMetrics.unshared("window");

  private void verify(
      TimeWindow window,
      List<Integer> keys,
      List<AggregateCall> calls,
      EmitMode emit,
      String text) {
    List<WindowProperty> properties =
        List.of(WindowProperty.WINDOW_START, WindowProperty.WINDOW_END);
    RowType output = TestPlans.output(ROW, keys, calls, properties);
    WindowNode.WindowAggregate plan =
        new WindowNode.WindowAggregate(
            TestPlans.input(ROW, true),
            window,
            2,
            keys,
            calls,
            properties,
            emit,
            output,
            TestPlans.traits(emit == EmitMode.CHANGES));
    if (emit == EmitMode.CHANGES) {
      OperatorScript.verify(ROW, output, () -> WindowAggregates.operator(plan, metrics), text);
    } else {
      OperatorScript.verifyAnySteps(
          ROW, output, () -> WindowAggregates.operator(plan, metrics), text);
    }
  }

  private void verifyOnClose(TimeWindow window, String text) {
    verify(window, List.of(0), SUM, EmitMode.ON_WINDOW_CLOSE, text);
  }

  @Test
  void emitsEachWindowOnceWhenTheWatermarkReachesItsEnd() {
    verifyOnClose(
        TUMBLE,
        """
        + 1    5   3
        + 2 null   4   # SUM of only NULLs is NULL
        + 3    7   9
        - 3    7   9   # fully retracted: no output row
        + 1    1  10
        ~ 8
        ~ 9
        => 1 1 5 0 10
        => 2 1 null 0 10
        + 1   99   5   # late: dropped
        ~ 19
        => 1 1 1 10 20
        """);
    assertThat(metrics.lateRows().get()).isEqualTo(12);
  }

  @Test
  void aSlidingWindowSharesItsPanes() {
    verifyOnClose(
        HOP,
        """
        + 1 1 0        # windows -5, 0
        + 2 2 7        # windows 0, 5
        ~ 4
        => 1 1 1 -5 5
        + 1 4 2        # late for -5, counts in 0
        + 1 8 11       # windows 5, 10
        ~ 9
        => 1 2 5 0 10
        => 2 1 2 0 10
        ~ end
        => 1 1 8 5 15  # key 1 came first, before this window
        => 2 1 2 5 15
        => 1 1 8 10 20
        + 1 1 1        # after the end everything is late
        """);
  }

  @Test
  void aRowLateForTheTotalsStillCountsInLaterWindows() {
    verifyOnClose(
        new TimeWindow.Fixed(2, 6, 0),
        """
        + 1 1 4        # windows 0, 2, 4
        ~ 5
        => 1 1 1 0 6
        + 1 10 5       # late for 0, in 2 and 4
        + 2 20 5       # as well, a new key
        ~ 7
        => 1 2 11 2 8
        => 2 1 20 2 8
        ~ end
        => 1 2 11 4 10
        => 2 1 20 4 10
        """);
  }

  @Test
  void doesNotGoThroughEmptyWindowsWhenTimeJumps() {
    verifyOnClose(
        HOP,
        """
        + 1 1 0
        + 1 2 4000000000000000003
        ~ 3999999999999999999
        => 1 1 1 -5 5
        => 1 1 1 0 10
        + 2 3 3999999999999999996   # late for ...990, in ...995
        ~ end
        => 1 1 2 3999999999999999995 4000000000000000005
        => 2 1 3 3999999999999999995 4000000000000000005
        => 1 1 2 4000000000000000000 4000000000000000010
        """);
  }

  @Test
  void samplingWindowsLeaveRowsBetweenThemOut() {
    verifyOnClose(
        new TimeWindow.Fixed(10, 4, 1),
        """
        + 1 1 0       # between windows
        + 1 2 1
        + 1 4 4
        + 1 8 5       # between windows
        ~ end
        => 1 2 6 1 5
        """);
    assertThat(metrics.lateRows().get()).isZero();
  }

  @Test
  void tumblesByCalendarMonths() {
    verifyOnClose(
        new TimeWindow.Months(1, 0),
        """
        + 1 1 2592000000    # 31 January 1970
        + 1 2 2678399999    # its last millisecond
        + 1 4 2678400000    # February
        ~ 2678399999
        => 1 2 3 0 2678400000
        ~ end
        => 1 1 4 2678400000 5097600000
        """);
  }

  @Test
  void aRowWithoutTimeIsARowError() {
    verifyOnClose(
        HOP,
        """
        + 1 1 null
        + 1 2 1
        ~ end
        => 1 1 2 -5 5
        => 1 1 2 0 10
        """);
    assertThat(metrics.rowErrors().entries().get(0).reason())
        .isEqualTo("the time attribute is NULL");
    assertThat(metrics.rowErrors().count()).isEqualTo(12);
  }

  @Test
  void withoutKeysAWindowWithoutRowsEmitsNothing() {
    verify(
        TUMBLE,
        List.of(),
        SUM,
        EmitMode.ON_WINDOW_CLOSE,
        """
        + 1 1 3
        + 2 5 4
        + 2 7 33
        ~ end
        => 2 6 0 10
        => 1 7 30 40
        """);
  }

  @Test
  void extremesAndDistinctCountsOverRetractions() {
    verify(
        HOP,
        List.of(0),
        List.of(
            call(AggregateFunction.MIN, 1, ROW),
            call(AggregateFunction.COUNT, 1, ROW, AggregateCall.NONE, true)),
        EmitMode.ON_WINDOW_CLOSE,
        """
        + 1 1 0
        + 1 2 7
        + 1 2 8
        - 1 2 8
        ~ 4
        => 1 1 1 -5 5
        - 1 1 0
        ~ end
        => 1 2 1 0 10
        => 1 2 1 5 15
        """);
  }

  @Test
  void emitChangesShowsOpenWindowsAfterEachStep() {
    verify(
        HOP,
        List.of(0),
        SUM,
        EmitMode.CHANGES,
        """
        + 1 1 0
        + 2 2 7
        ;
        => 1 1 1 -5 5
        => 1 1 1 0 10
        => 2 1 2 0 10
        => 2 1 2 5 15
        + 1 3 1
        ~ 4             # closes -5 within the step
        + 1 5 2         # late for -5
        ;
        => - 1 1 1 -5 5
        => 1 2 4 -5 5
        => - 1 1 1 0 10
        => 1 3 9 0 10
        ~ end
        ;
        + 1 5 7
        ;
        """);
  }
}
