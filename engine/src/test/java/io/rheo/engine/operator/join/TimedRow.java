package io.rheo.engine.operator.join;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.operator.TestPlans;
import io.rheo.engine.plan.JoinKey;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** A row of either side in tests of joins by time. */
record TimedRow(String key, Long time, Integer value) {
  static final int KEY = 0;
  static final int TIME = 1;
  static final int VALUE = 2;
  static final RowType TYPE =
      TestPlans.columns(
          "k", TypeName.VARCHAR, "ts", TypeName.TIMESTAMP, "v", DataType.of(TypeName.INTEGER));
  private static final int WIDTH = 3;
  private static final String[] KEYS = {"a", "a text of more than sixteen bytes", "c", null};

  static TimedRow random(Random random, long time) {
    return new TimedRow(
        KEYS[random.nextInt(KEYS.length)],
        random.nextInt(15) == 0 ? null : (Long) time,
        random.nextInt(10) == 0 ? null : (Integer) random.nextInt(4));
  }

  static Batch batch(List<TimedRow> rows) {
    BatchBuilder builder = new BatchBuilder(TYPE);
    rows.forEach(row -> row.appendTo(builder, 1));
    return builder.build();
  }

  void appendTo(BatchBuilder builder, int weight) {
    for (int column = 0; column < WIDTH; column++) {
      BoxedValues.append(builder.column(column), values().get(column));
    }
    builder.endRow(weight);
  }

  List<Object> values() {
    return Arrays.asList(key, time, value);
  }

  /** The rows of a side, whose time is a time attribute. */
  static PhysicalNode input(boolean updating) {
    return new PhysicalNode.Values(
        List.of(), TYPE, new StreamTraits(updating, false, List.of(TIME)));
  }

  /** Both keys are equal, and perhaps must be. */
  static List<JoinKey> keys(Random random) {
    return random.nextInt(4) == 0
        ? List.of()
        : List.of(new JoinKey(KEY, KEY, random.nextInt(3) == 0));
  }

  /** The value of the left is less than that of the right, or nothing. */
  static Optional<Expr> condition(Random random) {
    Expr less =
        new Expr.Call(
            "<",
            List.of(
                new Expr.InputRef(VALUE, TYPE.type(VALUE)),
                new Expr.InputRef(WIDTH + VALUE, TYPE.type(VALUE))),
            DataType.of(TypeName.BOOLEAN));
    return random.nextBoolean() ? Optional.of(less) : Optional.empty();
  }

  static boolean haveEqualKeys(List<JoinKey> keys, TimedRow left, TimedRow right) {
    return keys.stream()
        .allMatch(
            key -> Objects.equals(left.key, right.key) && (left.key != null || key.nullsEqual()));
  }

  /** Whether a condition of {@link #condition} is TRUE. */
  static boolean test(Optional<Expr> condition, TimedRow left, TimedRow right) {
    return condition.isEmpty()
        || (left.value != null && right.value != null && left.value < right.value);
  }

  /** All columns of both sides, or of the left. */
  static List<Integer> columns(boolean pairs) {
    return pairs ? List.of(0, 1, 2, 3, 4, 5) : List.of(0, 1, 2);
  }

  static RowType rowType(boolean pairs) {
    List<Field> fields = new ArrayList<>();
    columns(pairs)
        .forEach(column -> fields.add(new Field("c" + column, TYPE.type(column % WIDTH))));
    return new RowType(fields);
  }

  /** The row of a result; a side that is null is filled up with NULLs. */
  static List<Object> joined(boolean pairs, TimedRow left, TimedRow right) {
    List<Object> row = new ArrayList<>(valuesOf(left));
    row.addAll(pairs ? valuesOf(right) : List.of());
    return row;
  }

  private static List<Object> valuesOf(TimedRow row) {
    return row == null ? Arrays.asList(null, null, null) : row.values();
  }
}
