package io.rheo.sql.catalog;

import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Precisions and the types of results, as Flink has them: DECIMAL has up to 38 digits and keeps six
 * decimals if the whole does not fit; a sum of integers is BIGINT; times have milliseconds.
 */
final class RheoTypeSystem extends RelDataTypeSystemImpl {
  private static final int DECIMAL_PRECISION_MAX = 38;

  /** Decimals that a result keeps when its digits do not fit in 38. */
  private static final int DECIMAL_SCALE_KEPT = 6;

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    if (typeName == SqlTypeName.DECIMAL) {
      return DECIMAL_PRECISION_MAX;
    }
    if (isTime(typeName)) {
      return RheoTypes.TIME_PRECISION_MAX;
    }
    return switch (typeName) {
      case CHAR, VARCHAR, BINARY, VARBINARY -> Integer.MAX_VALUE;
      default -> super.getMaxPrecision(typeName);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? DECIMAL_PRECISION_MAX : super.getMaxScale(typeName);
  }

  @Override
  public int getMinPrecision(SqlTypeName typeName) {
    return isTime(typeName) ? 0 : super.getMinPrecision(typeName);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    if (typeName == SqlTypeName.DECIMAL) {
      return 10;
    }
    if (typeName == SqlTypeName.TIMESTAMP
        || typeName == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
      return RheoTypes.TIME_PRECISION_MAX;
    }
    if (SqlTypeName.INTERVAL_TYPES.contains(typeName)) {
      return SqlTypeName.MAX_INTERVAL_START_PRECISION; // INTERVAL '100' DAY needs no DAY(3)
    }
    return super.getDefaultPrecision(typeName);
  }

  @Override
  public RoundingMode roundingMode() {
    return RoundingMode.HALF_UP;
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true; // CASE … THEN 'a' ELSE 'bcd' END does not pad 'a' with blanks
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    SqlTypeName name = argument.getSqlTypeName();
    if (SqlTypeName.INT_TYPES.contains(name)) {
      return like(argument, factory.createSqlType(SqlTypeName.BIGINT), factory);
    }
    if (name == SqlTypeName.DECIMAL) {
      return like(argument, decimal(factory, DECIMAL_PRECISION_MAX, argument.getScale()), factory);
    }
    if (SqlTypeName.APPROX_TYPES.contains(name)) {
      return like(argument, factory.createSqlType(SqlTypeName.DOUBLE), factory);
    }
    return argument;
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    SqlTypeName name = argument.getSqlTypeName();
    if (name == SqlTypeName.DECIMAL) {
      int scale = Math.max(DECIMAL_SCALE_KEPT, argument.getScale());
      return like(argument, decimal(factory, DECIMAL_PRECISION_MAX, scale), factory);
    }
    if (SqlTypeName.NUMERIC_TYPES.contains(name)) {
      return like(argument, factory.createSqlType(SqlTypeName.DOUBLE), factory);
    }
    return argument;
  }

  @Override
  public RelDataType deriveCovarType(
      RelDataTypeFactory factory, RelDataType first, RelDataType second) {
    return like(first, factory.createSqlType(SqlTypeName.DOUBLE), factory);
  }

  @Override
  public RelDataType deriveDecimalPlusType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    if (!isDecimalArithmetic(left, right)) {
      return null;
    }
    int scale = Math.max(left.getScale(), right.getScale());
    int integerDigits = Math.max(integerDigits(left), integerDigits(right));
    return decimal(factory, integerDigits + scale + 1, scale);
  }

  @Override
  public RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    return isDecimalArithmetic(left, right)
        ? decimal(
            factory,
            left.getPrecision() + right.getPrecision() + 1,
            left.getScale() + right.getScale())
        : null;
  }

  @Override
  public RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    if (!isDecimalArithmetic(left, right)) {
      return null;
    }
    int scale = Math.max(DECIMAL_SCALE_KEPT, left.getScale() + right.getPrecision() + 1);
    return decimal(factory, integerDigits(left) + right.getScale() + scale, scale);
  }

  @Override
  public RelDataType deriveDecimalModType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    if (!isDecimalArithmetic(left, right)) {
      return null;
    }
    int scale = Math.max(left.getScale(), right.getScale());
    return decimal(factory, Math.min(integerDigits(left), integerDigits(right)) + scale, scale);
  }

  private static boolean isDecimalArithmetic(RelDataType left, RelDataType right) {
    return SqlTypeUtil.isExactNumeric(left)
        && SqlTypeUtil.isExactNumeric(right)
        && (SqlTypeUtil.isDecimal(left) || SqlTypeUtil.isDecimal(right));
  }

  private static int integerDigits(RelDataType type) {
    return type.getPrecision() - type.getScale();
  }

  /** What does not fit in 38 digits loses decimals first, but keeps six of them. */
  private static RelDataType decimal(RelDataTypeFactory factory, int precision, int scale) {
    if (precision <= DECIMAL_PRECISION_MAX) {
      return factory.createSqlType(SqlTypeName.DECIMAL, Math.max(1, precision), scale);
    }
    int kept = Math.min(scale, DECIMAL_SCALE_KEPT);
    int fitting = Math.max(DECIMAL_PRECISION_MAX - (precision - scale), kept);
    return factory.createSqlType(SqlTypeName.DECIMAL, DECIMAL_PRECISION_MAX, fitting);
  }

  private static RelDataType like(
      RelDataType argument, RelDataType result, RelDataTypeFactory factory) {
    return factory.createTypeWithNullability(result, argument.isNullable());
  }

  private static boolean isTime(SqlTypeName name) {
    return name == SqlTypeName.TIME
        || name == SqlTypeName.TIMESTAMP
        || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }
}
