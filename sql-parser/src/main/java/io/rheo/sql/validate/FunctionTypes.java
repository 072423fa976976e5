package io.rheo.sql.validate;

import io.rheo.sql.catalog.RheoTypes;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** How the dialect's own functions declare their types. */
final class FunctionTypes {
  static final SqlTypeFamily TEXT = SqlTypeFamily.CHARACTER;
  static final SqlTypeFamily BYTES = SqlTypeFamily.BINARY;
  static final SqlTypeFamily INTEGER = SqlTypeFamily.INTEGER;
  static final SqlTypeFamily NUMBER = SqlTypeFamily.NUMERIC;

  private FunctionTypes() {}

  /** NULL just where an argument is. */
  static SqlReturnTypeInference nullIfNull(SqlTypeName type) {
    return ReturnTypes.explicit(RheoTypes.notNull(type)).andThen(SqlTypeTransforms.TO_NULLABLE);
  }

  /** NULL also for some arguments that are not. */
  static SqlReturnTypeInference nullable(SqlTypeName type) {
    return ReturnTypes.explicit(RheoTypes.nullable(type));
  }

  /** Never NULL. */
  static SqlReturnTypeInference never(SqlTypeName type) {
    return ReturnTypes.explicit(RheoTypes.notNull(type));
  }

  /** {@code ARRAY<STRING>}, which may be NULL and hold NULLs. */
  static RelDataType textArray() {
    return RheoTypes.FACTORY.createTypeWithNullability(
        RheoTypes.FACTORY.createArrayType(RheoTypes.nullable(SqlTypeName.VARCHAR), -1), true);
  }

  /** {@code MAP<STRING, STRING>}, which may be NULL and hold NULLs. */
  static RelDataType textMap() {
    RelDataType key = RheoTypes.notNull(SqlTypeName.VARCHAR);
    RelDataType value = RheoTypes.nullable(SqlTypeName.VARCHAR);
    return RheoTypes.FACTORY.createTypeWithNullability(
        RheoTypes.FACTORY.createMapType(key, value), true);
  }

  static SqlOperandTypeChecker taking(SqlTypeFamily... families) {
    return families.length == 0 ? OperandTypes.NILADIC : OperandTypes.family(families);
  }

  static SqlFunction function(
      String name, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
    return new OwnFunction(name, type, operands, true);
  }

  /** A function that gives another result each time: a plan must not compute it twice. */
  static SqlFunction random(
      String name, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
    return new OwnFunction(name, type, operands, false);
  }

  /**
   * A class of its own, since Calcite takes operators of one name and class for equal: it would
   * treat ours like its namesakes.
   */
  private static final class OwnFunction extends SqlFunction {
    private final boolean deterministic;

    OwnFunction(
        String name,
        SqlReturnTypeInference type,
        SqlOperandTypeChecker operands,
        boolean deterministic) {
      super(
          name,
          SqlKind.OTHER_FUNCTION,
          type,
          InferTypes.FIRST_KNOWN,
          operands,
          SqlFunctionCategory.SYSTEM);
      this.deterministic = deterministic;
    }

    @Override
    public boolean isDeterministic() {
      return deterministic;
    }
  }
}
