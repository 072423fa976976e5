package io.rheo.engine.operator;

import static io.rheo.engine.operator.TestPlans.call;
import static io.rheo.engine.operator.TestPlans.columns;
import static io.rheo.engine.operator.TestPlans.countAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.operator.aggregate.GroupAggregateOperator;
import io.rheo.engine.operator.join.RegularJoinOperator;
import io.rheo.engine.operator.rank.FirstRowsOperator;
import io.rheo.engine.operator.window.WindowAggregates;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.JoinKey;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.OrderedNode;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RankFunction;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.plan.RegularJoin;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.TimeWindow;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What a million entries of state take, compared with a layout by hand: the words of keys and
 * values, the bytes of texts, and four bytes of an index that is three quarters full.
 */
class StateBytesTest {
  private static final int ENTRIES = 1_000_000;
  private static final int STEP_ROWS = 20 * Batch.TARGET_ROWS;
  private static final double WORD = 8;
  private static final double LINK = 4; // to the next row of a key
  private static final double SLOT = 4 / 0.75;
  private static final double MOST = 2;
  private static final DataType BIGINT = DataType.of(TypeName.BIGINT).notNull();
  private static final DataType TEXT = DataType.of(TypeName.VARCHAR).notNull();
  private static final DataType TIMESTAMP = DataType.of(TypeName.TIMESTAMP).notNull();
  private static final Output NOWHERE =
      new Output() {
        @Override
        public void batch(Batch batch) {}

        @Override
        public void watermark(long watermark) {}
      };

  private static Column longs(int from, int count, LongUnaryOperator value) {
    return new LongColumn(LongStream.range(from, from + count).map(value).toArray(), null);
  }

  private static Column texts(int from, int count, LongFunction<String> text) {
    BytesBuilder builder = new BytesBuilder();
    LongStream.range(from, from + count).mapToObj(text).forEach(builder::append);
    return builder.build();
  }

  /** Makes the columns of some rows, from the number of the first one on. */
  @FunctionalInterface
  private interface Rows {
    Column[] columns(int from, int count);
  }

  private static void send(OneInputOperator operator, Rows rows) {
    for (int from = 0; from < ENTRIES; from += Batch.TARGET_ROWS) {
      int count = Math.min(Batch.TARGET_ROWS, ENTRIES - from);
      operator.onBatch(new Batch(rows.columns(from, count), count), NOWHERE);
      if (from % STEP_ROWS == 0 || from + count == ENTRIES) {
        operator.onStepEnd(NOWHERE);
      }
    }
  }

  private static void assertSmall(String what, Object operator, double byHand)
      throws IllegalAccessException {
    double bytes = (double) OwnedBytes.of(operator) / ENTRIES;
    assertThat(bytes / byHand).as(what + ": " + bytes + " of " + byHand).isBetween(0.8, MOST);
  }

  private static OneInputOperator aggregate(
      RowType input, List<Integer> keys, List<AggregateCall> calls) {
    return new GroupAggregateOperator(
        new PhysicalNode.GroupAggregate(
            TestPlans.input(input, false),
            keys,
            calls,
            TestPlans.output(input, keys, calls, List.of()),
            TestPlans.traits(true)),
        OperatorMetrics.unshared("aggregate"));
  }

  @Test
  void countsOfNumbers() throws IllegalAccessException {
    RowType input = columns("k", BIGINT, "v", BIGINT);
    Rows rows =
        (from, count) -> new Column[] {longs(from, count, i -> 7 * i), longs(from, count, i -> i)};
    OneInputOperator counts = aggregate(input, List.of(0), List.of(countAll()));
    send(counts, rows);
    assertSmall("COUNT by BIGINT", counts, WORD + WORD + SLOT);
    OneInputOperator sums =
        aggregate(input, List.of(0), List.of(countAll(), call(AggregateFunction.SUM, 1, input)));
    send(sums, rows);
    assertSmall("COUNT, SUM by BIGINT", sums, WORD + 2 * WORD + SLOT);
    OneInputOperator pairs = aggregate(input, List.of(0, 1), List.of(countAll()));
    send(pairs, rows);
    assertSmall("COUNT by two BIGINTs", pairs, 2 * WORD + WORD + SLOT);
  }

  @Test
  void countsOfTexts() throws IllegalAccessException {
    RowType input = columns("k", TEXT);
    OneInputOperator shortTexts = aggregate(input, List.of(0), List.of(countAll()));
    send(shortTexts, (from, count) -> new Column[] {texts(from, count, i -> Long.toString(i, 36))});
    assertSmall("COUNT by text in a word", shortTexts, WORD + WORD + SLOT);
    OneInputOperator longTexts = aggregate(input, List.of(0), List.of(countAll()));
    send(
        longTexts,
        (from, count) -> new Column[] {texts(from, count, i -> "customer-" + (9_000_000 + i))});
    assertSmall("COUNT by text of 16 bytes", longTexts, 16 + WORD + WORD + SLOT);
  }

