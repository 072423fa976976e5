package io.rheo.sql.validate;

import io.rheo.sql.catalog.RheoTypes;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Calcite's plus, and that of a date and a number of days, as PostgreSQL has it. */
public final class PlusOperator extends SqlBinaryOperator {
  private static final int PRECEDENCE = 40; // as that of Calcite's

  static final PlusOperator INSTANCE = new PlusOperator();

  private PlusOperator() {
    super(
        "+",
        SqlKind.PLUS,
        PRECEDENCE,
        true,
        PlusOperator::resultType,
        InferTypes.FIRST_KNOWN,
        OperandTypes.or(OperandTypes.PLUS_OPERATOR, new DateAndDays(true)));
  }

  private static RelDataType resultType(SqlOperatorBinding call) {
    RelDataType left = call.getOperandType(0);
    RelDataType right = call.getOperandType(1);
    if (!isDateAndDays(left, right) && !isDateAndDays(right, left)) {
      return ReturnTypes.NULLABLE_SUM.inferReturnType(call);
    }
    return call.getTypeFactory()
        .createTypeWithNullability(
            RheoTypes.notNull(SqlTypeName.DATE), left.isNullable() || right.isNullable());
  }

  /** Whether these are a date and a whole number, in this order. */
  public static boolean isDateAndDays(RelDataType date, RelDataType days) {
    return date.getSqlTypeName() == SqlTypeName.DATE && SqlTypeUtil.isIntType(days);
  }
}
