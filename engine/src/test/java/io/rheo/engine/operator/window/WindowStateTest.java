package io.rheo.engine.operator.window;

import static io.rheo.engine.operator.TestPlans.call;
import static io.rheo.engine.operator.TestPlans.columns;
import static io.rheo.engine.operator.TestPlans.countAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.plan.WindowProperty;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowStateTest {
  private static final RowType ROW =
      columns("k", TypeName.VARCHAR, "v", TypeName.VARCHAR, "ts", TypeName.TIMESTAMP);

  /** Every key is new, so that whatever is not dropped shows. */
  @ParameterizedTest
  @EnumSource(EmitMode.class)
  void staysFlatOverEverNewKeys(EmitMode emit) {
    List<AggregateCall> calls =
        List.of(
            countAll(),
            call(AggregateFunction.MAX, 1, ROW),
            call(AggregateFunction.COUNT, 1, ROW, AggregateCall.NONE, emit == EmitMode.CHANGES));
    List<WindowProperty> properties = List.of(WindowProperty.WINDOW_START);
    RowType output = TestPlans.output(ROW, List.of(0), calls, properties);
    WindowNode.WindowAggregate plan =
        new WindowNode.WindowAggregate(
            TestPlans.input(ROW, false),
            new TimeWindow.Fixed(10, 30, 0),
            2,
            List.of(0),
            calls,
            properties,
            emit,
            output,
            TestPlans.traits(false));
    OperatorDriver driver =
        new OperatorDriver(
            () -> WindowAggregates.operator(plan, OperatorMetrics.unshared("window")), output);
    int[] most = new int[2]; // bytes of state in the first and in the second half
    for (int step = 0; step < 2000; step++) {
      BatchBuilder builder = new BatchBuilder(ROW);
      for (int i = 0; i < 20; i++) {
        builder.bytes(0).append("the key of step " + step + " and row " + i);
        builder.bytes(1).append("a value that is not short either " + step);
        builder.longs(2).append(step * 10L + i % 10);
        builder.endRow();
      }
      driver.send(builder.build());
      driver.advance(step * 10L - 1);
      driver.endStep();
      assertThat(driver.take()).hasSize(emit == EmitMode.CHANGES || step > 2 ? 60 : 20 * step);
      most[step / 1000] = Math.max(most[step / 1000], driver.snapshotBytes());
    }
    assertThat(most[1]).isLessThan(most[0] + most[0] / 20);
  }
}
