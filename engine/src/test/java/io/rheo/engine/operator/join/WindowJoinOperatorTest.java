package io.rheo.engine.operator.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.OperatorDriver.OutputRow;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.plan.JoinKey;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.WindowJoin;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows whose time is the end of the window that they are in, or its last millisecond. */
class WindowJoinOperatorTest {
  private static final int STEPS = 25;
  private static final long SIZE = 5;

  @Test
  void rowsOfAWindowComeWhenItClosesAndLateOnesAreDropped() {
    for (int run = 0; run < 15; run++) {
      for (JoinKind kind : JoinKind.values()) {
        check(kind, Seeds.next());
      }
    }
  }

  private static void check(JoinKind kind, long seed) {
    Random random = new Random(seed);
    WindowJoin plan = plan(kind, random);
    List<OperatorMetrics> metrics =
        List.of(OperatorMetrics.unshared("left"), OperatorMetrics.unshared("right"));
    JoinInputs inputs =
        new JoinInputs(
            () -> new WindowJoinOperator(plan, metrics, JoinInputs::environment), plan.rowType());
    List<List<TimedRow>> taken = List.of(new ArrayList<>(), new ArrayList<>());
    int late = 0;
    Multiset actual = new Multiset();
    String label = "seed " + seed + ", " + plan;
    for (int step = 0; step <= STEPS; step++) {
      for (int i = random.nextInt(5); i >= 0 && step < STEPS; i--) {
        int side = random.nextInt(2);
        if (random.nextInt(3) > 0) {
          List<TimedRow> rows = rows(random, step);
          inputs.send(side, TimedRow.batch(rows));
          List<TimedRow> open =
              rows.stream().filter(row -> !isClosed(plan, row, inputs.watermark())).toList();
          late += rows.size() - open.size();
          taken.get(side).addAll(open);
        } else {
          inputs.advance(side, step * 4 - random.nextInt(8));
        }
        take(inputs, actual, label);
      }
      if (step == STEPS) {
        inputs.advance(0, Long.MAX_VALUE);
        inputs.advance(1, Long.MAX_VALUE);
        take(inputs, actual, label);
      }
      inputs.endStep();
      assertThat(actual.minus(expected(plan, taken, inputs.watermark())))
          .as(label + ", step " + step)
          .isEmpty();
      if (random.nextInt(3) == 0) {
        inputs.restart();
      }
    }
    assertThat(metrics.get(0).lateRows().get() + metrics.get(1).lateRows().get())
        .as(label)
        .isEqualTo(late);
  }

  /** Rows are inserts, and in a window that the watermark given before has not closed. */
  private static void take(JoinInputs inputs, Multiset actual, String label) {
    long given = inputs.outputWatermark();
    List<OutputRow> rows = inputs.take();
    actual.apply(rows);
    for (OutputRow row : rows) {
      assertThat(row.weight()).as(label).isEqualTo(1);
      for (int time = TimedRow.TIME; time < row.values().size(); time += 3) {
        Long end = (Long) row.values().get(time);
        assertThat(end == null || end > given).as(label).isTrue();
      }
    }
  }

  private static boolean isClosed(WindowJoin plan, TimedRow row, long watermark) {
    return row.time() - (plan.endIsExclusive() ? 1 : 0) <= watermark;
  }

  private static List<TimedRow> rows(Random random, int step) {
    List<TimedRow> rows = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      TimedRow row = TimedRow.random(random, 0);
      long end = SIZE * Math.floorDiv(step * 4 + random.nextInt(16) - 6, SIZE);
      rows.add(new TimedRow(row.key(), end, row.value()));
    }
    return rows;
  }

  private static WindowJoin plan(JoinKind kind, Random random) {
    JoinKey closing = new JoinKey(TimedRow.TIME, TimedRow.TIME, false);
    List<JoinKey> keys = new ArrayList<>(TimedRow.keys(random));
    keys.add(random.nextInt(keys.size() + 1), closing);
    return new WindowJoin(
        TimedRow.input(false),
        TimedRow.input(false),
        kind,
        keys,
        TimedRow.condition(random),
        TimedRow.columns(kind.givesPairs()),
        closing,
        random.nextBoolean(),
        TimedRow.rowType(kind.givesPairs()),
        new StreamTraits(false, false, List.of()));
  }

  /** By the definition: every pair of the windows that have closed is looked at. */
  private static Multiset expected(WindowJoin plan, List<List<TimedRow>> taken, long watermark) {
    Multiset expected = new Multiset();
    boolean pairs = plan.kind().givesPairs();
    List<TimedRow> lefts = closed(plan, taken.get(0), watermark);
    List<TimedRow> rights = closed(plan, taken.get(1), watermark);
    boolean[] matched = new boolean[rights.size()];
    for (TimedRow left : lefts) {
      boolean any = false;
      for (int i = 0; i < rights.size(); i++) {
        if (goTogether(plan, left, rights.get(i))) {
          any = true;
          matched[i] = true;
          if (pairs) {
            expected.add(TimedRow.joined(true, left, rights.get(i)), 1);
          }
        }
      }
      boolean alone =
          switch (plan.kind()) {
            case INNER, RIGHT -> false;
            case LEFT, FULL, ANTI -> !any;
            case SEMI -> any;
          };
      if (alone) {
        expected.add(TimedRow.joined(pairs, left, null), 1);
      }
    }
    for (int i = 0; i < matched.length; i++) {
      if (!matched[i] && plan.kind().watches(1)) {
        expected.add(TimedRow.joined(true, null, rights.get(i)), 1);
      }
    }
    return expected;
  }

  private static List<TimedRow> closed(WindowJoin plan, List<TimedRow> rows, long watermark) {
    return rows.stream().filter(row -> isClosed(plan, row, watermark)).toList();
  }

  private static boolean goTogether(WindowJoin plan, TimedRow left, TimedRow right) {
    List<JoinKey> others = plan.keys().stream().filter(key -> !key.equals(plan.closing())).toList();
    return left.time().equals(right.time())
        && TimedRow.haveEqualKeys(others, left, right)
        && TimedRow.test(plan.condition(), left, right);
  }
}
