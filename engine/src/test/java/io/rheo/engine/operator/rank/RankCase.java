package io.rheo.engine.operator.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.operator.Multiset;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorDriver;
import io.rheo.engine.operator.OperatorDriver.OutputRow;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.WindowColumns;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A random top-N over random changes, against what sorting all rows gives. */
final class RankCase {
  private static final int END = 0;
  private static final RowType INPUT =
      TestPlans.columns(
          "window_end", DataType.of(TypeName.TIMESTAMP).notNull(),
          "k", DataType.of(TypeName.BIGINT),
          "v", TypeName.INTEGER,
          "name", TypeName.VARCHAR,
          "d", TypeName.DOUBLE,
          "wide", DataType.decimal(38, 2),
          "flag", TypeName.BOOLEAN);
  private static final String[] NAMES = {
    "", "a", "aa", "b", "seven77", "seven778", "a rather long name", "a rather long nam", "é€😀"
  };

  private final Random random;
  private final boolean updating;
  private final boolean onWindowClose;
  private final boolean numbered;
  private final boolean tree; // the general operator, even if a simpler one would do
  private final RankRule rule;
  private final List<Integer> columns = new ArrayList<>();
  private final List<List<Object>> live = new ArrayList<>();

  RankCase(Random random, boolean onWindowClose) {
    this.random = random;
    this.onWindowClose = onWindowClose;
    updating = random.nextBoolean();
    tree = random.nextInt(4) == 0;
    numbered = random.nextBoolean();
    rule = rule();
    boolean all = random.nextBoolean();
    for (int i = 0; i < INPUT.size(); i++) {
      if (all || random.nextBoolean()) {
        columns.add(i);
      }
    }
  }

  private RankRule rule() {
    RankFunction[] functions = RankFunction.values();
    long from = random.nextInt(3) == 0 ? random.nextInt(1, 6) : 1;
    long to = random.nextInt(8) == 0 ? Long.MAX_VALUE : from - 1 + random.nextInt(0, 8);
    List<Integer> partition = new ArrayList<>();
    if (onWindowClose) {
      partition.add(END);
    }
    if (random.nextBoolean()) {
      partition.add(random.nextBoolean() ? 1 : 6);
    }
    List<SortKey> order = new ArrayList<>();
    boolean byArrival = random.nextInt(8) == 0;
    for (int i = random.nextInt(3); i >= 0 && !byArrival; i--) {
      order.add(new SortKey(random.nextInt(1, 7), random.nextBoolean(), random.nextBoolean()));
    }
    return new RankRule(
        functions[random.nextInt(functions.length)],
        partition,
        order,
        (to == 1 || byArrival) && random.nextBoolean(),
        from,
        to);
  }

  private OrderedNode.Rank plan() {
    StreamTraits traits = new StreamTraits(updating, false, List.of(END));
    PhysicalNode input =
        new PhysicalNode.Values(
            List.of(),
            INPUT,
            onWindowClose ? traits.withWindow(new WindowColumns(-1, END, -1)) : traits);
    return new OrderedNode.Rank(
        input,
        rule,
        columns,
        numbered,
        onWindowClose,
        outputType(),
        TestPlans.traits(!onWindowClose));
  }

