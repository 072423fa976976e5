package io.rheo.engine.operator.ttl;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.KeyedState;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.operator.aggregate.GroupAggregateOperator;
import io.rheo.engine.operator.changelog.ChangelogNormalizeOperator;
import io.rheo.engine.operator.changelog.UpsertMaterializeOperator;
import io.rheo.engine.operator.over.OverChangesOperator;
import io.rheo.engine.operator.over.OverStreamOperator;
import io.rheo.engine.operator.rank.RankOperator;
import io.rheo.engine.plan.FrameBound;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.plan.OverFrame;
import io.rheo.engine.plan.OverTiming;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Each life of a key, from its first row until it expires, is that of an operator of its own. */
class ExpiringOperatorTest {
  private static final long TTL = 100;
  private static final RowType ROW = TestPlans.columns("k", TypeName.VARCHAR, "v", TypeName.BIGINT);
  private static final List<Integer> KEY = List.of(0);
  private static final OperatorMetrics METRICS = OperatorMetrics.unshared("test");

  @Test
  void groupsStartAnew() {
    check(
        true,
        () -> new GroupAggregateOperator(aggregate(true, KEY), METRICS),
        aggregate(true, KEY));
    check(
        false,
        () -> new GroupAggregateOperator(aggregate(false, KEY), METRICS),
        aggregate(false, KEY));
  }

  @Test
  void firstRowsStartAnew() {
    check(true, () -> new RankOperator(rank(true)), rank(true));
    check(false, () -> new RankOperator(rank(false)), rank(false));
  }

  @Test
  void lastRowsOfKeysStartAnew() {
    PhysicalNode input = TestPlans.input(ROW, true);
    PhysicalNode.ChangelogNormalize normalize =
        new PhysicalNode.ChangelogNormalize(input, KEY, ROW, input.traits());
    check(true, () -> new ChangelogNormalizeOperator(normalize, METRICS), normalize);
    PhysicalNode.UpsertMaterialize materialize =
        new PhysicalNode.UpsertMaterialize(input, KEY, ROW, input.traits());
    check(true, () -> new UpsertMaterializeOperator(materialize), materialize);
  }

  @Test
  void partitionsStartAnew() {
    OrderedNode.Over changes = over(OverTiming.CHANGES);
    check(true, () -> new OverChangesOperator(changes, METRICS), changes);
    OrderedNode.Over arrival = over(OverTiming.ARRIVAL);
    check(false, () -> new OverStreamOperator(arrival, METRICS), arrival);
  }

  @Test
  void theGroupOfAllRowsStartsAnew() {
    AtomicLong clock = new AtomicLong();
    PhysicalNode.GroupAggregate plan = aggregate(false, List.of());
    OperatorDriver driver =
        driver(() -> new GroupAggregateOperator(plan, METRICS), plan, List.of(), clock);
    send(driver, List.of("a", 3L), 1);
    driver.endStep();
    clock.set(99);
    send(driver, List.of("b", 4L), 1);
    driver.endStep();
    assertThat(driver.take()).hasToString("[1 3 1 3, -1x 1 3 1 3, 2 7 2 4]");
    clock.set(199);
    driver.endStep();
    assertThat(driver.take()).isEmpty();
    send(driver, List.of("b", 4L), 1);
    driver.endStep();
    assertThat(driver.take()).hasToString("[1 4 1 4]");
  }

  @Test
  void stateStaysFlatWhenKeysMove() {
    AtomicLong clock = new AtomicLong();
    PhysicalNode.GroupAggregate plan = aggregate(false, KEY);
    OperatorDriver driver =
        driver(() -> new GroupAggregateOperator(plan, METRICS), plan, KEY, clock);
    int early = 0; // the most so far
    for (int step = 0; step < 20_000; step++) {
      clock.addAndGet(1);
      send(driver, List.of("key " + step, (long) step), 1);
      driver.endStep();
      early = step < 10_000 && step % 64 == 0 ? Math.max(early, driver.snapshotBytes()) : early;
      driver.take();
    }
    assertThat(driver.snapshotBytes()).isLessThanOrEqualTo(early + early / 10);
  }

  private static PhysicalNode.GroupAggregate aggregate(boolean updating, List<Integer> keys) {
    List<AggregateCall> calls =
        List.of(
            TestPlans.countAll(),
            TestPlans.call(AggregateFunction.SUM, 1, ROW),
            TestPlans.call(AggregateFunction.COUNT, 1, ROW, AggregateCall.NONE, true),
            TestPlans.call(AggregateFunction.MAX, 1, ROW));
    return new PhysicalNode.GroupAggregate(
        TestPlans.input(ROW, updating),
        keys,
        calls,
        TestPlans.output(ROW, keys, calls, List.of()),
        TestPlans.traits(true));
  }

