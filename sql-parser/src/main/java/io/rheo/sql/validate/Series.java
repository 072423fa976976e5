package io.rheo.sql.validate;

import io.rheo.sql.catalog.RheoTypes;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Arrays of equal steps: {@code SEQUENCE(first, last [, step])} with the last value, and one
 * without it for {@code RANGE}. Of whole numbers, DECIMAL or DOUBLE, with step 1 unless told; of
 * dates (a day) and timestamps with an interval. NULL if an argument is.
 */
final class Series {
  static final SqlFunction INCLUSIVE = function("SEQUENCE");
  static final SqlFunction EXCLUSIVE = function("SEQUENCE_BEFORE");

  private Series() {}

  private static SqlFunction function(String name) {
    CollectionOperands operands =
        new CollectionOperands(
            "first, last, step: numbers, or times and an interval",
            SqlOperandCountRanges.between(2, 3),
            Series::fits);
    return SqlBasicFunction.create(name, Series::type, operands, SqlFunctionCategory.SYSTEM);
  }

  private static boolean fits(List<RelDataType> types) {
    RelDataType first = types.get(0);
    RelDataType last = types.get(1);
    if (SqlTypeUtil.isNumeric(first) && SqlTypeUtil.isNumeric(last)) {
      return types.size() == 2 || SqlTypeUtil.isNumeric(types.get(2));
    }
    boolean times = SqlTypeUtil.isDatetime(first) && SqlTypeUtil.isDatetime(last);
    boolean dates = SqlTypeUtil.isDate(first) && SqlTypeUtil.isDate(last);
    return types.size() == 2 ? dates : times && SqlTypeUtil.isInterval(types.get(2));
  }

  private static RelDataType type(SqlOperatorBinding call) {
    boolean nullable = call.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
    RelDataType array = RheoTypes.FACTORY.createArrayType(element(call), -1);
    return RheoTypes.FACTORY.createTypeWithNullability(array, nullable);
  }

  /** With an interval, dates become timestamps. */
  private static RelDataType element(SqlOperatorBinding call) {
    List<RelDataType> types = call.collectOperandTypes();
    boolean isStepOfTime = types.size() > 2 && SqlTypeUtil.isInterval(types.get(2));
    RelDataType type =
        isStepOfTime && SqlTypeUtil.isDate(types.get(0))
            ? RheoTypes.notNull(SqlTypeName.TIMESTAMP)
            : RheoTypes.FACTORY.leastRestrictive(isStepOfTime ? types.subList(0, 2) : types);
    return RheoTypes.FACTORY.createTypeWithNullability(type, false);
  }
}
