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
import io.rheo.engine.plan.SessionWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.plan.WindowProperty;
import io.rheo.engine.type.RowType;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random rows, out of order, in random batches and steps with restores, against sessions made row
 * by row: each row in turn is put into a list of open sessions, after those that the rows before it
 * had closed were taken out.
 */
class SessionPropertyTest {
  private static final List<WindowProperty> PROPERTIES =
      List.of(WindowProperty.WINDOW_END, WindowProperty.WINDOW_START, WindowProperty.WINDOW_TIME);

  /** The rows that are there of one key, and of the sessions of it that have closed. */
  private record Sessions(List<List<Object>> open, List<List<List<Object>>> closed) {}

  private final Map<List<Object>, Sessions> sessions = new LinkedHashMap<>();
  private long lateRows;

  @Test
  void onCloseEachSessionIsTheAggregateOfItsRows() {
    for (int run = 0; run < 60; run++) {
      check(EmitMode.ON_WINDOW_CLOSE);
    }
  }

  @Test
  void withChangesEveryStepShowsTheSessionsOfTheRowsSoFar() {
    for (int run = 0; run < 60; run++) {
      check(EmitMode.CHANGES);
    }
  }

  private void check(EmitMode emit) {
    sessions.clear();
    lateRows = 0;
    long seed = Seeds.next();
    Random random = new Random(seed);
    boolean updating = random.nextInt(3) == 0;
    long gap = random.nextInt(1, 12);
    List<Integer> keys = RandomRows.keys(random);
    List<AggregateCall> calls = RandomRows.calls(random, random.nextInt(3) == 0);
    RowType output = TestPlans.output(RandomRows.TYPE, keys, calls, PROPERTIES);
    WindowNode.SessionAggregate plan =
        new WindowNode.SessionAggregate(
            TestPlans.input(RandomRows.TYPE, updating),
            new SessionWindow(gap, Optional.empty()),
            RandomRows.TIME,
            keys,
            calls,
            PROPERTIES,
            emit,
            output,
            TestPlans.traits(emit == EmitMode.CHANGES));
    OperatorMetrics metrics = OperatorMetrics.unshared("session");
    OperatorDriver driver =
        new OperatorDriver(() -> SessionWindows.aggregate(plan, metrics), output);
    String what = "seed " + seed + ", " + plan.window() + ", " + keys + " " + calls;
    run(random, plan, updating, driver, what);
    assertThat(metrics.lateRows().get()).as(what).isEqualTo(lateRows);
  }

  private void run(
      Random random,
      WindowNode.SessionAggregate plan,
      boolean updating,
      OperatorDriver driver,
      String what) {
    RandomRows rows = new RandomRows(random, updating);
    BatchBuilder builder = new BatchBuilder(RandomRows.TYPE);
    Multiset actual = new Multiset();
    long watermark = OneInputOperator.NO_WATERMARK;
    long announced = watermark;
    long clock = -20;
    for (int i = 0; i < 400; i++) {
      clock += random.nextInt(40) == 0 ? random.nextInt(100) : random.nextInt(3);
      RandomRows.Change change = rows.next(clock - random.nextInt(30));
      boolean behind = change.time() != null && change.time() - 1 <= watermark;
      if ((behind && watermark > announced) || random.nextInt(20) == 0) {
        driver.send(builder.build()); // as a scan does
        if (watermark > announced) {
          driver.advance(watermark);
          announced = watermark;
        }
      }
      count(plan, change, watermark);
      change.appendTo(builder);
      watermark = change.time() == null ? watermark : Math.max(watermark, change.time() - 8);
      if (random.nextInt(25) == 0) {
        driver.send(builder.build());
        if (watermark > announced) {
          driver.advance(watermark);
          announced = watermark;
        }
        endStep(plan, random, driver, actual, watermark, what);
      }
    }
    driver.send(builder.build());
    driver.advance(OneInputOperator.END_OF_INPUT);
    endStep(plan, random, driver, actual, OneInputOperator.END_OF_INPUT, what);
    driver.restart();
    assertThat(driver.snapshotBytes()).as("state in the end, %s", what).isLessThan(60_000);
  }

