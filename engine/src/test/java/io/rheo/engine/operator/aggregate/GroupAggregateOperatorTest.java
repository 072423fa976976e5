package io.rheo.engine.operator.aggregate;

import static io.rheo.engine.operator.TestPlans.call;
import static io.rheo.engine.operator.TestPlans.columns;
import static io.rheo.engine.operator.TestPlans.countAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.OperatorScript;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupAggregateOperatorTest {
  private static final RowType ROW =
      columns("k", TypeName.VARCHAR, "v", TypeName.INTEGER, "f", TypeName.BOOLEAN);

  private static void verify(
      RowType input, List<Integer> keys, List<AggregateCall> calls, boolean updating, String text) {
    RowType output = TestPlans.output(input, keys, calls, List.of());
    PhysicalNode.GroupAggregate plan =
        new PhysicalNode.GroupAggregate(
            TestPlans.input(input, updating), keys, calls, output, TestPlans.traits(true));
    OperatorScript.verify(
        input,
        output,
        () -> new GroupAggregateOperator(plan, OperatorMetrics.unshared("aggregate")),
        text);
  }

  @Test
  void emitsOneNetChangePerGroupAndStep() {
    verify(
        ROW,
        List.of(0),
        List.of(countAll(), call(AggregateFunction.SUM, 1, ROW)),
        true,
        """
        + a 1 null
        + b null null
        + a 2 null
        ;
        => a 2 3
        => b 1 null
        + b 5 null
        - a 1 null
        + c 1 null
        - c 1 null       # came and went: nothing
        ;
        => - b 1 null
        => b 2 5
        => - a 2 3
        => a 1 2
        + a 0 null
        - a 0 null       # nothing has changed
        ;
        - a 2 null       # the group is gone
        ;
        => - a 1 2
        + a 7 null
        + null 1 null    # NULL is a group
        ;
        => a 1 7
        => null 1 1
        """);
  }

  @Test
  void knowsAllFunctionsOverRetractions() {
    verify(
        ROW,
        List.of(0),
        List.of(
            call(AggregateFunction.COUNT, 1, ROW),
            call(AggregateFunction.AVG, 1, ROW),
            call(AggregateFunction.MIN, 1, ROW),
            call(AggregateFunction.MAX, 1, ROW),
            call(AggregateFunction.MAX, 0, ROW),
            call(AggregateFunction.SUM, 1, ROW, 2, false)),
        true,
        """
        + a 1 true
        + a 4 false
        + a 4 true
        + a null true
        ;
        => a 3 3.0 1 4 a 5
        - a 1 true
        - a 4 false
        ;
        => - a 3 3.0 1 4 a 5
        => a 1 4.0 4 4 a 4
        - a 4 true
        ;
        => - a 1 4.0 4 4 a 4
        => a 0 null null null a null
        """);
  }

  @Test
  void countsDistinctValuesOnce() {
    verify(
        ROW,
        List.of(0),
        List.of(
            call(AggregateFunction.COUNT, 1, ROW, AggregateCall.NONE, true),
            call(AggregateFunction.SUM, 1, ROW, AggregateCall.NONE, true),
            call(AggregateFunction.SUM, 1, ROW, 2, true)),
        true,
        """
        + a 5 true
        + a 5 false
        + a 6 false
        + a null true
        ;
        => a 2 11 5
        - a 5 true
        ;
        => - a 2 11 5
        => a 2 11 null
        - a 5 false
        ;
        => - a 2 11 null
        => a 1 6 null
        """);
  }

  @Test
  void withoutKeysKeepsItsRowAfterTheLastRetraction() {
    verify(
        ROW,
        List.of(),
        List.of(countAll(), call(AggregateFunction.MAX, 0, ROW)),
        true,
        """
        ;                # no row yet: nothing
        + a 1 null
        ;
        => 1 a
        - a 1 null
        ;
        => - 1 a
        => 0 null
        ~ end
        ;
        """);
  }

  @Test
  void withoutKeysAnEmptyInputGivesOneRowAtItsEnd() {
    verify(
        ROW,
        List.of(),
        List.of(countAll(), call(AggregateFunction.SUM, 1, ROW)),
        false,
        """
        ;
        ~ end
        ;
        => 0 null
        """);
  }

  @Test
  void aSumThatOverflowsIsLeftOutAndItsRetractionToo() {
    RowType row = columns("k", TypeName.BIGINT, "v", TypeName.BIGINT);
    verify(
        row,
        List.of(0),
        List.of(call(AggregateFunction.SUM, 1, row)),
        true,
        """
        + 1 9223372036854775807
        ;
        => 1 9223372036854775807
        + 1 1
        ;
        => - 1 9223372036854775807
        - 1 2                        # of 128 bits, so nothing is lost meanwhile
        ;
        => 1 9223372036854775806
        """);
  }

  @Test
  void doublesLeaveNoTraceWhenRetracted() {
    RowType row = columns("v", TypeName.DOUBLE);
    verify(
        row,
        List.of(),
        List.of(call(AggregateFunction.SUM, 0, row)),
        true,
        """
        + 0.5
        + 1e20
        + NaN
        ;
        => NaN
        + Infinity
        - NaN
        ;
        => - NaN
        => Infinity
        - Infinity
        - 1e20
        ;
        => - Infinity
        => 0.5
        """);
  }

  @Test
  void averagesOfDecimalsAreRoundedHalfUp() {
    RowType row = columns("v", DataType.decimal(10, 2), "w", DataType.decimal(38, 2));
    verify(
        row,
        List.of(),
        List.of(
            call(AggregateFunction.AVG, 0, row),
            call(AggregateFunction.SUM, 0, row),
            call(AggregateFunction.AVG, 1, row),
            call(AggregateFunction.MIN, 1, row)),
        false,
        """
        + 1.00 999999999999999999999999999999999999.98
        + 1.00 -999999999999999999999999999999999999.99
        + 0.00 0.00
        ;
        => 0.666667 2.00 -0.003333 -999999999999999999999999999999999999.99
        """);
  }

  @Test
  void overflowIsCounted() {
    RowType row = columns("v", TypeName.BIGINT);
    List<AggregateCall> calls = List.of(call(AggregateFunction.SUM, 0, row));
    RowType output = TestPlans.output(row, List.of(), calls, List.of());
    OperatorMetrics metrics = OperatorMetrics.unshared("aggregate");
    OperatorScript.verify(
        row,
        output,
        () ->
            new GroupAggregateOperator(
                new PhysicalNode.GroupAggregate(
                    TestPlans.input(row, false), List.of(), calls, output, TestPlans.traits(true)),
                metrics),
        """
        + 9223372036854775807
        + 1
        ;
        """);
    assertThat(metrics.rowErrors().count()).isEqualTo(6); // one for each way of the script
  }
}
