package io.rheo.engine.operator.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.operator.MultiInputOperator;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.OperatorDriver.OutputRow;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.TimeMatch;
import io.rheo.engine.plan.VersionJoin;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both operators that join with the row that is nearest in time. */
class VersionJoinOperatorTest {
  private static final int STEPS = 25;

  @Test
  void eachRowMeetsTheLastOneBeforeWhenTheWatermarkHasPassedIt() {
    for (int run = 0; run < 30; run++) {
      for (TimeMatch match : List.of(TimeMatch.AT_OR_AFTER, TimeMatch.AFTER)) {
        checkStreams(match, Seeds.next());
      }
    }
  }

  @Test
  void eachRowMeetsTheNearestOneOnceAllAreThere() {
    for (int run = 0; run < 30; run++) {
      for (TimeMatch match : TimeMatch.values()) {
        checkWhole(match, Seeds.next());
      }
    }
  }

  private static void checkStreams(TimeMatch match, long seed) {
    Random random = new Random(seed);
    VersionJoin plan = plan(match, false, random);
    JoinInputs inputs = new JoinInputs(() -> streaming(plan), plan.rowType());
    Reference reference = new Reference(plan);
    List<TimedRow> open = new ArrayList<>(); // left rows that may be taken back
    Multiset actual = new Multiset();
    String label = "seed " + seed + ", " + plan;
    for (int step = 0; step <= STEPS; step++) {
      for (int i = random.nextInt(5); i >= 0 && step < STEPS; i--) {
        int side = random.nextInt(2);
        if (random.nextInt(3) == 0) {
          inputs.advance(side, step * 4 - random.nextInt(8));
        } else if (side == 0) {
          sendLeft(inputs, reference, open, step, random);
        } else {
          // A right row that is late is met by left rows that are not.
          sendRight(inputs, reference, rows(random, step * 4 - 8));
        }
        reference.pass(inputs.watermark());
        take(inputs, actual, label);
      }
      if (step == STEPS) {
        inputs.advance(0, Long.MAX_VALUE);
        inputs.advance(1, Long.MAX_VALUE);
        reference.pass(Long.MAX_VALUE);
        take(inputs, actual, label);
      }
      inputs.endStep();
      assertThat(actual.minus(reference.result)).as(label + ", step " + step).isEmpty();
      if (random.nextInt(3) == 0) {
        inputs.restart();
      }
    }
  }

  /** Rows that the watermark has not passed, and some of those before taken back. */
  private static void sendLeft(
      JoinInputs inputs, Reference reference, List<TimedRow> open, int step, Random random) {
    BatchBuilder batch = new BatchBuilder(TimedRow.TYPE);
    open.removeIf(row -> row.time() == null || row.time() <= inputs.watermark());
    for (TimedRow row : rows(random, Math.max(inputs.watermark() + 1, step * 4 - 8))) {
      row.appendTo(batch, 1);
      reference.addLeft(row, 1);
      open.add(row);
      if (random.nextInt(4) == 0) {
        TimedRow back = open.remove(random.nextInt(open.size()));
        back.appendTo(batch, -1);
        reference.addLeft(back, -1);
      }
    }
    inputs.send(0, batch.build());
  }

  private static void sendRight(JoinInputs inputs, Reference reference, List<TimedRow> rows) {
    inputs.send(1, TimedRow.batch(rows));
    reference.rights.addAll(rows);
  }

