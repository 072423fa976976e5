package io.rheo.engine.operator.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.OperatorDriver.OutputRow;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.IntervalJoin;
import io.rheo.engine.plan.JoinKind;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalJoinOperatorTest {
  private static final int STEPS = 25;

  @Test
  void pairsComeAtOnceAndLoneRowsWhenNoPartnerCanFollow() {
    for (int run = 0; run < 15; run++) {
      for (JoinKind kind : JoinKind.values()) {
        check(kind, run % 3 == 0, Seeds.next());
      }
    }
  }

  private static void check(JoinKind kind, boolean lateRows, long seed) {
    Random random = new Random(seed);
    IntervalJoin plan = plan(kind, random);
    List<OperatorMetrics> metrics =
        List.of(OperatorMetrics.unshared("left"), OperatorMetrics.unshared("right"));
    JoinInputs inputs =
        new JoinInputs(
            () -> new IntervalJoinOperator(plan, metrics, JoinInputs::environment), plan.rowType());
    Reference reference = new Reference(plan);
    Multiset actual = new Multiset();
    String label = "seed " + seed + ", " + plan;
    for (int step = 0; step <= STEPS; step++) {
      for (int i = random.nextInt(5); i >= 0 && step < STEPS; i--) {
        int side = random.nextInt(2);
        if (random.nextInt(3) > 0) {
          long from = lateRows ? step * 4 - 8 : Math.max(inputs.watermark() + 1, step * 4 - 8);
          List<TimedRow> rows = rows(random, from);
          inputs.send(side, TimedRow.batch(rows));
          rows.forEach(row -> reference.add(side, row, inputs.watermark()));
        } else {
          inputs.advance(side, step * 4 - random.nextInt(8));
        }
        reference.pass(inputs.watermark());
        take(inputs, plan, lateRows, actual, label);
      }
      if (step == STEPS) {
        inputs.advance(0, Long.MAX_VALUE);
        inputs.advance(1, Long.MAX_VALUE);
        reference.pass(Long.MAX_VALUE);
        take(inputs, plan, true, actual, label);
      }
      inputs.endStep();
      assertThat(actual.minus(reference.result)).as(label + ", step " + step).isEmpty();
      if (random.nextInt(3) == 0) {
        inputs.restart();
      }
    }
    assertThat(metrics.get(0).lateRows().get() + metrics.get(1).lateRows().get())
        .as(label)
        .isEqualTo(reference.late);
  }

  /** Rows are inserts, and not behind the watermark that the join has given. */
  private static void take(
      JoinInputs inputs, IntervalJoin plan, boolean lateRows, Multiset actual, String label) {
    long given = inputs.outputWatermark();
    List<OutputRow> rows = inputs.take();
    actual.apply(rows);
    for (OutputRow row : rows) {
      assertThat(row.weight()).as(label).isEqualTo(1);
      for (int time = TimedRow.TIME; time < row.values().size() && !lateRows; time += 3) {
        if (!plan.kind().pads(time / 3) && row.values().get(time) != null) {
          assertThat((Long) row.values().get(time)).as(label).isGreaterThan(given);
        }
      }
    }
  }

  private static List<TimedRow> rows(Random random, long from) {
    List<TimedRow> rows = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      rows.add(TimedRow.random(random, from + random.nextInt(16)));
    }
    return rows;
  }

  private static IntervalJoin plan(JoinKind kind, Random random) {
    long lower = random.nextLong(-12, 12);
    long upper = lower + random.nextInt(12) - 1;
    return new IntervalJoin(
        TimedRow.input(false),
        TimedRow.input(false),
        kind,
        TimedRow.keys(random),
        TimedRow.condition(random),
        TimedRow.columns(kind.givesPairs()),
        TimedRow.TIME,
        TimedRow.TIME,
        lower,
        upper,
        TimedRow.rowType(kind.givesPairs()),
        TestPlans.traits(false));
  }

  /** By the definition: every pair of rows of which the first is still held is looked at. */
  private static final class Reference {
    private final IntervalJoin plan;
    private final List<Held> held = new ArrayList<>();
    private final Multiset result = new Multiset();
    private int late;

    private static final class Held {
      private final int side;
      private final TimedRow row;
      private boolean matched;

      Held(int side, TimedRow row) {
        this.side = side;
        this.row = row;
      }
    }

    Reference(IntervalJoin plan) {
      this.plan = plan;
    }

    void add(int side, TimedRow row, long watermark) {
      Held added = new Held(side, row);
      boolean hasKey = plan.keys().stream().allMatch(key -> row.key() != null || key.nullsEqual());
      if (row.time() != null && hasKey) {
        late += row.time() <= watermark ? 1 : 0;
        held.stream().filter(other -> other.side != side).forEach(other -> meet(added, other));
      }
      held.add(added);
      pass(watermark);
    }

    private void meet(Held one, Held other) {
      Held left = one.side == 0 ? one : other;
      Held right = one.side == 0 ? other : one;
      if (left.row.time() == null
          || right.row.time() == null
          || right.row.time() - left.row.time() < plan.lower()
          || right.row.time() - left.row.time() > plan.upper()
          || !TimedRow.haveEqualKeys(plan.keys(), left.row, right.row)
          || !TimedRow.test(plan.condition(), left.row, right.row)) {
        return;
      }
      if (plan.kind().givesPairs()) {
        result.add(TimedRow.joined(true, left.row, right.row), 1);
      } else if (plan.kind() == JoinKind.SEMI && !left.matched) {
        result.add(left.row.values(), 1);
      }
      left.matched = true;
      right.matched = true;
    }

    /** Drops what no row can meet any more. */
    void pass(long watermark) {
      List<Held> gone = held.stream().filter(row -> isGone(row, watermark)).toList();
      held.removeAll(gone);
      gone.stream().filter(row -> !row.matched).forEach(this::alone);
    }

    private boolean isGone(Held row, long watermark) {
      boolean hasKey =
          plan.keys().stream().allMatch(key -> row.row.key() != null || key.nullsEqual());
      return !hasKey
          || row.row.time() == null
          || row.row.time() + plan.reach(row.side) <= watermark;
    }

    private void alone(Held row) {
      boolean given =
          switch (plan.kind()) {
            case INNER, SEMI -> false;
            case LEFT, ANTI -> row.side == 0;
            case RIGHT -> row.side == 1;
            case FULL -> true;
          };
      if (given) {
        TimedRow left = row.side == 0 ? row.row : null;
        TimedRow right = row.side == 1 ? row.row : null;
        result.add(TimedRow.joined(plan.kind().givesPairs(), left, right), 1);
      }
    }
  }
}
