package io.rheo.engine.operator.changelog;

import static io.rheo.engine.operator.TestPlans.columns;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorScript;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UpsertMaterializeOperatorTest {
  private static final RowType ROW =
      columns("k", TypeName.VARCHAR, "v", TypeName.VARCHAR, "n", TypeName.BIGINT);

  private static OneInputOperator operator() {
    PhysicalNode input = TestPlans.input(ROW, true);
    return new UpsertMaterializeOperator(
        new PhysicalNode.UpsertMaterialize(input, List.of(0), ROW, input.traits()));
  }

  @Test
  void theRowInsertedLastCountsAndTheOneBeforeItComesBack() {
    OperatorScript.verify(
        ROW,
        ROW,
        UpsertMaterializeOperatorTest::operator,
        """
        + a one 1
        + b one 1
        ;
        => a one 1
        => b one 1
        + a two 2
        + a three null
        ;
        => - a one 1
        => a three null
        - a two 2         # not the last: nothing changes
        ;
        - a three null
        ;
        => - a three null
        => a one 1
        + a one 1         # twice there: one may go
        - a one 1
        ;
        + a four 4
        + a one 1         # the last again
        ;
        - a one 1
        - a one 1
        ;
        => - a one 1
        => a four 4
        - a four 4
        - b one 1
        + b one 1
        ;
        => - a four 4
        """);
  }

  @Test
  void stateIsThatOfTheRowsThatAreThere() {
    OperatorDriver driver = new OperatorDriver(UpsertMaterializeOperatorTest::operator, ROW);
    for (int i = 0; i < 20_000; i++) {
      BatchBuilder rows = new BatchBuilder(ROW);
      append(rows, 1, row(i));
      append(rows, i < 5 ? 0 : -1, row(i - 5));
      driver.send(rows.build());
      driver.endStep();
      driver.take();
    }
    assertThat(driver.snapshotBytes()).isLessThan(1 << 20);
  }

  private static List<Object> row(int i) {
    String text = "a text of more than seven bytes, " + i;
    return List.of(text, text, (long) i);
  }

  @Test
  void afterEveryStepTheNetOutputIsTheLastRowOfEachKey() {
    for (int run = 0; run < 100; run++) {
      check(Seeds.next());
    }
  }

  private static void check(long seed) {
    Random random = new Random(seed);
    OperatorDriver driver = new OperatorDriver(UpsertMaterializeOperatorTest::operator, ROW);
    Map<Object, List<List<Object>>> table = new LinkedHashMap<>(); // rows in order of insertion
    Multiset actual = new Multiset();
    for (int step = 0; step < 60; step++) {
      BatchBuilder rows = new BatchBuilder(ROW);
      for (int i = random.nextInt(20); i > 0; i--) {
        List<Object> row =
            Arrays.asList(
                "key " + random.nextInt(4),
                "a value that is long " + random.nextInt(40),
                random.nextBoolean() ? 1L : null);
        List<List<Object>> ofKey = table.computeIfAbsent(row.get(0), key -> new ArrayList<>());
        if (!ofKey.isEmpty() && random.nextBoolean()) {
          row = ofKey.get(random.nextInt(ofKey.size()));
          ofKey.remove(row);
          append(rows, -1, row);
        } else {
          List<Object> inserted = row;
          List<List<Object>> equal = ofKey.stream().filter(inserted::equals).toList();
          ofKey.removeAll(equal); // equal rows are last together
          ofKey.addAll(equal);
          ofKey.add(row);
          append(rows, 1, row);
        }
        if (random.nextInt(6) == 0) {
          driver.send(rows.build());
        }
      }
      driver.send(rows.build());
      driver.endStep();
      actual.apply(driver.take());
      Multiset expected = new Multiset();
      table.values().stream()
          .filter(ofKey -> !ofKey.isEmpty())
          .forEach(ofKey -> expected.add(ofKey.get(ofKey.size() - 1), 1));
      assertThat(actual.minus(expected)).as("seed %d, step %d", seed, step).isEmpty();
      if (random.nextInt(3) == 0) {
        driver.restart();
      }
    }
  }

  private static void append(BatchBuilder rows, int weight, List<Object> row) {
    for (int i = 0; i < row.size(); i++) {
      BoxedValues.append(rows.column(i), row.get(i));
    }
    rows.endRow(weight);
  }
}
