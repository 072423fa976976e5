package io.rheo.sql.validate;

import static io.rheo.sql.validate.FunctionTypes.INTEGER;
import static io.rheo.sql.validate.FunctionTypes.NUMBER;
import static io.rheo.sql.validate.FunctionTypes.TEXT;
import static io.rheo.sql.validate.FunctionTypes.function;
import static io.rheo.sql.validate.FunctionTypes.never;
import static io.rheo.sql.validate.FunctionTypes.nullIfNull;
import static io.rheo.sql.validate.FunctionTypes.nullable;
import static io.rheo.sql.validate.FunctionTypes.random;
import static io.rheo.sql.validate.FunctionTypes.taking;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * Functions of numbers that Calcite does not have, or types differently from Flink. Types only; the
 * engine finds its implementation of each by name.
 */
final class NumberFunctions {
  private static final SqlReturnTypeInference DOUBLE_NULL_IF_NULL = nullIfNull(SqlTypeName.DOUBLE);
  private static final SqlReturnTypeInference LARGEST_INTEGER =
      ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.TO_NULLABLE);
  private static final SqlReturnTypeInference ROUNDED =
      ((SqlReturnTypeInference) NumberFunctions::rounded).andThen(SqlTypeTransforms.TO_NULLABLE);
  private static final SqlOperandTypeChecker ONE_OR_TWO =
      OperandTypes.or(taking(NUMBER), taking(NUMBER, NUMBER));
  private static final SqlOperandTypeChecker NUMBER_AND_DIGITS =
      OperandTypes.or(taking(NUMBER), taking(NUMBER, INTEGER));

  private NumberFunctions() {}

  static List<SqlOperator> all() {
    return List.of(
        function("ROUND", ROUNDED, NUMBER_AND_DIGITS),
        function("TRUNCATE", ROUNDED, NUMBER_AND_DIGITS),
        function("LN", DOUBLE_NULL_IF_NULL, taking(NUMBER)),
        function("LOG2", DOUBLE_NULL_IF_NULL, taking(NUMBER)),
        function("LOG10", DOUBLE_NULL_IF_NULL, taking(NUMBER)),
        function("LOG", DOUBLE_NULL_IF_NULL, ONE_OR_TWO),
        function("GCD", nullIfNull(SqlTypeName.BIGINT), taking(INTEGER, INTEGER)),
        function("LCM", nullIfNull(SqlTypeName.BIGINT), taking(INTEGER, INTEGER)),
        function(
            "WIDTH_BUCKET",
            nullIfNull(SqlTypeName.INTEGER),
            taking(NUMBER, NUMBER, NUMBER, INTEGER)),
        function("E", never(SqlTypeName.DOUBLE), taking()),
        function("BIN", nullIfNull(SqlTypeName.VARCHAR), taking(INTEGER)),
        function("CONV", nullable(SqlTypeName.VARCHAR), conversion()),
        function("BITAND", LARGEST_INTEGER, taking(INTEGER, INTEGER)),
        function("BITOR", LARGEST_INTEGER, taking(INTEGER, INTEGER)),
        function("BITXOR", LARGEST_INTEGER, taking(INTEGER, INTEGER)),
        function("BITNOT", ReturnTypes.ARG0, taking(INTEGER)),
        function("SHIFTLEFT", shifted(), taking(INTEGER, INTEGER)),
        function("SHIFTRIGHT", shifted(), taking(INTEGER, INTEGER)),
        random("RAND", DOUBLE_NULL_IF_NULL, OperandTypes.or(taking(), taking(INTEGER))),
        random("RAND_INTEGER", nullIfNull(SqlTypeName.INTEGER), bounds()),
        random("UUID", never(SqlTypeName.VARCHAR), taking()));
  }

  private static SqlOperandTypeChecker conversion() {
    return OperandTypes.or(taking(INTEGER, INTEGER, INTEGER), taking(TEXT, INTEGER, INTEGER));
  }

  private static SqlOperandTypeChecker bounds() {
    return OperandTypes.or(taking(INTEGER), taking(INTEGER, INTEGER));
  }

  private static SqlReturnTypeInference shifted() {
    return ReturnTypes.ARG0.andThen(SqlTypeTransforms.TO_NULLABLE);
  }

  /** DECIMAL keeps as many fractional digits as are asked for; other numbers keep their type. */
  private static RelDataType rounded(SqlOperatorBinding call) {
    RelDataType number = call.getOperandType(0);
    if (number.getSqlTypeName() != SqlTypeName.DECIMAL) {
      return number;
    }
    int digits = 0;
    if (call.getOperandCount() > 1) {
      if (!call.isOperandLiteral(1, false)) {
        return number;
      }
      BigDecimal literal = call.getOperandLiteralValue(1, BigDecimal.class);
      digits = literal == null ? number.getScale() : literal.intValue();
    }
    int whole = number.getPrecision() - number.getScale() + 1; // rounding up may need one more
    if (digits >= number.getScale()) {
      return number;
    } else if (digits < 0) {
      int precision =
          Math.min(
              whole, call.getTypeFactory().getTypeSystem().getMaxPrecision(SqlTypeName.DECIMAL));
      return call.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, precision, 0);
    }
    return call.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, whole + digits, digits);
  }
}