  @Test
  void distinctValues() throws IllegalAccessException {
    RowType input = columns("k", BIGINT, "v", BIGINT);
    AggregateCall distinct = call(AggregateFunction.COUNT, 1, input, AggregateCall.NONE, true);
    OneInputOperator operator = aggregate(input, List.of(0), List.of(distinct));
    send(
        operator,
        (from, count) ->
            new Column[] {longs(from, count, i -> i % 1000), longs(from, count, i -> i)});
    assertSmall("COUNT(DISTINCT) by BIGINT", operator, WORD + WORD + SLOT);
  }

  @Test
  void panesOfSlidingWindows() throws IllegalAccessException {
    RowType input = columns("k", BIGINT, "ts", TIMESTAMP);
    int keys = ENTRIES / 5;
    List<AggregateCall> calls = List.of(countAll());
    OneInputOperator operator =
        WindowAggregates.operator(
            new WindowNode.WindowAggregate(
                new PhysicalNode.Values(
                    List.of(), input, new StreamTraits(false, false, List.of(1))),
                new TimeWindow.Fixed(2_000, 10_000, 0),
                1,
                List.of(0),
                calls,
                List.of(),
                EmitMode.ON_WINDOW_CLOSE,
                TestPlans.output(input, List.of(0), calls, List.of()),
                TestPlans.traits(false)),
            OperatorMetrics.unshared("hop"));
    send(
        operator,
        (from, count) ->
            new Column[] {
              longs(from, count, i -> i % keys), longs(from, count, i -> i / keys * 2_000)
            });
    double group = WORD + WORD + SLOT;
    assertSmall("COUNT by pane, and in all", operator, group + group / 5);
  }

  @Test
  void lastRows() throws IllegalAccessException {
    RowType input =
        columns(
            "bidder", BIGINT, "auction", BIGINT, "price", BIGINT, "channel", TEXT, "url", TEXT,
            "ts", TIMESTAMP);
    List<Integer> all = List.of(0, 1, 2, 3, 4, 5);
    OneInputOperator operator =
        new FirstRowsOperator(
            new OrderedNode.Rank(
                TestPlans.input(input, false),
                new RankRule(
                    RankFunction.ROW_NUMBER,
                    List.of(0, 1),
                    List.of(new SortKey(5, true, false)),
                    true,
                    1,
                    1),
                all,
                false,
                false,
                input,
                TestPlans.traits(true)));
    String url = "https://www.nexmark.com/a/bc/def/item.htm?query=1&channel_id=";
    send(
        operator,
        (from, count) ->
            new Column[] {
              longs(from, count, i -> i / 10),
              longs(from, count, i -> i),
              longs(from, count, i -> i * i),
              texts(from, count, i -> "channel-" + (1000 + i % 9000)),
              texts(from, count, i -> url + (100_000 + i % 900_000)),
              longs(from, count, i -> i / 1000)
            });
    assertSmall(
        "last row of two BIGINTs", operator, 4 * WORD + 12 + 4 + url.length() + 6 + 4 + SLOT);
  }

  @Test
  void rowsOfAJoin() throws IllegalAccessException {
    RowType side = columns("k", BIGINT, "v", BIGINT, "name", TEXT);
    List<Field> fields = new ArrayList<>(side.fields());
    fields.addAll(side.fields());
    RegularJoinOperator join =
        new RegularJoinOperator(
            new RegularJoin(
                TestPlans.input(side, false),
                TestPlans.input(side, false),
                JoinKind.INNER,
                List.of(new JoinKey(0, 0, false)),
                Optional.empty(),
                List.of(0, 1, 2, 3, 4, 5),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                new RowType(fields),
                TestPlans.traits(false)),
            new StageEnvironment("Join", new ErrorLog(), true, () -> 0));
    for (int from = 0; from < ENTRIES; from += Batch.TARGET_ROWS) {
      int count = Math.min(Batch.TARGET_ROWS, ENTRIES - from);
      Column[] rows = {
        longs(from, count, i -> i / 4),
        longs(from, count, i -> i),
        texts(from, count, i -> "a name of " + (10 + i % 90))
      };
      join.onBatch(0, new Batch(rows, count), NOWHERE);
    }
    double key = (WORD + 2 * LINK + SLOT) / 4;
    assertSmall("four rows of a join's key", join, key + WORD + 12 + 4 + LINK);
  }
}