  private static OrderedNode.Rank rank(boolean updating) {
    RankRule rule =
        new RankRule(
            RankFunction.ROW_NUMBER, KEY, List.of(new SortKey(1, true, false)), false, 1, 2);
    return new OrderedNode.Rank(
        TestPlans.input(ROW, updating),
        rule,
        List.of(0, 1),
        false,
        false,
        ROW,
        TestPlans.traits(true));
  }

  private static OrderedNode.Over over(OverTiming timing) {
    OverFrame frame = new OverFrame(new FrameBound.Unbounded(), new FrameBound.Rows(0));
    AggregateCall sum = TestPlans.call(AggregateFunction.SUM, 1, ROW);
    List<Field> fields = new ArrayList<>(ROW.fields());
    fields.add(new Field("s", sum.type()));
    boolean updating = timing == OverTiming.CHANGES;
    return new OrderedNode.Over(
        TestPlans.input(ROW, updating),
        2,
        timing,
        -1,
        KEY,
        updating ? List.of(new SortKey(1, false, true)) : List.of(),
        List.of(new OverCall.Aggregate(sum, frame)),
        -1,
        new RowType(fields),
        TestPlans.traits(updating));
  }

  private static <T extends OneInputOperator & KeyedState> void check(
      boolean updating, Supplier<T> operator, PhysicalNode plan) {
    for (int run = 0; run < 60; run++) {
      new Run<>(Seeds.next(), updating, operator, plan).check();
    }
  }

  private static <T extends OneInputOperator & KeyedState> OperatorDriver driver(
      Supplier<T> operator, PhysicalNode plan, List<Integer> keys, AtomicLong clock) {
    return new OperatorDriver(
        () -> new ExpiringOperator<>(operator.get(), ROW, keys, TTL, clock::get), plan.rowType());
  }

  private static void send(OperatorDriver driver, List<Object> row, int weight) {
    BatchBuilder builder = new BatchBuilder(ROW);
    append(builder, row, weight);
    driver.send(builder.build());
  }

  private static void append(BatchBuilder builder, List<Object> row, int weight) {
    for (int i = 0; i < row.size(); i++) {
      BoxedValues.append(builder.column(i), row.get(i));
    }
    builder.endRow(weight);
  }

  /** What is known of a key until it expires. */
  private static final class Life {
    private final OperatorDriver alone;
    private final List<List<Object>> rows = new ArrayList<>();
    private long touched;

    Life(OperatorDriver alone) {
      this.alone = alone;
    }
  }

  /** One run over random rows, steps, times and restarts. */
  private static final class Run<T extends OneInputOperator & KeyedState> {
    private final long seed;
    private final boolean updating;
    private final Supplier<T> operator;
    private final PhysicalNode plan;
    private final Random random;
    private final AtomicLong clock = new AtomicLong();
    private final OperatorDriver driver;
    private final Map<String, Life> lives = new HashMap<>();

    Run(long seed, boolean updating, Supplier<T> operator, PhysicalNode plan) {
      this.seed = seed;
      this.updating = updating;
      this.operator = operator;
      this.plan = plan;
      random = new Random(seed);
      driver = driver(operator, plan, KEY, clock);
    }

    void check() {
      for (int step = 0; step < 40; step++) {
        clock.addAndGet(random.nextInt(5) == 0 ? random.nextInt(150) : random.nextInt(30));
        lives.values().removeIf(life -> clock.get() - life.touched >= TTL);
        for (int batches = random.nextInt(4); batches > 0; batches--) {
          sendRows();
        }
        driver.endStep();
        Multiset actual = new Multiset();
        driver.take().forEach(row -> actual.add(row.values(), row.weight()));
        assertThat(actual.minus(expected())).as("seed " + seed + ", step " + step).isEmpty();
        if (random.nextInt(4) == 0) {
          driver.restart();
        }
      }
    }

    private void sendRows() {
      BatchBuilder builder = new BatchBuilder(ROW);
      for (int i = random.nextInt(6); i >= 0; i--) {
        String key = "key " + random.nextInt(12);
        Life life = lives.get(key);
        boolean retract = updating && random.nextInt(3) == 0;
        if (retract && life == null) {
          append(builder, List.of(key, 1L), -1); // of a row that is forgotten
        } else if (retract && !life.rows.isEmpty()) {
          send(builder, life, life.rows.remove(random.nextInt(life.rows.size())), -1);
        } else {
          life =
              lives.computeIfAbsent(
                  key, k -> new Life(new OperatorDriver(operator::get, plan.rowType())));
          List<Object> row = List.of(key, (long) random.nextInt(5));
          life.rows.add(row);
          send(builder, life, row, 1);
        }
      }
      driver.send(builder.build());
    }

    private void send(BatchBuilder builder, Life life, List<Object> row, int weight) {
      append(builder, row, weight);
      ExpiringOperatorTest.send(life.alone, row, weight);
      life.touched = clock.get();
    }

    private Multiset expected() {
      Multiset rows = new Multiset();
      for (Life life : lives.values()) {
        life.alone.endStep();
        life.alone.take().forEach(row -> rows.add(row.values(), row.weight()));
      }
      return rows;
    }
  }
}
