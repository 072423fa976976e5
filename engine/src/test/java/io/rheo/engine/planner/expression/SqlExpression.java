package io.rheo.engine.planner.expression;

import io.rheo.engine.codegen.CompiledStage;
import io.rheo.engine.codegen.StageCompiler;
import io.rheo.engine.codegen.StageEnvironment;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.type.RowType;
import io.rheo.sql.SqlFrontEnd;
import io.rheo.sql.Statement;
import io.rheo.sql.catalog.Catalog;
import io.rheo.sql.text.SqlText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.Calc;

/** An expression of SQL over the columns of one table of all types, through every layer. */
final class SqlExpression {
  static final long NOW = 1_769_853_600_123L; // 2026-01-31 10:00:00.123 UTC

  private static final String TABLE =
      """
      CREATE TABLE t (
        b BOOLEAN, b2 BOOLEAN, ti TINYINT, si SMALLINT, i INT, i2 INT, l BIGINT, l2 BIGINT,
        d92 DECIMAL(9, 2), d183 DECIMAL(18, 3), w DECIMAL(38, 10), w2 DECIMAL(38, 0),
        f FLOAT, x DOUBLE, x2 DOUBLE, s STRING, s2 STRING, c CHAR(5), bin BYTES,
        dt DATE, dt2 DATE, tm TIME(3), ts TIMESTAMP(3), ts2 TIMESTAMP(3), ltz TIMESTAMP_LTZ(3),
        arr ARRAY<INT>, m MAP<STRING, INT>, r ROW<a INT, b STRING>)
      """;

  private static final Catalog CATALOG = catalog();

  private final RowType input;
  private final RowType output;
  private final CompiledStage stage;
  final List<String> reasons = new ArrayList<>();

  private SqlExpression(RowType input, RowType output, CompiledStage stage) {
    this.input = input;
    this.output = output;
    this.stage = stage;
  }

  /** The query aggregates, or is more than projections in another way. */
  static final class NotScalarException extends IllegalArgumentException {
    NotScalarException(String sql) {
      super(sql);
    }
  }

  private static Catalog catalog() {
    Catalog catalog = new Catalog();
    Statement.CreateTable create =
        (Statement.CreateTable) new SqlFrontEnd().analyze(SqlText.of("test", TABLE), catalog);
    catalog.create(create.table(), false, false);
    return catalog;
  }

  /** {@code SELECT sql FROM t}. */
  static SqlExpression of(String sql) {
    return ofQuery("SELECT " + sql + " FROM t");
  }

  static SqlExpression ofQuery(String sql) {
    Statement.Query query =
        (Statement.Query) new SqlFrontEnd().analyze(SqlText.of("test", sql), CATALOG);
    if (!(query.query().rel() instanceof Calc calc)) {
      throw new NotScalarException(sql);
    }
    ExpressionTranslator translator =
        new ExpressionTranslator(
            calc.getCluster().getRexBuilder(), ZoneId.of("Europe/Zurich"), List.of());
    ExpressionTranslator.Program program = translator.translate(calc.getProgram());
    RowType input = DataTypes.rowType(calc.getInput().getRowType());
    RowType output = DataTypes.rowType(calc.getRowType());
    CompiledStage stage =
        StageCompiler.compile(input, program.condition(), program.projections(), output);
    return new SqlExpression(input, output, stage);
  }

  String source() {
    return stage.source();
  }

  RowType outputType() {
    return output;
  }

  /** The first column for a row with these columns set and all others NULL. */
  Object evaluate(Object... columnsAndValues) {
    List<List<Object>> rows = evaluateAll(List.of(rowOf(columnsAndValues)));
    return rows.isEmpty() ? "error" : rows.get(0).get(0);
  }

  static Map<String, Object> rowOf(Object... columnsAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
    }
    return row;
  }

  /** The output rows for input rows given by column name; what is not given is NULL. */
  List<List<Object>> evaluateAll(List<Map<String, Object>> rows) {
    BatchBuilder builder = new BatchBuilder(input);
    for (Map<String, Object> row : rows) {
      for (int i = 0; i < input.size(); i++) {
        BoxedValues.append(builder.column(i), row.get(input.name(i)));
      }
      builder.endRow();
    }
    ErrorLog errors = new ErrorLog();
    Batch result =
        stage
            .newStage(new StageEnvironment("calc", errors, false, () -> NOW))
            .apply(builder.build());
    reasons.clear();
    errors.entries().forEach(entry -> reasons.add(entry.reason()));
    List<List<Object>> values = new ArrayList<>();
    for (int row = 0; row < result.rowCount(); row++) {
      List<Object> entry = new ArrayList<>();
      for (int i = 0; i < output.size(); i++) {
        entry.add(BoxedValues.get(result.column(i), output.type(i), row));
      }
      values.add(entry);
    }
    return values;
  }
}
