package io.rheo.engine.operator.sort;

import static io.rheo.engine.operator.TestPlans.columns;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorScript;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortOperatorTest {
  private static final RowType ROW = columns("a", TypeName.DOUBLE, "b", TypeName.VARCHAR);

  private static OrderedNode.Sort plan(
      RowType row, List<SortKey> keys, long offset, long limit, boolean updating) {
    return new OrderedNode.Sort(
        TestPlans.input(row, updating), keys, offset, limit, row, TestPlans.traits(false));
  }

  private static void verify(List<SortKey> keys, long offset, long limit, String text) {
    OrderedNode.Sort plan = plan(ROW, keys, offset, limit, true);
    OperatorScript.verifyAnySteps(ROW, ROW, () -> new SortOperator(plan), text);
  }

  @Test
  void sortsNetRowsAtTheEndOfTheStepInWhichTheInputEnds() {
    verify(
        List.of(new SortKey(0, true, false), new SortKey(1, false, true)),
        0,
        OrderedNode.Sort.NO_LIMIT,
        """
        + 1 b
        + 2 z
        + null x
        + 1 a
        + 1 null
        - 2 z
        + NaN n
        + 1 a
        ~ end
        - 1 b          # an operator before may retract until the step ends
        ;
        => NaN n
        => 1.0 null
        => 1.0 a
        => 1.0 a
        => null x
        ;
        """);
  }

  @Test
  void offsetAndLimitCountCopies() {
    verify(
        List.of(new SortKey(1, false, false)),
        1,
        2,
        """
        + 1 a
        + 1 a
        + 2 b
        + 3 c
        ~ end
        ;
        => 1.0 a
        => 2.0 b
        """);
  }

  @Test
  void sortsEveryTypeByItsValue() {
    RowType row =
        columns("d", DataType.decimal(38, 1), "f", TypeName.BOOLEAN, "b", TypeName.VARBINARY);
    OrderedNode.Sort plan =
        plan(
            row,
            List.of(
                new SortKey(1, false, true),
                new SortKey(0, false, false),
                new SortKey(2, true, false)),
            0,
            OrderedNode.Sort.NO_LIMIT,
            false);
    OperatorScript.verifyAnySteps(
        row,
        row,
        () -> new SortOperator(plan),
        """
        + 9999999999999999999999999.5 true 00
        + -1.0 true 01
        + -9999999999999999999999999.5 true 00
        + -1.0 true ff
        + null false 00
        ~ end
        ;
        => null false 00
        => -9999999999999999999999999.5 true 00
        => -1.0 true ff
        => -1.0 true 01
        => 9999999999999999999999999.5 true 00
        """);
  }

  @Test
  void aLimitIsTheFirstRowsOfAStableSort() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    OrderedNode.Sort plan = plan(ROW, List.of(new SortKey(0, false, false)), 3, 20, false);
    OneInputOperator operator = new SortOperator(plan);
    OperatorDriver driver = new OperatorDriver(() -> operator, ROW);
    List<List<Object>> rows = new ArrayList<>();
    BatchBuilder builder = new BatchBuilder(ROW);
    for (int i = 0; i < 20_000; i++) {
      List<Object> row = List.of((double) random.nextInt(1000), "row" + i);
      rows.add(row);
      builder.doubles(0).append((Double) row.get(0));
      builder.bytes(1).append((String) row.get(1));
      builder.endRow();
      if (random.nextInt(500) == 0) {
        driver.send(builder.build());
      }
    }
    driver.send(builder.build());
    driver.advance(OneInputOperator.END_OF_INPUT);
    driver.endStep();
    rows.sort(Comparator.comparing(row -> (Double) row.get(0)));
    assertThat(driver.take().stream().map(OperatorDriver.OutputRow::values))
        .as("seed " + seed)
        .isEqualTo(rows.subList(3, 23));
    assertThat(driver.watermark()).isEqualTo(OneInputOperator.END_OF_INPUT);
  }
}
