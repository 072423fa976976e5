package io.rheo.engine.operator.over;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.FrameBound;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.plan.OverFrame;
import io.rheo.engine.plan.OverTiming;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code OVER} within windows against one that looks at all rows of a window for each of them. */
class OverWindowPropertyTest {
  private static final int BEFORE = 2;

  private final OperatorMetrics metrics = OperatorMetrics.unshared("over");
  private final OrderedNode.Over plan = plan();
  private long late;

  private static OrderedNode.Over plan() {
    OverFrame last = OverPlans.rows(-BEFORE, 0);
    OverFrame first = new OverFrame(new FrameBound.Rows(1), new FrameBound.Unbounded());
    DataType bigint = DataType.of(TypeName.BIGINT);
    List<OverCall> calls =
        List.of(
            OverPlans.sum(last),
            OverPlans.max(first),
            OverPlans.sum(OverFrame.PARTITION),
            new OverCall.Rank(OverCall.Ranking.RANK, 0, bigint));
    List<Field> fields = new ArrayList<>(OverPlans.ROW.fields().subList(0, OverPlans.PASSED));
    calls.forEach(call -> fields.add(new Field("c" + fields.size(), call.type())));
    return new OrderedNode.Over(
        TestPlans.input(OverPlans.ROW, false),
        OverPlans.PASSED,
        OverTiming.WINDOW,
        OverPlans.TIME,
        List.of(OverPlans.TIME, OverPlans.KEY),
        List.of(new SortKey(OverPlans.VALUE, false, true)),
        calls,
        -1,
        new RowType(fields),
        TestPlans.traits(false));
  }

  @Test
  void closedWindowsAreComputedOnceFromAllTheirRows() {
    for (int run = 0; run < 60; run++) {
      check(Seeds.next());
    }
    assertThat(metrics.lateRows().get()).isEqualTo(late).isPositive();
  }

  private void check(long seed) {
    Random random = new Random(seed);
    OperatorDriver driver =
        new OperatorDriver(() -> new OverWindowOperator(plan, metrics), plan.rowType());
    List<List<Object>> open = new ArrayList<>();
    Multiset expected = new Multiset();
    Multiset actual = new Multiset();
    long watermark = Long.MIN_VALUE;
    for (int step = 0; step < 15; step++) {
      BatchBuilder batch = new BatchBuilder(OverPlans.ROW);
      for (int i = random.nextInt(20); i > 0; i--) {
        List<Object> row = row(random, step);
        append(row, batch);
        if ((Long) row.get(OverPlans.TIME) <= watermark) {
          late++;
        } else {
          open.add(row);
        }
        if (random.nextInt(6) == 0) {
          driver.send(batch.build());
        }
      }
      driver.send(batch.build());
      if (random.nextInt(3) > 0) {
        long next = step == 14 ? OneInputOperator.END_OF_INPUT : step * 10L - random.nextInt(15);
        watermark = Math.max(watermark, next);
        driver.advance(watermark);
        close(open, watermark, expected);
      }
      driver.endStep();
      actual.apply(driver.take());
      assertThat(actual.minus(expected)).as("seed " + seed + ", step " + step).isEmpty();
      if (random.nextInt(3) == 0) {
        driver.restart();
      }
    }
  }

  /** A window ends every ten milliseconds: the time column holds its last one. */
  private static List<Object> row(Random random, int step) {
    long window = Math.max(0, step - random.nextInt(3)) * 10L + 9;
    Long key = random.nextInt(6) == 0 ? null : (Long) (long) random.nextInt(3);
    Long value = random.nextInt(8) == 0 ? null : (Long) (long) random.nextInt(9);
    return Arrays.asList(key, value, window, 0L, 0L);
  }

  private static void append(List<Object> row, BatchBuilder batch) {
    for (int i = 0; i < row.size(); i++) {
      BoxedValues.append(batch.column(i), row.get(i));
    }
    batch.endRow();
  }

  private static void close(List<List<Object>> open, long watermark, Multiset expected) {
    List<List<Object>> closed =
        open.stream().filter(row -> (Long) row.get(OverPlans.TIME) <= watermark).toList();
    open.removeAll(closed);
    for (List<Object> row : closed) {
      List<Long> values =
          closed.stream()
              .filter(other -> Objects.equals(row.get(OverPlans.KEY), other.get(OverPlans.KEY)))
              .filter(other -> row.get(OverPlans.TIME).equals(other.get(OverPlans.TIME)))
              .map(other -> (Long) other.get(OverPlans.VALUE))
              .sorted(Comparator.nullsFirst(Comparator.naturalOrder()))
              .toList();
      expectOnce(row, values, closed, expected);
    }
  }

  /** Equal rows of a partition take its places with that value one after the other. */
  private static void expectOnce(
      List<Object> row, List<Long> values, List<List<Object>> closed, Multiset expected) {
    int place = values.indexOf((Long) row.get(OverPlans.VALUE));
    int rank = place + 1;
    for (List<Object> other : closed) {
      if (other == row) {
        break;
      }
      place += other.equals(row) ? 1 : 0;
    }
    List<Object> result = new ArrayList<>(row.subList(0, OverPlans.PASSED));
    result.add(sum(values.subList(Math.max(0, place - BEFORE), place + 1)));
    result.add(
        values.subList(place + 1, values.size()).stream()
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null));
    result.add(sum(values));
    result.add((long) rank);
    expected.add(result, 1);
  }

  private static Long sum(List<Long> values) {
    List<Long> known = values.stream().filter(Objects::nonNull).toList();
    return known.isEmpty() ? null : (Long) known.stream().mapToLong(value -> value).sum();
  }
}
