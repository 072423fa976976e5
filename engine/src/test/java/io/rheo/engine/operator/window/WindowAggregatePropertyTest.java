package io.rheo.engine.operator.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.NaiveAggregates;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.RandomRows;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.plan.WindowProperty;
import io.rheo.engine.type.RowType;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random rows, out of order, in random batches and steps, against windows recomputed from all rows
 * that were not late for them.
 */
class WindowAggregatePropertyTest {
  private static final long DAY = 86_400_000L;
  private static final List<WindowProperty> PROPERTIES =
      List.of(WindowProperty.WINDOW_END, WindowProperty.WINDOW_START);
  private static final List<TimeWindow> WINDOWS =
      List.of(
          new TimeWindow.Fixed(10, 10, 3),
          new TimeWindow.Fixed(5, 20, 0),
          new TimeWindow.Fixed(4, 10, -1), // panes of 2
          new TimeWindow.Fixed(10, 4, 0), // sampling
          new TimeWindow.Cumulating(5, 20, 2),
          new TimeWindow.Cumulating(6, 6, 0),
          new TimeWindow.Given(1),
          new TimeWindow.Months(1, 0),
          new TimeWindow.Months(new TimeWindow.Fixed(1, 2, 0), 0));

  private final Map<Long, Map<List<Object>, List<List<Object>>>> windows = new LinkedHashMap<>();
  private long lateRows;

  @Test
  void onCloseEachWindowIsTheAggregateOfItsRows() {
    for (int run = 0; run < 40; run++) {
      check(Seeds.next(), EmitMode.ON_WINDOW_CLOSE);
    }
  }

  @Test
  void withChangesEveryStepShowsTheAggregatesOfTheRowsSoFar() {
    for (int run = 0; run < 20; run++) {
      check(Seeds.next(), EmitMode.CHANGES);
    }
  }

  private void check(long seed, EmitMode emit) {
    windows.clear();
    lateRows = 0;
    Random random = new Random(seed);
    boolean updating = random.nextBoolean();
    TimeWindow window = WINDOWS.get(random.nextInt(WINDOWS.size()));
    List<Integer> keys = RandomRows.keys(random);
    List<AggregateCall> calls = RandomRows.calls(random, random.nextInt(3) == 0);
    RowType output = TestPlans.output(RandomRows.TYPE, keys, calls, PROPERTIES);
    WindowNode.WindowAggregate plan =
        new WindowNode.WindowAggregate(
            TestPlans.input(RandomRows.TYPE, updating),
            window,
            RandomRows.TIME,
            keys,
            calls,
            PROPERTIES,
            emit,
            output,
            TestPlans.traits(emit == EmitMode.CHANGES));
    OperatorMetrics metrics = OperatorMetrics.unshared("window");
    OperatorDriver driver =
        new OperatorDriver(() -> WindowAggregates.operator(plan, metrics), output);
    String what = "seed " + seed + ", " + window + ", " + keys + " " + calls;
    run(random, plan, updating, driver, what);
    assertThat(metrics.lateRows().get()).as(what).isEqualTo(lateRows);
  }

  private void run(
      Random random,
      WindowNode.WindowAggregate plan,
      boolean updating,
      OperatorDriver driver,
      String what) {
    long unit = plan.window() instanceof TimeWindow.Months ? DAY : 1;
    RandomRows rows = new RandomRows(random, updating);
    BatchBuilder builder = new BatchBuilder(RandomRows.TYPE);
    Multiset actual = new Multiset();
    long watermark = OneInputOperator.NO_WATERMARK;
    long clock = -20;
    for (int i = 0; i < 400; i++) {
      clock += random.nextInt(60) == 0 ? random.nextInt(200) : random.nextInt(2);
      RandomRows.Change change = rows.next((clock - random.nextInt(25)) * unit);
      change.appendTo(builder);
      count(plan, change, watermark);
      long reached =
          change.time() == null ? watermark : Math.max(watermark, change.time() - 8 * unit);
      boolean crosses = crossesAnEdge(plan.window(), watermark, reached);
      watermark = reached;
      if (crosses || random.nextInt(20) == 0) {
        driver.send(builder.build());
        if (watermark != OneInputOperator.NO_WATERMARK) {
          driver.advance(watermark);
        }
      }
      if (random.nextInt(25) == 0) {
        driver.send(builder.build());
        endStep(plan, random, driver, actual, watermark, what);
      }
    }
    driver.send(builder.build());
    driver.advance(OneInputOperator.END_OF_INPUT);
    endStep(plan, random, driver, actual, OneInputOperator.END_OF_INPUT, what);
  }

  private void endStep(
      WindowNode.WindowAggregate plan,
      Random random,
      OperatorDriver driver,
      Multiset actual,
      long watermark,
      String what) {
    driver.endStep();
    actual.apply(driver.take());
    // The watermark may be known to the operator only up to its last edge: windows are the same.
    assertThat(actual.minus(expected(plan, watermark))).as(what).isEmpty();
    if (random.nextInt(3) == 0) {
      driver.restart();
    }
  }

  private static boolean crossesAnEdge(TimeWindow window, long before, long after) {
    return before == OneInputOperator.NO_WATERMARK
        ? after != before
        : window.paneStart(before + 1) != window.paneStart(after + 1);
  }

  /** Puts the change into each window that it is not late for. */
  private void count(WindowNode.WindowAggregate plan, RandomRows.Change change, long watermark) {
    if (change.time() == null) {
      return;
    }
    TimeWindow window = plan.window();
    List<Object> key = new ArrayList<>();
    plan.keys().forEach(column -> key.add(change.row().get(column)));
    long pane = window.paneStart(change.time());
    boolean late = false;
    for (long end = window.firstWindowEnd(pane);
        end <= window.lastWindowEnd(pane);
        end = window.nextWindowEnd(end)) {
      if (end - 1 <= watermark) {
        late = true;
        continue;
      }
      List<List<Object>> members =
          windows
              .computeIfAbsent(end, absent -> new LinkedHashMap<>())
              .computeIfAbsent(key, absent -> new ArrayList<>());
      if (change.weight() > 0) {
        members.add(change.row());
      } else {
        assertThat(members.remove(change.row())).isTrue();
      }
    }
    lateRows += late ? 1 : 0;
  }

  private Multiset expected(WindowNode.WindowAggregate plan, long watermark) {
    Multiset expected = new Multiset();
    windows.forEach(
        (end, groups) -> {
          if (plan.emit() == EmitMode.ON_WINDOW_CLOSE && end - 1 > watermark) {
            return;
          }
          groups.forEach(
              (key, members) -> {
                List<Object> row = new ArrayList<>(key);
                row.addAll(NaiveAggregates.compute(plan.aggregates(), members));
                row.add(end);
                row.add(plan.window().windowStart(end));
                if (!members.isEmpty()) {
                  expected.add(row, 1);
                }
              });
        });
    return expected;
  }
}
