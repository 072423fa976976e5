package io.rheo.sql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;

/**
 * A date and a number of days, as operands. Calcite's families would take timestamps for dates too,
 * and so lose the time of day.
 *
 * @param daysFirst whether the number may also be the first operand
 */
record DateAndDays(boolean daysFirst) implements SqlOperandTypeChecker {
  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    boolean taken =
        PlusOperator.isDateAndDays(left, right)
            || (daysFirst && PlusOperator.isDateAndDays(right, left));
    if (!taken && throwOnFailure) {
      throw binding.newValidationSignatureError();
    }
    return taken;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.of(2);
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String name) {
    return "'<DATE> " + name + " <INTEGER>'";
  }
}
