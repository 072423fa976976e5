package io.rheo.engine.planner.expression;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.NlsString;

/** Constants of Calcite as ours. */
final class RexLiterals {
  private RexLiterals() {}

  static Expr of(RexLiteral literal) {
    DataType type = DataTypes.of(literal.getType());
    return new Expr.Literal(literal.isNull() ? null : value(literal, type), type);
  }

  private static Object value(RexLiteral literal, DataType type) {
    return switch (type.name()) {
      case BOOLEAN -> literal.getValueAs(Boolean.class);
      case TINYINT, SMALLINT, INTEGER -> number(literal).intValueExact();
      case BIGINT, INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH -> number(literal).longValueExact();
      case DECIMAL -> number(literal).setScale(type.scale(), RoundingMode.HALF_UP);
      case FLOAT -> (double) floating(literal).floatValue();
      case DOUBLE -> floating(literal).doubleValue();
      case CHAR, VARCHAR -> ((NlsString) Objects.requireNonNull(literal.getValue())).getValue();
      case BINARY, VARBINARY -> literal.getValueAs(ByteString.class).getBytes();
      case DATE, TIME -> literal.getValueAs(Integer.class);
      case TIMESTAMP, TIMESTAMP_LTZ -> literal.getValueAs(Long.class);
      case ARRAY, MAP, ROW -> throw new NotSupportedException("a constant of type " + type);
    };
  }

  private static BigDecimal number(RexLiteral literal) {
    return Objects.requireNonNull(literal.getValueAs(BigDecimal.class));
  }

  private static Number floating(RexLiteral literal) {
    return (Number) Objects.requireNonNull(literal.getValue());
  }
}
