package io.rheo.engine.operator.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.NaiveAggregates;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.RandomRows;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.CountWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.plan.WindowProperty;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Windows of row counts against the same windows cut out of a list of all rows. */
class CountWindowPropertyTest {
  private static final List<WindowProperty> PROPERTIES =
      List.of(WindowProperty.WINDOW_START, WindowProperty.WINDOW_END, WindowProperty.WINDOW_TIME);

  private final Map<List<Object>, List<List<Object>>> partitions = new LinkedHashMap<>();

  @Test
  void aggregatesTheRowsOfEachCompleteWindow() {
    for (int run = 0; run < 25; run++) {
      long seed = Seeds.next();
      Random random = new Random(seed);
      List<Integer> partition = random.nextBoolean() ? List.of() : List.of(1);
      List<Integer> keys = random.nextBoolean() ? List.of() : List.of(2, 8);
      List<AggregateCall> calls = RandomRows.calls(random, random.nextInt(3) == 0);
      CountWindow window = new CountWindow(random.nextInt(1, 12), random.nextInt(1, 30));
      WindowNode.CountWindowAggregate plan = aggregate(window, partition, keys, calls);
      OperatorDriver driver =
          new OperatorDriver(
              () -> new CountWindowAggregateOperator(plan, OperatorMetrics.unshared("rows")),
              plan.rowType());
      Multiset actual = run(random, partition, driver);
      Multiset expected = new Multiset();
      forCompleteWindows(window, (rows, start) -> addAggregates(plan, rows, start, expected));
      assertThat(actual.minus(expected)).as("seed " + seed + ", " + plan).isEmpty();
    }
  }

  private static WindowNode.CountWindowAggregate aggregate(
      CountWindow window, List<Integer> partition, List<Integer> keys, List<AggregateCall> calls) {
    List<Integer> allKeys = new ArrayList<>(partition);
    allKeys.addAll(keys);
    return new WindowNode.CountWindowAggregate(
        TestPlans.input(RandomRows.TYPE, false),
        window,
        partition,
        keys,
        calls,
        PROPERTIES,
        RandomRows.TIME,
        TestPlans.output(RandomRows.TYPE, allKeys, calls, PROPERTIES),
        TestPlans.traits(false));
  }

  private static void addAggregates(
      WindowNode.CountWindowAggregate plan,
      List<List<Object>> rows,
      long start,
      Multiset expected) {
    Map<List<Object>, List<List<Object>>> groups = new LinkedHashMap<>();
    List<Integer> keys = new ArrayList<>(plan.partition());
    keys.addAll(plan.keys());
    for (List<Object> row : rows) {
      groups.computeIfAbsent(values(row, keys), absent -> new ArrayList<>()).add(row);
    }
    groups.forEach(
        (key, members) -> {
          List<Object> row = new ArrayList<>(key);
          row.addAll(NaiveAggregates.compute(plan.aggregates(), members));
          row.addAll(properties(plan.window(), rows, start));
          expected.add(row, 1);
        });
  }

  @Test
  void assignsTheRowsOfEachCompleteWindow() {
    for (int run = 0; run < 25; run++) {
      long seed = Seeds.next();
      Random random = new Random(seed);
      List<Integer> partition = random.nextBoolean() ? List.of() : List.of(1, 2);
      CountWindow window = new CountWindow(random.nextInt(1, 12), random.nextInt(1, 30));
      WindowNode.CountWindowAssign plan = assign(window, partition);
      OperatorDriver driver =
          new OperatorDriver(() -> new CountWindowAssignOperator(plan), plan.rowType());
      Multiset actual = run(random, partition, driver);
      Multiset expected = new Multiset();
      forCompleteWindows(
          window,
          (rows, start) -> {
            for (List<Object> row : rows) {
              List<Object> copy = new ArrayList<>(row);
              copy.addAll(properties(window, rows, start));
              expected.add(copy, 1);
            }
          });
      assertThat(actual.minus(expected)).as("seed " + seed + ", " + plan).isEmpty();
    }
  }

  private static WindowNode.CountWindowAssign assign(CountWindow window, List<Integer> partition) {
    List<Field> fields = new ArrayList<>(RandomRows.TYPE.fields());
    fields.add(new Field("window_start", DataType.of(TypeName.BIGINT)));
    fields.add(new Field("window_end", DataType.of(TypeName.BIGINT)));
    fields.add(new Field("window_time", DataType.of(TypeName.TIMESTAMP)));
    return new WindowNode.CountWindowAssign(
        TestPlans.input(RandomRows.TYPE, false),
        window,
        partition,
        RandomRows.TIME,
        new RowType(fields),
        TestPlans.traits(false));
  }

  /** Runs 300 random rows and remembers them by partition. */
  private Multiset run(Random random, List<Integer> partition, OperatorDriver driver) {
    partitions.clear();
    RandomRows rows = new RandomRows(random, false);
    BatchBuilder builder = new BatchBuilder(RandomRows.TYPE);
    Multiset actual = new Multiset();
    for (int i = 0; i < 300; i++) {
      RandomRows.Change change = rows.next(i - random.nextInt(20));
      change.appendTo(builder);
      partitions
          .computeIfAbsent(values(change.row(), partition), absent -> new ArrayList<>())
          .add(change.row());
      if (random.nextInt(20) == 0) {
        driver.send(builder.build());
        driver.endStep();
      }
      if (builder.isEmpty() && random.nextInt(3) == 0) {
        driver.restart();
      }
    }
    driver.send(builder.build());
    actual.apply(driver.take());
    return actual;
  }

  private static List<Object> values(List<Object> row, List<Integer> columns) {
    List<Object> values = new ArrayList<>();
    columns.forEach(column -> values.add(row.get(column)));
    return values;
  }

  @FunctionalInterface
  private interface WindowVisitor {
    void visit(List<List<Object>> rows, long start);
  }

  private void forCompleteWindows(CountWindow window, WindowVisitor visitor) {
    for (List<List<Object>> rows : partitions.values()) {
      for (int start = 0; start + window.size() <= rows.size(); start += (int) window.slide()) {
        visitor.visit(rows.subList(start, start + (int) window.size()), start);
      }
    }
  }

  private static List<Object> properties(CountWindow window, List<List<Object>> rows, long start) {
    Long time =
        rows.stream()
            .map(row -> (Long) row.get(RandomRows.TIME))
            .filter(Objects::nonNull)
            .max(Long::compare)
            .orElse(null);
    List<Object> properties = new ArrayList<>(List.of(start, start + window.size()));
    properties.add(time);
    return properties;
  }
}