  private RowType outputType() {
    List<Field> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(INPUT.fields().get(column)));
    if (numbered) {
      fields.add(new Field("rank", DataType.of(TypeName.BIGINT).notNull()));
    }
    return new RowType(fields);
  }

  private OneInputOperator operator() {
    if (onWindowClose) {
      return new WindowRankOperator(plan(), OperatorMetrics.unshared("rank"));
    }
    return tree || !FirstRowsOperator.fits(plan())
        ? new RankOperator(plan())
        : new FirstRowsOperator(plan());
  }

  private List<Object> row(long end) {
    return Arrays.asList(
        end,
        orNull((long) random.nextInt(3)),
        orNull(random.nextInt(6)),
        orNull(NAMES[random.nextInt(NAMES.length)]),
        orNull(random.nextInt(4) / 2.0),
        orNull(new BigDecimal(new BigInteger(random.nextInt(1, 90), random), 2).negate()),
        orNull(random.nextBoolean()));
  }

  private <T> T orNull(T value) {
    return random.nextInt(6) == 0 ? null : value;
  }

  /** Appends one change; some rows come more than once, some go. */
  private void change(BatchBuilder builder, long firstEnd) {
    if (updating && !live.isEmpty() && random.nextInt(5) < 2) {
      List<Object> gone = live.get(random.nextInt(live.size()));
      if ((Long) gone.get(END) >= firstEnd) {
        live.remove(gone);
        append(builder, gone, -1);
      }
      return;
    }
    long end = firstEnd + 10L * random.nextInt(3);
    boolean again = !live.isEmpty() && random.nextInt(6) == 0;
    List<Object> row = again ? new ArrayList<>(live.get(random.nextInt(live.size()))) : row(end);
    row.set(END, Math.max(firstEnd, (Long) row.get(END)));
    int copies = random.nextInt(20) == 0 ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      live.add(row);
    }
    append(builder, row, copies);
  }

  private static void append(BatchBuilder builder, List<Object> row, int weight) {
    for (int i = 0; i < row.size(); i++) {
      BoxedValues.append(builder.column(i), row.get(i));
    }
    builder.endRow(weight);
  }

  private Multiset expected(List<List<Object>> table) {
    Multiset expected = new Multiset();
    NaiveRanks naive = new NaiveRanks(rule, updating || rule.from() > 1);
    for (List<Object> row : naive.compute(table)) {
      List<Object> output = new ArrayList<>();
      columns.forEach(column -> output.add(row.get(column)));
      if (numbered) {
        output.add(row.get(INPUT.size()));
      }
      expected.add(output, 1);
    }
    return expected;
  }

  private String text(long seed) {
    return "seed " + seed + (updating ? ", updating, " : ", ") + rule;
  }

  private static void assertNoPairs(List<OutputRow> rows) {
    Set<List<Object>> retracted = new HashSet<>();
    rows.stream().filter(row -> row.weight() < 0).forEach(row -> retracted.add(row.values()));
    assertThat(rows).noneMatch(row -> row.weight() > 0 && retracted.contains(row.values()));
  }

  void assertChanges(long seed) {
    OperatorDriver driver = new OperatorDriver(this::operator, outputType());
    Multiset actual = new Multiset();
    for (int step = 0; step < 15; step++) {
      BatchBuilder builder = new BatchBuilder(INPUT);
      for (int i = random.nextInt(20); i >= 0; i--) {
        change(builder, 0);
        if (random.nextInt(8) == 0 && !builder.isEmpty()) {
          driver.send(builder.build());
        }
      }
      driver.send(builder.build());
      driver.endStep();
      List<OutputRow> output = driver.take();
      assertNoPairs(output);
      actual.apply(output);
      assertThat(actual.minus(expected(live))).as(text(seed) + ", step " + step).isEmpty();
      if (random.nextInt(3) == 0) {
        driver.restart();
      }
    }
  }

  void assertWindows(long seed) {
    OperatorDriver driver = new OperatorDriver(this::operator, outputType());
    Multiset actual = new Multiset();
    long watermark = -1;
    for (int step = 0; step < 15; step++) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        BatchBuilder builder = new BatchBuilder(INPUT);
        for (int j = random.nextInt(12); j >= 0; j--) {
          change(builder, (watermark + 11) / 10 * 10);
        }
        driver.send(builder.build());
        watermark += random.nextInt(12);
        driver.advance(watermark);
      }
      driver.endStep();
      List<OutputRow> output = driver.take();
      assertThat(output).as(text(seed)).allMatch(row -> row.weight() == 1);
      actual.apply(output);
      long passed = watermark;
      List<List<Object>> closed =
          live.stream().filter(row -> (Long) row.get(END) - 1 <= passed).toList();
      assertThat(actual.minus(expected(closed))).as(text(seed) + ", step " + step).isEmpty();
      if (random.nextInt(3) == 0) {
        driver.restart();
      }
    }
  }
}
