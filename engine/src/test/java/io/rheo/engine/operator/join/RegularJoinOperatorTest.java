package io.rheo.engine.operator.join;

import static io.rheo.engine.operator.TestPlans.columns;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.JoinKey;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RegularJoin;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegularJoinOperatorTest {
  private static final int VALUE = 4;
  private static final int MAX_ROWS = 60;
  private static final RowType ROW =
      columns(
          "n",
          TypeName.BIGINT,
          "s",
          TypeName.VARCHAR,
          "a",
          DataType.array(DataType.of(TypeName.INTEGER)),
          "d",
          DataType.decimal(30, 2),
          "v",
          TypeName.DOUBLE);
  private static final int WIDTH = ROW.size();
  private static final String[] NAMES = {"a", "a long name", null};

  /** The inputs of an operator, one of which takes the batches at a time. */
  static final class Inputs {
    int current;
    final OperatorDriver driver;

    Inputs(RegularJoin plan) {
      driver = new OperatorDriver(() -> new Port(plan), plan.rowType());
    }

    private final class Port implements OneInputOperator {
      private final MultiInputOperator operator;

      Port(RegularJoin plan) {
        operator =
            new RegularJoinOperator(
                plan, new StageEnvironment("Join", new ErrorLog(), true, () -> 0));
      }

      @Override
      public void onBatch(Batch batch, Output out) {
        operator.onBatch(current, batch, out);
      }

      @Override
      public void onWatermark(long watermark, Output out) {
        operator.onInputWatermark(current, watermark, out);
      }

      @Override
      public void onStepEnd(Output out) {
        operator.onStepEnd(out);
      }

      @Override
      public void snapshot(StateWriter state) throws IOException {
        operator.snapshot(state);
      }

      @Override
      public void restore(StateReader state) throws IOException {
        operator.restore(state);
      }
    }
  }

  @Test
  void afterEveryStepTheOutputIsTheJoinOfAllRowsSoFar() {
    for (int run = 0; run < 60; run++) {
      for (JoinKind kind : JoinKind.values()) {
        check(kind, 25, Seeds.next());
      }
    }
  }

  @Test
  void rowsThatAreGoneAreDroppedWithoutATrace() {
    for (int run = 0; run < 2; run++) {
      for (JoinKind kind : JoinKind.values()) {
        check(kind, 400, Seeds.next());
      }
    }
  }

  private static void check(JoinKind kind, int steps, long seed) {
    Random random = new Random(seed);
    RegularJoin plan = plan(kind, random);
    Inputs inputs = new Inputs(plan);
    List<List<List<Object>>> tables = List.of(new ArrayList<>(), new ArrayList<>());
    Multiset actual = new Multiset();
    boolean[] ended = new boolean[2];
    for (int step = 0; step < steps; step++) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        inputs.current = random.nextInt(2);
        if (ended[inputs.current]) {
          continue;
        }
        if (random.nextInt(2 * steps) == 0) {
          ended[inputs.current] = true;
          inputs.driver.advance(MultiInputOperator.END_OF_INPUT);
          continue;
        }
        boolean updating = plan.inputs().get(inputs.current).traits().updating();
        List<List<Object>> table = tables.get(inputs.current);
        if (updating || table.size() < MAX_ROWS) {
          inputs.driver.send(changes(table, updating, random));
        }
      }
      inputs.driver.endStep();
      List<OperatorDriver.OutputRow> output = inputs.driver.take();
      if (!plan.traits().updating()) {
        assertThat(output).allMatch(row -> row.weight() == 1);
      }
      actual.apply(output);
      assertThat(actual.minus(expected(plan, tables)))
          .as("seed " + seed + ", step " + step + ", " + kind)
          .isEmpty();
      if (random.nextInt(3) == 0) {
        inputs.driver.restart();
      }
    }
  }

  private static RegularJoin plan(JoinKind kind, Random random) {
    PhysicalNode left = TestPlans.input(ROW, random.nextBoolean());
    PhysicalNode right = TestPlans.input(ROW, random.nextBoolean());
    List<JoinKey> keys = new ArrayList<>();
    for (int column = 0; column < WIDTH; column++) {
      if (random.nextInt(3) == 0) {
        keys.add(new JoinKey(column, column, random.nextBoolean()));
      }
    }
    Expr condition =
        new Expr.Call("<", List.of(ref(VALUE), ref(WIDTH + VALUE)), DataType.of(TypeName.BOOLEAN));
    int handedOn = kind.givesPairs() ? 2 * WIDTH : WIDTH;
    List<Integer> columns =
        IntStream.range(0, handedOn).filter(i -> random.nextBoolean()).boxed().toList();
    List<Field> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(new Field("c" + column, ROW.type(column % WIDTH))));
    boolean updating =
        kind != JoinKind.INNER || left.traits().updating() || right.traits().updating();
    return new RegularJoin(
        left,
        right,
        kind,
        keys,
        random.nextBoolean() ? Optional.of(condition) : Optional.empty(),
        columns,
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        new RowType(fields),
        TestPlans.traits(updating));
  }

  private static Expr ref(int column) {
    return new Expr.InputRef(column, ROW.type(column % WIDTH));
  }

  private static Batch changes(List<List<Object>> table, boolean updating, Random random) {
    BatchBuilder builder = new BatchBuilder(ROW);
    for (int i = random.nextInt(6); i >= 0; i--) {
      boolean remove = updating && random.nextInt(MAX_ROWS) < 20 + table.size();
      remove &= !table.isEmpty();
      List<Object> row = remove ? table.remove(random.nextInt(table.size())) : row(random);
      int copies = updating && !remove && random.nextInt(5) == 0 ? 2 : 1;
      for (int j = 0; j < copies && !remove; j++) {
        table.add(row);
      }
      for (int column = 0; column < WIDTH; column++) {
        BoxedValues.append(builder.column(column), row.get(column));
      }
      builder.endRow(remove ? -1 : copies);
    }
    return builder.build();
  }

  private static List<Object> row(Random random) {
    return Arrays.asList(
        random.nextInt(4) == 0
            ? null
            : (Long) (long) random.nextInt(random.nextInt(8) == 0 ? 1000 : 3),
        NAMES[random.nextInt(NAMES.length)],
        random.nextInt(3) == 0 ? null : List.of(random.nextInt(2)),
        random.nextInt(3) == 0 ? null : new java.math.BigDecimal("123456789012345678901.25"),
        random.nextInt(4) == 0 ? null : (Double) (random.nextInt(4) * 0.5));
  }

  /** By the definition: every pair is looked at. */
  private static Multiset expected(RegularJoin plan, List<List<List<Object>>> tables) {
    Multiset expected = new Multiset();
    List<List<Object>> left = tables.get(0);
    List<List<Object>> right = tables.get(1);
    boolean[] rightMatched = new boolean[right.size()];
    for (List<Object> row : left) {
      boolean matched = false;
      for (int i = 0; i < right.size(); i++) {
        if (goTogether(plan, row, right.get(i))) {
          matched = true;
          rightMatched[i] = true;
          if (plan.kind().givesPairs()) {
            add(expected, plan, row, right.get(i));
          }
        }
      }
      boolean alone =
          switch (plan.kind()) {
            case INNER, RIGHT -> false;
            case LEFT, FULL, ANTI -> !matched;
            case SEMI -> matched;
          };
      if (alone) {
        add(expected, plan, row, null);
      }
    }
    for (int i = 0; i < right.size(); i++) {
      if (plan.kind().watches(1) && !rightMatched[i]) {
        add(expected, plan, null, right.get(i));
      }
    }
    return expected;
  }

  private static boolean goTogether(RegularJoin plan, List<Object> left, List<Object> right) {
    for (JoinKey key : plan.keys()) {
      Object a = left.get(key.left());
      if (!Objects.equals(a, right.get(key.right())) || (a == null && !key.nullsEqual())) {
        return false;
      }
    }
    Double a = (Double) left.get(VALUE);
    Double b = (Double) right.get(VALUE);
    return plan.condition().isEmpty() || (a != null && b != null && a < b);
  }

  private static void add(Multiset rows, RegularJoin plan, List<Object> left, List<Object> right) {
    List<Object> row = new ArrayList<>();
    for (int column : plan.columns()) {
      List<Object> side = column < WIDTH ? left : right;
      row.add(side == null ? null : side.get(column % WIDTH));
    }
    rows.add(row, 1);
  }
}
