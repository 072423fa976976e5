package io.rheo.engine.operator.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorDriver.OutputRow;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.TableFunction;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FunctionJoinOperatorTest {
  private static final DataType BIGINT = DataType.of(TypeName.BIGINT);
  private static final RowType INPUT =
      TestPlans.columns("id", TypeName.BIGINT, "xs", DataType.array(BIGINT));

  private record Row(int weight, Long id, List<Object> xs) {}

  @Test
  void givesWhatOneRowAfterTheOtherGives() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      boolean outer = random.nextBoolean();
      PhysicalNode.FunctionJoin plan =
          plan(outer, random.nextBoolean(), outer && random.nextBoolean());
      List<Row> rows = rows(random, i % 50 == 0 ? 3 * Batch.TARGET_ROWS : 5);
      assertThat(run(plan, rows, random))
          .as("seed " + seed + ", " + plan.function() + " outer " + outer + " of " + rows)
          .isEqualTo(expected(plan, rows));
    }
  }

  private static PhysicalNode.FunctionJoin plan(
      boolean outer, boolean ordinality, boolean conditional) {
    List<Field> columns = new ArrayList<>(List.of(new Field("x", BIGINT)));
    if (ordinality) {
      columns.add(new Field("i", DataType.of(TypeName.INTEGER)));
    }
    List<Field> all = new ArrayList<>(List.of(new Field("id", BIGINT)));
    all.addAll(columns);
    if (outer) {
      all.add(new Field("matched", DataType.of(TypeName.BOOLEAN)));
    }
    Expr condition =
        new Expr.Call(
            ">",
            List.of(new Expr.InputRef(1, BIGINT), new Expr.InputRef(0, BIGINT)),
            DataType.of(TypeName.BOOLEAN));
    return new PhysicalNode.FunctionJoin(
        TestPlans.input(INPUT, true),
        new TableFunction.Unnest(List.of(DataType.array(BIGINT)), ordinality, new RowType(columns)),
        List.of(0),
        List.of(1),
        conditional ? Optional.of(condition) : Optional.empty(),
        outer,
        new RowType(all),
        new StreamTraits(true, false, List.of()));
  }

  private static List<Row> rows(Random random, int elementsMax) {
    List<Row> rows = new ArrayList<>();
    for (int i = random.nextInt(30); i >= 0; i--) {
      List<Object> xs = random.nextInt(5) == 0 ? null : new ArrayList<>();
      for (int n = random.nextInt(elementsMax); xs != null && n > 0; n--) {
        xs.add(random.nextInt(6) == 0 ? null : (long) random.nextInt(10));
      }
      rows.add(new Row(random.nextInt(4) == 0 ? -1 : 1, (long) random.nextInt(12), xs));
    }
    return rows;
  }

  private static List<OutputRow> run(
      PhysicalNode.FunctionJoin plan, List<Row> rows, Random random) {
    StageEnvironment environment = new StageEnvironment("test", new ErrorLog(), true, () -> 0);
    OperatorDriver driver =
        new OperatorDriver(() -> new FunctionJoinOperator(plan, environment), plan.rowType());
    BatchBuilder batch = new BatchBuilder(INPUT);
    for (Row row : rows) {
      BoxedValues.append(batch.column(0), row.id());
      BoxedValues.append(batch.column(1), row.xs());
      batch.endRow(row.weight());
      if (random.nextInt(8) == 0) {
        driver.send(batch.build());
        driver.endStep();
        driver.restart();
      }
    }
    driver.send(batch.build());
    return driver.take();
  }

  private static List<OutputRow> expected(PhysicalNode.FunctionJoin plan, List<Row> rows) {
    List<OutputRow> expected = new ArrayList<>();
    int width = plan.function().columns().size();
    for (Row row : rows) {
      int before = expected.size();
      for (int i = 0; row.xs() != null && i < row.xs().size(); i++) {
        Long x = (Long) row.xs().get(i);
        if (plan.condition().isEmpty() || (x != null && x > row.id())) {
          List<?> made = width == 1 ? Arrays.asList(x) : Arrays.asList(x, i + 1);
          expected.add(output(plan, row, made, true));
        }
      }
      if (plan.outer() && expected.size() == before) {
        expected.add(output(plan, row, Arrays.asList(new Object[width]), null));
      }
    }
    return expected;
  }

  private static OutputRow output(
      PhysicalNode.FunctionJoin plan, Row row, List<?> function, Boolean matched) {
    List<Object> values = new ArrayList<>();
    values.add(row.id());
    values.addAll(function);
    if (plan.outer()) {
      values.add(matched);
    }
    return new OutputRow(row.weight(), values);
  }
}
