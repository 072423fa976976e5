package io.rheo.engine.codegen;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import java.util.HashMap;
import java.util.Map;

/** Columns of one value; built once and shared by all batches, which nobody writes to. */
final class ConstantColumns {
  private final Map<Expr.Literal, Column> columns = new HashMap<>();

  Column of(Expr.Literal literal, int rows) {
    if (literal.value() == null || rows > Batch.TARGET_ROWS) {
      return build(literal, rows); // validity bits must not be more than the rows
    }
    return columns.computeIfAbsent(literal, key -> build(key, Batch.TARGET_ROWS));
  }

  Column empty(DataType type) {
    return ColumnBuilder.of(type).build();
  }

  private static Column build(Expr.Literal literal, int rows) {
    ColumnBuilder builder = ColumnBuilder.of(literal.type());
    for (int i = 0; i < rows; i++) {
      BoxedValues.append(builder, literal.value());
    }
    return builder.build();
  }
}
