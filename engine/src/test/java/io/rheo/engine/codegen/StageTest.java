package io.rheo.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StageTest {
  private static final DataType BIGINT = DataType.of(TypeName.BIGINT);
  private static final DataType BOOLEAN = DataType.of(TypeName.BOOLEAN);
  private static final DataType STRING = DataType.of(TypeName.VARCHAR);
  private static final DataType DOUBLE = DataType.of(TypeName.DOUBLE);

  private static final RowType INPUT =
      RowType.of(
          new Field("id", BIGINT),
          new Field("divisor", BIGINT),
          new Field("name", STRING),
          new Field("price", DOUBLE));

  private static final Expr ID = new Expr.InputRef(0, BIGINT);
  private static final Expr DIVISOR = new Expr.InputRef(1, BIGINT);
  private static final Expr NAME = new Expr.InputRef(2, STRING);

  private final ErrorLog errors = new ErrorLog();

  @Test
  void sharesColumnsWhenNothingIsFilteredOrComputed() {
    Batch input = batch(row(1L, 2L, "a", 0.5), row(2L, null, "b", 1.5));
    CompiledStage stage = compile(Optional.empty(), NAME, ID);

    Batch output = newStage(stage).apply(input);

    assertThat(stage.source()).isEmpty();
    assertThat(output.column(0)).isSameAs(input.column(2));
    assertThat(output.column(1)).isSameAs(input.column(0));
  }

  @Test
  void filtersByAConditionTooLargeForOneMethod() {
    Expr sum = ID;
    for (int i = 0; i < 50; i++) {
      sum = call(BIGINT, "+", sum, DIVISOR);
    }
    Expr large = call(BOOLEAN, ">", sum, literal(100L, BIGINT));
    Expr condition = call(BOOLEAN, "OR", large, call(BOOLEAN, "=", ID, literal(7L, BIGINT)));
    CompiledStage stage = compile(Optional.of(condition), ID);

    Batch output =
        newStage(stage)
            .apply(
                batch(
                    row(7L, 0L, "a", 0.5),
                    row(1L, 1L, "b", 0.5),
                    row(2L, 2L, "c", 0.5),
                    row(3L, null, "d", 0.5)));

    assertThat(output.rowCount()).isEqualTo(2);
    assertThat(output.longs(0)).startsWith(7L, 2L);
  }

  @Test
  void filtersComputesAndKeepsWeights() {
    BatchBuilder builder = new BatchBuilder(INPUT);
    append(builder, row(1L, 10L, "a", 0.5), 1);
    append(builder, row(2L, 20L, "b", 0.5), -1);
    append(builder, row(3L, null, "c", 0.5), 2);
    append(builder, row(4L, 40L, null, 0.5), -3);
    Expr condition = call(BOOLEAN, ">", ID, literal(1L, BIGINT));
    CompiledStage stage =
        compile(Optional.of(condition), call(BIGINT, "+", ID, DIVISOR), NAME, literal("x", STRING));

    Batch output = newStage(stage).apply(builder.build());

    assertThat(rows(output, BIGINT, STRING, STRING))
        .containsExactly(row(22L, "b", "x"), row(null, "c", "x"), row(44L, null, "x"));
    assertThat(Arrays.copyOf(output.weights(), 3)).containsExactly(-1, 2, -3);
    assertThat(output.longs(0)[1]).as("the entry of a NULL").isZero();
  }

  @Test
  void dropsAndReportsOnlyTheRowsThatFail() {
    Expr quotient = call(BIGINT, "/", ID, DIVISOR);
    CompiledStage stage = compile(Optional.empty(), ID, quotient);

    Batch output =
        newStage(stage)
            .apply(
                batch(
                    row(10L, 2L, null, null),
                    row(11L, 0L, null, null),
                    row(12L, null, null, null),
                    row(Long.MIN_VALUE, -1L, null, null),
                    row(14L, 7L, null, null)));

    assertThat(rows(output, BIGINT, BIGINT))
        .containsExactly(row(10L, 5L), row(12L, null), row(14L, 2L));
    assertThat(errors.entries().stream().map(ErrorLog.Entry::reason))
        .containsExactly("division by zero in (id / divisor)", "BIGINT overflow in (id / divisor)");
    assertThat(errors.entries().get(0).partition()).isEqualTo("calc");
  }

  @Test
  void failsAtABadRowIfTheJobAsksForIt() {
    CompiledStage stage = compile(Optional.empty(), call(BIGINT, "/", ID, DIVISOR));
    Stage failing = stage.newStage(new StageEnvironment("calc", errors, true, () -> 0));

    assertThatThrownBy(() -> failing.apply(batch(row(1L, 0L, null, null))))
        .isInstanceOf(RowErrorException.class)
        .hasMessage("division by zero in (id / divisor)");
  }

  @Test
  void doesNotEvaluateWhatCaseAndAndGuard() {
    Expr isZero = call(BOOLEAN, "=", DIVISOR, literal(0L, BIGINT));
    Expr quotient = call(BIGINT, "/", ID, DIVISOR);
    Expr guarded = call(BIGINT, "CASE", isZero, literal(-1L, BIGINT), quotient);
    Expr condition = call(BOOLEAN, "OR", isZero, call(BOOLEAN, ">", quotient, literal(1L, BIGINT)));
    CompiledStage stage = compile(Optional.of(condition), guarded);

    Batch output =
        newStage(stage)
            .apply(
                batch(row(9L, 0L, null, null), row(9L, 3L, null, null), row(1L, 1L, null, null)));

    assertThat(rows(output, BIGINT)).containsExactly(row(-1L), row(3L));
    assertThat(errors.count()).isZero();
  }

  @Test
  void computesSharedSubexpressionsOnce() {
    Expr product = call(BIGINT, "*", call(BIGINT, "+", ID, literal(1L, BIGINT)), DIVISOR);
    CompiledStage stage =
        compile(
            Optional.empty(),
            call(BIGINT, "+", product, literal(1L, BIGINT)),
            call(BIGINT, "-", product, literal(1L, BIGINT)),
            product);

    Batch output = newStage(stage).apply(batch(row(1L, 5L, null, null), row(2L, null, null, null)));

    assertThat(rows(output, BIGINT, BIGINT, BIGINT))
        .containsExactly(row(11L, 9L, 10L), row(null, null, null));
    assertThat(stage.source().split("multiplyExact", -1)).as("twice: two variants").hasSize(3);
  }

  @Test
  void seesNullsOfWhatColumnsShareAndNotOfWhatThatReads() {
    Expr isLate = call(BOOLEAN, ">", ID, literal(5L, BIGINT));
    Expr either = call(BIGINT, "CASE", isLate, ID, DIVISOR);
    Stage stage =
        newStage(
            compile(
                Optional.empty(),
                call(BIGINT, "+", either, literal(1L, BIGINT)),
                call(BIGINT, "-", either, DIVISOR)));

    Batch noneIsNull = stage.apply(batch(row(1L, 3L, null, null), row(6L, null, null, null)));
    Batch oneIsNull = stage.apply(batch(row(1L, null, null, null), row(7L, 2L, null, null)));

    assertThat(rows(noneIsNull, BIGINT, BIGINT)).containsExactly(row(4L, 0L), row(7L, null));
    assertThat(rows(oneIsNull, BIGINT, BIGINT)).containsExactly(row(null, null), row(8L, 5L));
  }

  @Test
  void keepsWhatTheConditionComputes() {
    Expr part = firstPart();
    Expr isA = call(BOOLEAN, "=", part, literal("A", STRING));
    Expr isLate = call(BOOLEAN, ">", ID, literal(5L, BIGINT));
    Expr quotient = call(BIGINT, "/", ID, DIVISOR);
    Expr condition =
        call(
            BOOLEAN,
            "AND",
            call(BOOLEAN, "OR", isA, isLate),
            call(BOOLEAN, ">", quotient, literal(0L, BIGINT)));
    Expr first = call(BOOLEAN, "=", ID, literal(1L, BIGINT));
    CompiledStage stage =
        compile(
            Optional.of(condition),
            call(STRING, "CASE", first, literal("first", STRING), part),
            part,
            ID);
    Stage instance = newStage(stage);

    Batch plain = instance.apply(batch(row(1L, 1L, "A-B", null), row(2L, 1L, "B-A", null)));
    Batch output =
        instance.apply(
            batch(
                row(1L, 1L, "A-B", null),
                row(2L, 1L, "B-A", null),
                row(3L, 0L, "A-B", null),
                row(6L, 1L, null, null),
                row(4L, 2L, "A", null)));

    assertThat(rows(plain, STRING, STRING, BIGINT)).containsExactly(row("first", "A", 1L));
    assertThat(rows(output, STRING, STRING, BIGINT))
        .containsExactly(row("first", "A", 1L), row(null, null, 6L), row("A", "A", 4L));
    assertThat(errors.count()).isEqualTo(1);
    assertThat(stage.source().split("splitIndex", -1)).as("in the condition only").hasSize(3);
  }

  @Test
  void computesAgainWhatTheConditionComputesForSomeRowsOnly() {
    Expr part = firstPart();
    Expr isA = call(BOOLEAN, "=", part, literal("A", STRING));
    Expr isLate = call(BOOLEAN, ">", ID, literal(5L, BIGINT));
    CompiledStage stage = compile(Optional.of(call(BOOLEAN, "OR", isLate, isA)), part);

    Batch output = newStage(stage).apply(batch(row(1L, 1L, "A-B", null), row(6L, 1L, "B-A", null)));

    assertThat(rows(output, STRING)).containsExactly(row("A"), row("B"));
  }

  @Test
  void computesOnceWhatTheFirstBranchNeeds() {
    Expr part = firstPart();
    List<Expr> branches = new ArrayList<>();
    for (String name : List.of("A", "B", "C")) {
      Expr isName = call(BOOLEAN, "=", part, literal(name, STRING));
      Expr isDivided = call(BOOLEAN, ">", DIVISOR, literal(0L, BIGINT));
      branches.add(call(BOOLEAN, "AND", isName, isDivided));
      branches.add(literal(name + name, STRING));
    }
    branches.add(literal("other", STRING));
    CompiledStage stage =
        compile(Optional.empty(), call(STRING, "CASE", branches.toArray(Expr[]::new)));

    Batch output =
        newStage(stage)
            .apply(
                batch(
                    row(1L, 1L, "A-B", null),
                    row(1L, 1L, "C", null),
                    row(1L, 0L, "B-A", null),
                    row(1L, 1L, null, null)));

    assertThat(rows(output, STRING))
        .containsExactly(row("AA"), row("CC"), row("other"), row("other"));
    assertThat(stage.source().split("splitIndex", -1)).as("twice: two variants").hasSize(3);
  }

  @Test
  void computesWideDecimals() {
    DataType type = DataType.decimal(23, 3);
    Expr discounted = call(type, "*", literal(new BigDecimal("0.908"), DataType.decimal(4, 3)), ID);
    CompiledStage stage = compile(Optional.empty(), discounted);

    Batch output = newStage(stage).apply(batch(row(Long.MAX_VALUE, 0L, null, null)));

    assertThat(rows(output, type))
        .containsExactly(row(new BigDecimal(Long.MAX_VALUE).multiply(new BigDecimal("0.908"))));
  }

  private static Expr firstPart() {
    return call(
        STRING,
        "SPLIT_INDEX",
        NAME,
        literal("-", STRING),
        literal(0, DataType.of(TypeName.INTEGER)));
  }

  private static CompiledStage compile(Optional<Expr> condition, Expr... projections) {
    List<Field> fields = new ArrayList<>();
    for (Expr projection : projections) {
      fields.add(new Field("c" + fields.size(), projection.type()));
    }
    return StageCompiler.compile(INPUT, condition, List.of(projections), new RowType(fields));
  }

  private Stage newStage(CompiledStage stage) {
    return stage.newStage(new StageEnvironment("calc", errors, false, () -> 0));
  }

  private static Expr call(DataType type, String operator, Expr... operands) {
    return new Expr.Call(operator, List.of(operands), type);
  }

  private static Expr literal(Object value, DataType type) {
    return new Expr.Literal(value, type);
  }

  private static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }

  @SafeVarargs
  private static Batch batch(List<Object>... rows) {
    BatchBuilder builder = new BatchBuilder(INPUT);
    for (List<Object> row : rows) {
      append(builder, row, 1);
    }
    return builder.build();
  }

  private static void append(BatchBuilder builder, List<Object> row, int weight) {
    for (int i = 0; i < row.size(); i++) {
      BoxedValues.append(builder.column(i), row.get(i));
    }
    builder.endRow(weight);
  }

  private static List<List<Object>> rows(Batch batch, DataType... types) {
    List<List<Object>> rows = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < types.length; i++) {
        values.add(BoxedValues.get(batch.column(i), types[i], row));
      }
      rows.add(values);
    }
    return rows;
  }
}
