package io.rheo.sql.validate;

import io.rheo.sql.catalog.RheoTypes;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Calcite's minus, and that of date-times as PostgreSQL has it: dates differ by a number of days,
 * timestamps by an interval, and a number of days can be taken off a date.
 */
public final class MinusOperator extends SqlBinaryOperator {
  private static final int PRECEDENCE = 40; // as that of Calcite's

  static final MinusOperator INSTANCE = new MinusOperator();

  private static final SqlIntervalQualifier DAY_TO_SECOND =
      new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO);

  private MinusOperator() {
    super(
        "-",
        SqlKind.MINUS,
        PRECEDENCE,
        true,
        MinusOperator::resultType,
        InferTypes.FIRST_KNOWN,
        OperandTypes.or(
            OperandTypes.MINUS_OPERATOR,
            OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME),
            new DateAndDays(false)));
  }

  private static RelDataType resultType(SqlOperatorBinding call) {
    RelDataType left = call.getOperandType(0);
    RelDataType right = call.getOperandType(1);
    if (PlusOperator.isDateAndDays(left, right)) {
      return call.getTypeFactory()
          .createTypeWithNullability(
              RheoTypes.notNull(SqlTypeName.DATE), left.isNullable() || right.isNullable());
    }
    if (!isBetweenDates(left, right)) {
      return ReturnTypes.NULLABLE_SUM.inferReturnType(call);
    }
    boolean days =
        left.getSqlTypeName() == SqlTypeName.DATE && right.getSqlTypeName() == SqlTypeName.DATE;
    RelDataType type =
        days
            ? RheoTypes.notNull(SqlTypeName.INTEGER)
            : call.getTypeFactory().createSqlIntervalType(DAY_TO_SECOND);
    return call.getTypeFactory()
        .createTypeWithNullability(type, left.isNullable() || right.isNullable());
  }

  /** Whether this is a difference that Calcite's own minus does not know. */
  public static boolean isBetweenDates(RelDataType left, RelDataType right) {
    return SqlTypeUtil.isDatetime(left) && SqlTypeUtil.isDatetime(right);
  }
}
