package io.rheo.engine.operator;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Random changes of rows of many types, for property tests of aggregates. */
public final class RandomRows {
  public static final int TIME = 9;
  public static final RowType TYPE =
      TestPlans.columns(
          "id", DataType.of(TypeName.BIGINT).notNull(),
          "k", TypeName.BIGINT,
          "name", TypeName.VARCHAR,
          "v", TypeName.INTEGER,
          "n", TypeName.BIGINT,
          "d", TypeName.DOUBLE,
          "small", DataType.decimal(8, 2),
          "wide", DataType.decimal(38, 3),
          "flag", TypeName.BOOLEAN,
          "ts", TypeName.TIMESTAMP,
          "tags", DataType.array(DataType.of(TypeName.VARCHAR)));

  private static final List<AggregateFunction> FUNCTIONS =
      List.of(
          AggregateFunction.COUNT,
          AggregateFunction.SUM,
          AggregateFunction.AVG,
          AggregateFunction.MIN,
          AggregateFunction.MAX);

  private static final String[] NAMES = {
    "", "a", "bb", "seven77", "eight888", "a name that is rather long", "a name, as long", "é€😀"
  };

  private final Random random;
  private final boolean retracts;
  private final List<Change> live = new ArrayList<>();

  /** A row with its weight, +1 or -1. */
  public record Change(int weight, List<Object> row) {
    public void appendTo(BatchBuilder builder) {
      for (int i = 0; i < row.size(); i++) {
        BoxedValues.append(builder.column(i), row.get(i));
      }
      builder.endRow(weight);
    }

    public Long time() {
      return (Long) row.get(TIME);
    }
  }

  public RandomRows(Random random, boolean retracts) {
    this.random = random;
    this.retracts = retracts;
  }

  /** The next change; a retraction is of a row that is there. */
  public Change next(long time) {
    if (retracts && !live.isEmpty() && random.nextInt(3) == 0) {
      Change gone = live.remove(random.nextInt(live.size()));
      return new Change(-1, gone.row());
    }
    Change change = new Change(1, row(time));
    if (retracts) {
      live.add(change);
    }
    return change;
  }

  private List<Object> row(long time) {
    return Arrays.asList(
        (long) random.nextInt(4),
        orNull((long) random.nextInt(3)),
        orNull(NAMES[random.nextInt(NAMES.length)]),
        orNull(random.nextInt(20) - 10),
        orNull(random.nextLong() >> random.nextInt(2, 60)),
        orNull((random.nextInt(2000) - 1000) / 8.0),
        orNull(BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, 2)),
        orNull(new BigDecimal(new BigInteger(random.nextInt(1, 100), random), 3).negate()),
        orNull(random.nextBoolean()),
        orNull(time),
        orNull(List.of(NAMES[random.nextInt(3)])));
  }

  private <T> T orNull(T value) {
    return random.nextInt(12) == 0 ? null : value;
  }

  /** As below, of calls whose results do not depend on the order of arrival. */
  public static List<AggregateCall> calls(Random random, boolean distinct) {
    return calls(random, distinct, false);
  }

  /**
   * Some calls, of which none can overflow with few rows.
   *
   * @param byArrival whether results may depend on the order of arrival
   */
  public static List<AggregateCall> calls(Random random, boolean distinct, boolean byArrival) {
    RandomCalls others = new RandomCalls(random, byArrival);
    List<AggregateCall> calls = new ArrayList<>();
    calls.add(TestPlans.countAll());
    int count = random.nextInt(1, 8);
    for (int i = 0; i < count; i++) {
      boolean one = distinct && random.nextBoolean();
      calls.add(random.nextBoolean() ? call(random, one) : others.next(one));
    }
    return calls;
  }

  private static AggregateCall call(Random random, boolean distinct) {
    int filter = random.nextInt(4) == 0 ? 8 : AggregateCall.NONE;
    AggregateFunction function = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
    int[] columns =
        switch (function.name()) {
          case "COUNT" -> new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 10};
          case "SUM", "AVG" -> new int[] {3, 5, 6, 7};
          case "MIN", "MAX" -> new int[] {0, 2, 3, 4, 5, 6, 7, 8, 9};
          default -> throw new IllegalArgumentException(function.name());
        };
    int column = columns[random.nextInt(columns.length)];
    return TestPlans.call(function, column, TYPE, filter, distinct);
  }

  /** Some key columns, perhaps none. */
  public static List<Integer> keys(Random random) {
    List<Integer> all = List.of(0, 1, 2, 3, 6, 8, 10);
    return switch (random.nextInt(5)) {
      case 0 -> List.of();
      case 1 -> List.of(2, 1);
      case 2 -> List.of(10, 8, 0);
      default -> List.of(all.get(random.nextInt(all.size())));
    };
  }
}
