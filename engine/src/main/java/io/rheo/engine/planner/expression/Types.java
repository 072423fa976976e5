package io.rheo.engine.planner.expression;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.List;

/** Types that translations need by name, and what holds for several operands. */
final class Types {
  static final DataType BOOLEAN = DataType.of(TypeName.BOOLEAN);
  static final DataType INTEGER = DataType.of(TypeName.INTEGER).notNull();
  static final DataType BIGINT = DataType.of(TypeName.BIGINT).notNull();
  static final DataType DOUBLE = DataType.of(TypeName.DOUBLE).notNull();
  static final DataType STRING = DataType.of(TypeName.VARCHAR).notNull();
  static final DataType DATE = DataType.of(TypeName.DATE).notNull();
  static final DataType NOW = DataType.of(TypeName.TIMESTAMP_LTZ).notNull();

  private Types() {}

  /** The type, nullable if one of the operands is. */
  static DataType nullIfNull(DataType type, List<Expr> operands) {
    return type.withNullable(operands.stream().anyMatch(operand -> operand.type().nullable()));
  }
}
