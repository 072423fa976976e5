package io.rheo.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compiled stages do what the naive interpreter does, whatever the expressions and the rows. */
class RandomStageTest {
  private static final int STAGES = 120;
  private static final int ROWS = 150;

  @Test
  void agreesWithTheNaiveInterpreter() {
    long seed = Seeds.next();
    for (int i = 0; i < STAGES; i++) {
      verify(seed + i);
    }
  }

  private static void verify(long seed) {
    Random random = new Random(seed);
    RandomExpressions expressions = new RandomExpressions(random);
    Optional<Expr> condition =
        random.nextBoolean()
            ? Optional.of(expressions.tree(RandomExpressions.BOOLEAN, 3))
            : Optional.empty();
    List<Expr> projections = projections(random, expressions);
    condition.ifPresent(expr -> addPart(expr, random, projections));
    List<Field> fields = new ArrayList<>();
    projections.forEach(
        projection -> fields.add(new Field("p" + fields.size(), projection.type())));
    CompiledStage stage =
        StageCompiler.compile(RandomExpressions.INPUT, condition, projections, new RowType(fields));
    String about =
        "seed %d: %s WHERE %s%n%s".formatted(seed, projections, condition, stage.source());
    List<List<Object>> rows = rows(random, expressions);
    ErrorLog errors = new ErrorLog();
    Batch output =
        stage.newStage(new StageEnvironment("calc", errors, false, () -> 0)).apply(batch(rows));
    List<String> expected = new ArrayList<>();
    int failures = expected(condition, projections, rows, expected);
    assertThat(actual(output, projections)).as(about).isEqualTo(expected);
    assertThat(errors.count()).as(about).isEqualTo(failures);
  }

  private static List<Expr> projections(Random random, RandomExpressions expressions) {
    List<Expr> projections = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      projections.add(expressions.tree(expressions.anyType(), 4));
    }
    addPart(projections.get(0), random, projections);
    return projections;
  }

  /** An operand of what is computed elsewhere, or of one of its operands: something is shared. */
  private static void addPart(Expr whole, Random random, List<Expr> projections) {
    List<Expr> parts = Exprs.operands(whole);
    if (!parts.isEmpty()) {
      Expr part = parts.get(random.nextInt(parts.size()));
      projections.add(part);
      if (random.nextBoolean()) {
        addPart(part, random, projections);
      }
    }
  }

  private static List<List<Object>> rows(Random random, RandomExpressions expressions) {
    // Some columns have NULLs and some have none, as each has its own code.
    boolean[] hasNulls = new boolean[RandomExpressions.INPUT.size()];
    for (int i = 0; i < hasNulls.length; i++) {
      hasNulls[i] = random.nextInt(3) == 0;
    }
    List<List<Object>> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < hasNulls.length; i++) {
        boolean isNull = hasNulls[i] && random.nextInt(4) == 0;
        values.add(isNull ? null : expressions.value(RandomExpressions.INPUT.type(i)));
      }
      rows.add(values);
    }
    return rows;
  }

  private static Batch batch(List<List<Object>> rows) {
    BatchBuilder builder = new BatchBuilder(RandomExpressions.INPUT);
    for (int row = 0; row < rows.size(); row++) {
      for (int i = 0; i < rows.get(row).size(); i++) {
        BoxedValues.append(builder.column(i), rows.get(row).get(i));
      }
      builder.endRow(row % 3 - 1);
    }
    return builder.build();
  }

  private static int expected(
      Optional<Expr> condition,
      List<Expr> projections,
      List<List<Object>> rows,
      List<String> expected) {
    int failures = 0;
    for (int row = 0; row < rows.size(); row++) {
      List<Object> values = rows.get(row);
      try {
        if (condition.isEmpty() || NaiveInterpreter.passes(condition.get(), values)) {
          List<Object> result = new ArrayList<>();
          projections.forEach(expr -> result.add(NaiveInterpreter.evaluate(expr, values)));
          expected.add((row % 3 - 1) + " " + result);
        }
      } catch (NaiveInterpreter.RowFailure e) {
        failures++;
      }
    }
    return failures;
  }

  private static List<String> actual(Batch batch, List<Expr> projections) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < projections.size(); i++) {
        values.add(BoxedValues.get(batch.column(i), projections.get(i).type(), row));
        assertThat(isZeroIfNull(batch, i, row)).as("the entry of a NULL is zero").isTrue();
      }
      rows.add(batch.weight(row) + " " + values);
    }
    return rows;
  }

  private static boolean isZeroIfNull(Batch batch, int index, int row) {
    if (Validity.isSet(batch.column(index).validity(), row)) {
      return true;
    }
    Column column = batch.column(index);
    if (column instanceof LongColumn longs) {
      return longs.values()[row] == 0;
    } else if (column instanceof IntColumn ints) {
      return ints.values()[row] == 0;
    } else if (column instanceof DoubleColumn doubles) {
      return doubles.values()[row] == 0;
    } else if (column instanceof BooleanColumn booleans) {
      return booleans.values()[row] == 0;
    } else if (column instanceof Decimal128Column decimals) {
      return decimals.high()[row] == 0 && decimals.low()[row] == 0;
    }
    return ((BytesColumn) column).lengths()[row] == 0;
  }
}