  private static void checkWhole(TimeMatch match, long seed) {
    Random random = new Random(seed);
    VersionJoin plan = plan(match, true, random);
    JoinInputs inputs =
        new JoinInputs(
            () -> new WholeVersionJoinOperator(plan, JoinInputs::environment), plan.rowType());
    Reference reference = new Reference(plan);
    Multiset actual = new Multiset();
    String label = "seed " + seed + ", " + plan;
    int rightEnds = random.nextInt(STEPS);
    for (int step = 0; step < STEPS; step++) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        List<TimedRow> rows = rows(random, random.nextInt(40));
        if (step <= rightEnds && random.nextBoolean()) {
          sendRight(inputs, reference, rows);
        } else {
          inputs.send(0, TimedRow.batch(rows));
          rows.forEach(row -> reference.addLeft(row, 1));
        }
        actual.apply(inputs.take());
      }
      if (step == rightEnds) {
        inputs.advance(1, Long.MAX_VALUE);
        actual.apply(inputs.take());
      }
      inputs.endStep();
      if (step >= rightEnds) {
        reference.pass(Long.MAX_VALUE);
      }
      assertThat(actual.minus(reference.result)).as(label + ", step " + step).isEmpty();
      if (random.nextInt(3) == 0) {
        inputs.restart();
      }
    }
  }

  private static MultiInputOperator streaming(VersionJoin plan) {
    return new VersionJoinOperator(
        plan,
        List.of(OperatorMetrics.unshared("left"), OperatorMetrics.unshared("right")),
        JoinInputs::environment);
  }

  /** Rows are not behind the watermark that the join has given. */
  private static void take(JoinInputs inputs, Multiset actual, String label) {
    long given = inputs.outputWatermark();
    List<OutputRow> rows = inputs.take();
    actual.apply(rows.stream().filter(row -> row.weight() > 0).toList());
    actual.apply(rows.stream().filter(row -> row.weight() < 0).toList());
    for (OutputRow row : rows) {
      Long time = (Long) row.values().get(TimedRow.TIME);
      assertThat(time == null || time > given).as(label).isTrue();
    }
  }

  private static List<TimedRow> rows(Random random, long from) {
    return Stream.generate(() -> TimedRow.random(random, from + random.nextInt(16)))
        .limit(1 + random.nextInt(4))
        .toList();
  }

  private static VersionJoin plan(TimeMatch match, boolean rightFirst, Random random) {
    return new VersionJoin(
        TimedRow.input(!rightFirst),
        TimedRow.input(false),
        random.nextBoolean() ? JoinKind.INNER : JoinKind.LEFT,
        TimedRow.keys(random),
        TimedRow.condition(random),
        TimedRow.columns(true),
        TimedRow.TIME,
        TimedRow.TIME,
        match,
        !rightFirst && random.nextBoolean(),
        Optional.empty(),
        rightFirst,
        TimedRow.rowType(true),
        TestPlans.traits(!rightFirst));
  }

  /** By the definition: all right rows are looked at for the nearest. */
  private static final class Reference {
    private final VersionJoin plan;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<TimedRow> rights = new ArrayList<>();
    private final Multiset result = new Multiset();

    private record Waiting(TimedRow row, int weight) {}

    Reference(VersionJoin plan) {
      this.plan = plan;
    }

    void addLeft(TimedRow row, int weight) {
      boolean hasKey = plan.keys().stream().allMatch(key -> row.key() != null || key.nullsEqual());
      if (plan.rightFirst() || (row.time() != null && hasKey)) {
        waiting.add(new Waiting(row, weight));
      } else {
        join(row, weight);
      }
    }

    void pass(long watermark) {
      List<Waiting> passed =
          waiting.stream()
              .filter(left -> left.row.time() == null || left.row.time() <= watermark)
              .toList();
      waiting.removeAll(passed);
      passed.forEach(left -> join(left.row, left.weight));
    }

    private void join(TimedRow left, int weight) {
      Optional<TimedRow> right =
          nearest(left).filter(row -> TimedRow.test(plan.condition(), left, row));
      if (right.isPresent() || plan.kind() == JoinKind.LEFT) {
        result.add(TimedRow.joined(true, left, right.orElse(null)), weight);
      }
    }

    /** Of equal times the one that came last when looking back, else the one that came first. */
    private Optional<TimedRow> nearest(TimedRow left) {
      Stream<TimedRow> candidates =
          rights.stream()
              .filter(right -> TimedRow.haveEqualKeys(plan.keys(), left, right))
              .filter(right -> left.time() != null && right.time() != null)
              .filter(right -> isAllowed(left.time(), right.time()));
      Comparator<TimedRow> byTime = Comparator.comparing(TimedRow::time);
      return plan.match().isBackwards()
          ? candidates.reduce((a, b) -> byTime.compare(b, a) >= 0 ? b : a)
          : candidates.min(byTime);
    }

    private boolean isAllowed(long left, long right) {
      return switch (plan.match()) {
        case AT_OR_AFTER -> left >= right;
        case AFTER -> left > right;
        case AT_OR_BEFORE -> left <= right;
        case BEFORE -> left < right;
      };
    }
  }
}
