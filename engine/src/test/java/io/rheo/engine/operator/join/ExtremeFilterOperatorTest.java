package io.rheo.engine.operator.join;

import static io.rheo.engine.operator.TestPlans.columns;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorScript;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtremeFilterOperatorTest {
  private static final RowType ROW =
      columns("k", TypeName.VARCHAR, "v", TypeName.BIGINT, "ts", TypeName.TIMESTAMP);
  private static final TimeWindow TUMBLE = new TimeWindow.Fixed(10, 10, 0);

  private static WindowNode.ExtremeFilter plan(
      TimeWindow window, List<Integer> keys, boolean greatest, long lower, long upper) {
    return new WindowNode.ExtremeFilter(
        TestPlans.input(ROW, false), window, 2, keys, 1, greatest, lower, upper);
  }

  private static void verify(WindowNode.ExtremeFilter plan, String text) {
    OperatorScript.verify(ROW, ROW, () -> new ExtremeFilterOperator(plan), text);
  }

  @Test
  void leavesOutRowsBehindTheGreatestOfTheirWindow() {
    verify(
        plan(TUMBLE, List.of(), true, -10, -1),
        """
        + a 5 1
        + a 4 2
        + b 5 9       # as great
        + b null 9
        + a 1 10      # the next window
        + a 4 3       # the one before is still open
        + a 7 3
        => a 5 1
        => b 5 9
        => a 1 10
        => a 7 3
        """);
  }

  @Test
  void leavesOutRowsAboveTheLeastOfTheirKey() {
    verify(
        plan(TUMBLE, List.of(0), false, -10, -1),
        """
        + a 5 1
        + b 6 1
        + null 7 1
        + a 6 2
        + null 8 1
        + b 5 2
        => a 5 1
        => b 6 1
        => null 7 1
        => b 5 2
        """);
  }

  @Test
  void passesRowsThatMayMeetANeighbourOfTheirWindow() {
    verify(
        plan(TUMBLE, List.of(), true, -12, 1),
        """
        + a 9 5
        + a 8 0       # at the end of the window before
        + a 7 1       # up to one millisecond after it
        + a 6 2
        + a 5 7
        + a 4 8       # up to twelve milliseconds before the end of the next one
        => a 9 5
        => a 8 0
        => a 7 1
        => a 4 8
        """);
  }

  @Test
  void passesRowsThatAreLateForAWindow() {
    verify(
        plan(new TimeWindow.Fixed(5, 10, 0), List.of(), true, -10, -1),
        """
        + a 5 6
        ~ 8
        + a 4 6       # its first window ends at 10
        ~ 9
        + a 3 6
        + a 2 6
        + a 2 10
        + a 1 11
        => a 5 6
        => a 3 6
        => a 2 6
        => a 2 10
        """);
  }

  @Test
  void keepsNothingOfClosedWindows() {
    WindowNode.ExtremeFilter plan =
        new WindowNode.ExtremeFilter(
            TimedRow.input(false), TUMBLE, 1, List.of(0), 2, true, -10, -1);
    OperatorDriver driver =
        new OperatorDriver(() -> new ExtremeFilterOperator(plan), TimedRow.TYPE);
    int[] bytes = new int[400];
    for (int i = 0; i < bytes.length; i++) {
      for (int k = 0; k < 40; k++) {
        driver.send(TimedRow.batch(List.of(new TimedRow("key " + i + " " + k, i * 10L, 1))));
      }
      driver.advance(i * 10L - 1);
      bytes[i] = driver.snapshotBytes();
    }
    assertThat(bytes[199]).isGreaterThan(500);
    assertThat(bytes[399]).isLessThan(bytes[199] * 3 / 2);
  }
}
