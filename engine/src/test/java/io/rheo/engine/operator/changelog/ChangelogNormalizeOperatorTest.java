package io.rheo.engine.operator.changelog;

import static io.rheo.engine.operator.TestPlans.columns;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.OperatorScript;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangelogNormalizeOperatorTest {
  private static final RowType ROW =
      columns(
          "v",
          TypeName.VARCHAR,
          "k",
          TypeName.VARCHAR,
          "n",
          TypeName.BIGINT,
          "i",
          TypeName.INTEGER);
  private static final List<Integer> KEY = List.of(1, 3);

  private static OneInputOperator operator(OperatorMetrics metrics) {
    PhysicalNode input = TestPlans.input(ROW, true);
    return new ChangelogNormalizeOperator(
        new PhysicalNode.ChangelogNormalize(input, KEY, ROW, input.traits()), metrics);
  }

  private static OneInputOperator operator() {
    return operator(OperatorMetrics.unshared("normalize"));
  }

  @Test
  void emitsOneNetChangePerKeyAndStep() {
    OperatorScript.verify(
        ROW,
        ROW,
        ChangelogNormalizeOperatorTest::operator,
        """
        + one   a 1 1
        + two   b 2 1
        + three a 3 1       # replaces the first
        + four  a 4 2       # another key
        ;
        => three a 3 1
        => two b 2 1
        => four a 4 2
        + two   b 2 1       # nothing new
        - null  c null 1    # not known
        + three a null 1
        - null  a null 2    # of a deletion only the key counts
        ;
        => - three a 3 1
        => three a null 1
        => - four a 4 2
        - x     b 0 1
        + two   b 2 1       # gone and back
        + six   d 6 1
        - six   d 6 1       # came and went
        + five  a 5 2
        ;
        => five a 5 2
        """);
  }

  @Test
  void emitsBeforeTheWatermarkThatFollows() {
    OperatorScript.verifyAnySteps(
        ROW,
        ROW,
        ChangelogNormalizeOperatorTest::operator,
        """
        + one a 1 1
        ~ 5
        => one a 1 1
        + two a 2 1
        ~ 6
        => - one a 1 1
        => two a 2 1
        - two a 2 1
        ~ end
        => - two a 2 1
        """);
  }

  @Test
  void aRowWithoutAKeyIsAnError() {
    OperatorMetrics metrics = OperatorMetrics.unshared("normalize");
    OperatorDriver driver = new OperatorDriver(() -> operator(metrics), ROW);
    BatchBuilder rows = new BatchBuilder(ROW);
    append(rows, 1, Arrays.asList("x", null, 1L, 1));
    append(rows, 1, Arrays.asList("x", "a", 1L, 1));
    append(rows, -1, Arrays.asList("x", "a", 1L, null));
    driver.send(rows.build());
    driver.endStep();

    assertThat(driver.take()).extracting(Object::toString).containsExactly("x a 1 1");
    assertThat(metrics.rowErrors().entries())
        .extracting(entry -> entry.reason())
        .containsExactlyInAnyOrder(
            "column 'k' of the primary key is NULL", "column 'i' of the primary key is NULL");
  }

  @Test
  void stateIsThatOfTheKeysThatAreThere() {
    OperatorDriver driver = new OperatorDriver(() -> operator(), ROW);
    for (int i = 0; i < 20_000; i++) {
      BatchBuilder rows = new BatchBuilder(ROW);
      String text = "a text of more than seven bytes, " + i;
      append(rows, 1, Arrays.asList(text, text, (long) i, i));
      append(
          rows,
          -1,
          Arrays.asList(null, "a text of more than seven bytes, " + (i - 5), null, i - 5));
      driver.send(rows.build());
      driver.endStep();
      driver.take();
    }
    assertThat(driver.snapshotBytes()).isLessThan(1 << 20);
  }

  @Test
  void afterEveryStepTheNetOutputIsTheLastRowOfEachKey() {
    for (int run = 0; run < 100; run++) {
      check(Seeds.next());
    }
  }

  private static void check(long seed) {
    Random random = new Random(seed);
    OperatorDriver driver = new OperatorDriver(() -> operator(), ROW);
    Map<List<Object>, List<Object>> table = new LinkedHashMap<>();
    Multiset actual = new Multiset();
    for (int step = 0; step < 30; step++) {
      BatchBuilder rows = new BatchBuilder(ROW);
      for (int i = random.nextInt(20); i > 0; i--) {
        List<Object> key = List.of("a key that is long " + random.nextInt(4), random.nextInt(3));
        boolean isDelete = random.nextInt(3) == 0;
        List<Object> row = row(key, isDelete, random);
        append(rows, isDelete ? -1 : 1, row);
        if (isDelete) {
          table.remove(key);
        } else {
          table.put(key, row);
        }
        if (random.nextInt(6) == 0) {
          driver.send(rows.build());
        }
        if (random.nextInt(10) == 0) {
          driver.send(rows.build());
          driver.advance(driver.watermark() + 1);
        }
      }
      driver.send(rows.build());
      driver.endStep();
      actual.apply(driver.take());
      Multiset expected = new Multiset();
      table.values().forEach(row -> expected.add(row, 1));
      assertThat(actual.minus(expected)).as("seed %d, step %d", seed, step).isEmpty();
      if (random.nextInt(3) == 0) {
        driver.restart();
      }
    }
  }

  private static List<Object> row(List<Object> key, boolean isDelete, Random random) {
    Object text = random.nextBoolean() ? "a value, perhaps long " + random.nextInt(3) : null;
    Object number = random.nextBoolean() ? (Object) (long) random.nextInt(2) : null;
    return Arrays.asList(isDelete ? null : text, key.get(0), isDelete ? null : number, key.get(1));
  }

  private static void append(BatchBuilder rows, int weight, List<Object> row) {
    for (int i = 0; i < row.size(); i++) {
      BoxedValues.append(rows.column(i), row.get(i));
    }
    rows.endRow(weight);
  }
}