  private void endStep(
      WindowNode.SessionAggregate plan,
      Random random,
      OperatorDriver driver,
      Multiset actual,
      long watermark,
      String what) {
    driver.endStep();
    actual.apply(driver.take());
    assertThat(actual.minus(expected(plan, watermark))).as(what).isEmpty();
    if (random.nextInt(3) == 0) {
      driver.restart();
    }
  }

  private void count(WindowNode.SessionAggregate plan, RandomRows.Change change, long watermark) {
    if (change.time() == null) {
      return;
    }
    List<Object> key = new ArrayList<>();
    plan.keys().forEach(column -> key.add(change.row().get(column)));
    Sessions ofKey =
        sessions.computeIfAbsent(key, absent -> new Sessions(new ArrayList<>(), new ArrayList<>()));
    long gap = plan.window().gapMillis();
    close(ofKey, gap, watermark);
    boolean joins =
        ofKey.open().stream().anyMatch(row -> Math.abs(time(row) - change.time()) <= gap);
    if (change.weight() < 0) {
      lateRows += ofKey.open().remove(change.row()) ? 0 : 1;
      expire(ofKey, gap, watermark);
    } else if (!joins && change.time() + gap - 1 <= watermark) {
      lateRows++;
    } else {
      ofKey.open().add(change.row());
    }
  }

  /** What the retraction parted from an open session, and would have closed by itself, is late. */
  private void expire(Sessions ofKey, long gap, long watermark) {
    for (List<List<Object>> session : split(ofKey.open(), gap)) {
      if (end(session, gap) - 1 <= watermark) {
        session.forEach(ofKey.open()::remove);
        lateRows += session.stream().distinct().count();
      }
    }
  }

  private static long time(List<Object> row) {
    return (Long) row.get(RandomRows.TIME);
  }

  private static void close(Sessions sessions, long gap, long watermark) {
    for (List<List<Object>> session : split(sessions.open(), gap)) {
      if (end(session, gap) - 1 <= watermark) {
        sessions.closed().add(session);
        session.forEach(sessions.open()::remove);
      }
    }
  }

  /** The sessions of rows that are there. */
  private static List<List<List<Object>>> split(List<List<Object>> rows, long gap) {
    List<List<List<Object>>> result = new ArrayList<>();
    List<List<Object>> byTime = new ArrayList<>(rows);
    byTime.sort((a, b) -> Long.compare(time(a), time(b)));
    long last = 0;
    for (List<Object> row : byTime) {
      if (result.isEmpty() || time(row) - last > gap) {
        result.add(new ArrayList<>());
      }
      result.get(result.size() - 1).add(row);
      last = time(row);
    }
    return result;
  }

  private static long end(List<List<Object>> session, long gap) {
    return session.stream().mapToLong(SessionPropertyTest::time).max().orElseThrow() + gap;
  }

  private Multiset expected(WindowNode.SessionAggregate plan, long watermark) {
    long gap = plan.window().gapMillis();
    Multiset expected = new Multiset();
    sessions.forEach(
        (key, ofKey) -> {
          close(ofKey, gap, watermark);
          List<List<List<Object>>> shown = new ArrayList<>(ofKey.closed());
          if (plan.emit() == EmitMode.CHANGES) {
            shown.addAll(split(ofKey.open(), gap));
          }
          for (List<List<Object>> session : shown) {
            List<Object> row = new ArrayList<>(key);
            row.addAll(NaiveAggregates.compute(plan.aggregates(), session));
            row.add(end(session, gap));
            row.add(session.stream().mapToLong(SessionPropertyTest::time).min().orElseThrow());
            row.add(end(session, gap) - 1);
            expected.add(row, 1);
          }
        });
    return expected;
  }
}
