package io.rheo.sql.validate;

import io.rheo.sql.catalog.RheoTypes;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Calcite's {@code ||} of texts; of arrays, whose elements may have different types; and of an
 * array and an element before or behind it, as PostgreSQL has it.
 */
final class ConcatOperator extends SqlBinaryOperator {
  private static final int PRECEDENCE = 60; // as that of Calcite's

  static final ConcatOperator INSTANCE = new ConcatOperator();

  private ConcatOperator() {
    super(
        "||",
        SqlKind.OTHER,
        PRECEDENCE,
        true,
        ConcatOperator::resultType,
        InferTypes.RETURN_TYPE,
        OperandTypes.or(
            CollectionOperands.ARRAYS_ALIKE.ofTwo(),
            CollectionOperands.ARRAY_AND_ELEMENT,
            CollectionOperands.ELEMENT_AND_ARRAY,
            SqlStdOperatorTable.CONCAT.getOperandTypeChecker()));
  }

  private static RelDataType resultType(SqlOperatorBinding call) {
    List<RelDataType> types = call.collectOperandTypes();
    boolean left = types.get(0).getSqlTypeName() == SqlTypeName.ARRAY;
    boolean right = types.get(1).getSqlTypeName() == SqlTypeName.ARRAY;
    if (left && right) {
      RelDataType both = RheoTypes.FACTORY.leastRestrictive(types);
      if (both != null) {
        return both;
      }
    }
    if (left || right) {
      return extended(types.get(left ? 0 : 1), types.get(left ? 1 : 0));
    }
    return SqlStdOperatorTable.CONCAT.inferReturnType(call);
  }

  /** An array with one more element; NULL if the array is. */
  static RelDataType extended(RelDataType array, RelDataType element) {
    RelDataType both =
        RheoTypes.FACTORY.leastRestrictive(List.of(array.getComponentType(), element));
    return RheoTypes.FACTORY.createTypeWithNullability(
        RheoTypes.FACTORY.createArrayType(both, -1), array.isNullable());
  }
}
