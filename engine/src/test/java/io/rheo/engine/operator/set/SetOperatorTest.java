package io.rheo.engine.operator.set;

import static io.rheo.engine.operator.TestPlans.columns;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.SetRule;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetOperatorTest {
  private static final RowType ROW =
      columns(
          "n",
          TypeName.BIGINT,
          "s",
          TypeName.VARCHAR,
          "a",
          DataType.array(DataType.of(TypeName.INTEGER)));
  private static final String[] NAMES = {"a", "b", "a long name", null};

  /** The inputs of an operator, one of which takes the batches at a time. */
  private static final class Inputs {
    private final PhysicalNode.SetOperation plan;
    private int current;
    private final OperatorDriver driver;

    Inputs(PhysicalNode.SetOperation plan) {
      this.plan = plan;
      driver = new OperatorDriver(Port::new, ROW);
    }

    private final class Port implements OneInputOperator {
      private final MultiInputOperator operator = new SetOperator(plan);

      @Override
      public void onBatch(Batch batch, Output out) {
        operator.onBatch(current, batch, out);
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
  void afterEveryStepTheNetOutputIsTheSetOperationOfAllRowsSoFar() {
    for (int run = 0; run < 100; run++) {
      for (SetRule rule : SetRule.values()) {
        check(rule, Seeds.next());
      }
    }
  }

  private static void check(SetRule rule, long seed) {
    Random random = new Random(seed);
    int inputCount = random.nextInt(2, 4);
    PhysicalNode input = TestPlans.input(ROW, true);
    List<PhysicalNode> nodes = Collections.nCopies(inputCount, input);
    Inputs inputs =
        new Inputs(new PhysicalNode.SetOperation(rule, nodes, ROW, TestPlans.traits(true)));
    List<List<List<Object>>> tables = new ArrayList<>();
    nodes.forEach(node -> tables.add(new ArrayList<>()));
    Multiset actual = new Multiset();
    for (int step = 0; step < 20; step++) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        inputs.current = random.nextInt(inputCount);
        inputs.driver.send(changes(tables.get(inputs.current), random));
      }
      inputs.driver.endStep();
      List<OperatorDriver.OutputRow> output = inputs.driver.take();
      Set<List<Object>> gone = new HashSet<>();
      assertThat(output)
          .as("inserts one by one, or one retraction, of a row")
          .allMatch(row -> row.weight() == 1 || (row.weight() < 0 && gone.add(row.values())))
          .noneMatch(row -> row.weight() == 1 && gone.contains(row.values()));
      actual.apply(output);
      assertThat(actual.minus(expected(rule, tables)))
          .as("seed " + seed + ", step " + step + ", " + rule)
          .isEmpty();
      if (random.nextInt(3) == 0) {
        inputs.driver.restart();
      }
    }
  }

  private static Batch changes(List<List<Object>> table, Random random) {
    BatchBuilder builder = new BatchBuilder(ROW);
    for (int i = random.nextInt(6); i >= 0; i--) {
      boolean remove = !table.isEmpty() && random.nextInt(5) < 2;
      List<Object> row = remove ? table.remove(random.nextInt(table.size())) : row(random);
      int copies = !remove && random.nextInt(5) == 0 ? 2 : 1;
      for (int j = 0; j < copies && !remove; j++) {
        table.add(row);
      }
      for (int column = 0; column < ROW.size(); column++) {
        BoxedValues.append(builder.column(column), row.get(column));
      }
      builder.endRow(remove ? -1 : copies);
    }
    return builder.build();
  }

  private static List<Object> row(Random random) {
    return Arrays.asList(
        random.nextInt(3) == 0 ? null : (Long) (long) random.nextInt(2),
        NAMES[random.nextInt(NAMES.length)],
        random.nextInt(3) == 0 ? null : List.of(1));
  }

  private static Multiset expected(SetRule rule, List<List<List<Object>>> tables) {
    Set<List<Object>> rows = new HashSet<>();
    tables.forEach(rows::addAll);
    Multiset expected = new Multiset();
    for (List<Object> row : rows) {
      List<Integer> counts =
          tables.stream().map(table -> Collections.frequency(table, row)).toList();
      int others = counts.stream().skip(1).mapToInt(Integer::intValue).sum();
      int least = counts.stream().mapToInt(Integer::intValue).min().orElseThrow();
      int count =
          switch (rule) {
            case INTERSECT_ALL -> least;
            case INTERSECT -> least > 0 ? 1 : 0;
            case EXCEPT_ALL -> Math.max(0, counts.get(0) - others);
            case EXCEPT -> counts.get(0) > 0 && others == 0 ? 1 : 0;
          };
      expected.add(row, count);
    }
    return expected;
  }
}
