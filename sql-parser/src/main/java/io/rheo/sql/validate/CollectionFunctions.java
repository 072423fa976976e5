package io.rheo.sql.validate;

import static io.rheo.sql.validate.CollectionOperands.ARRAYS_ALIKE;
import static io.rheo.sql.validate.CollectionOperands.ARRAY_AND_ELEMENT;
import static io.rheo.sql.validate.CollectionOperands.ARRAY_AND_MORE;
import static io.rheo.sql.validate.CollectionOperands.ARRAY_OF_NUMBERS;
import static io.rheo.sql.validate.CollectionOperands.ELEMENT_AND_ARRAY;
import static io.rheo.sql.validate.CollectionOperands.ENTRIES;
import static io.rheo.sql.validate.CollectionOperands.MAPS_ALIKE;
import static io.rheo.sql.validate.CollectionOperands.ORDERED_ARRAY;
import static org.apache.calcite.sql.type.OperandTypes.family;

import io.rheo.sql.catalog.RheoTypes;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Functions of ARRAY and MAP, with the names and the NULL rules of Flink. Calcite has some of them,
 * with others.
 */
final class CollectionFunctions {
  private static final RelDataTypeFactory FACTORY = RheoTypes.FACTORY;

  /** {@code ARRAY[]}: its elements get a type where it meets another array. */
  static final SqlFunction EMPTY_ARRAY =
      function(
          "$EMPTY_ARRAY",
          call -> array(FACTORY.createSqlType(SqlTypeName.NULL)),
          OperandTypes.NILADIC);

  private CollectionFunctions() {}

  static List<SqlOperator> all() {
    return List.of(
        function("ARRAY_CONTAINS", nullIfFirst(SqlTypeName.BOOLEAN), ARRAY_AND_ELEMENT),
        function("ARRAY_POSITION", nullable(SqlTypeName.INTEGER), ARRAY_AND_ELEMENT),
        function("ARRAY_REMOVE", ReturnTypes.ARG0, ARRAY_AND_ELEMENT),
        function("ARRAY_APPEND", CollectionFunctions::withElement, ARRAY_AND_ELEMENT),
        function(
            "ARRAY_PREPEND",
            CollectionFunctions::withElement,
            OperandTypes.or(ARRAY_AND_ELEMENT, ELEMENT_AND_ARRAY)),
        function(
            "ARRAY_POSITIONS",
            call -> like(call, array(notNull(SqlTypeName.INTEGER))),
            ARRAY_AND_ELEMENT),
        function("ARRAY_SUM", CollectionFunctions::sum, ARRAY_OF_NUMBERS),
        EMPTY_ARRAY,
        ConcatOperator.INSTANCE,
        function("ARRAY_DISTINCT", ReturnTypes.ARG0, family(SqlTypeFamily.ARRAY)),
        function("ARRAY_REVERSE", ReturnTypes.ARG0, family(SqlTypeFamily.ARRAY)),
        function(
            "ARRAY_SLICE",
            ReturnTypes.ARG0_NULLABLE,
            OperandTypes.or(
                family(SqlTypeFamily.ARRAY, SqlTypeFamily.INTEGER),
                family(SqlTypeFamily.ARRAY, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER))),
        function("ARRAY_SORT", ReturnTypes.ARG0_NULLABLE, ARRAY_AND_MORE),
        function("ARRAY_MAX", CollectionFunctions::element, ORDERED_ARRAY),
        function("ARRAY_MIN", CollectionFunctions::element, ORDERED_ARRAY),
        function("ARRAY_UNION", ReturnTypes.LEAST_RESTRICTIVE, ARRAYS_ALIKE),
        function("ARRAY_CONCAT", ReturnTypes.LEAST_RESTRICTIVE, ARRAYS_ALIKE),
        function("ARRAY_EXCEPT", ReturnTypes.LEAST_RESTRICTIVE, ARRAYS_ALIKE),
        function("ARRAY_INTERSECT", ReturnTypes.LEAST_RESTRICTIVE, ARRAYS_ALIKE),
        function(
            "ARRAY_JOIN",
            nullable(SqlTypeName.VARCHAR),
            OperandTypes.or(
                family(SqlTypeFamily.ARRAY, SqlTypeFamily.CHARACTER),
                family(SqlTypeFamily.ARRAY, SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER))),
        function("MAP_KEYS", call -> like(call, array(key(call))), family(SqlTypeFamily.MAP)),
        function("MAP_VALUES", call -> like(call, array(value(call))), family(SqlTypeFamily.MAP)),
        function("MAP_ENTRIES", CollectionFunctions::entries, family(SqlTypeFamily.MAP)),
        function("MAP_UNION", ReturnTypes.LEAST_RESTRICTIVE, MAPS_ALIKE),
        function(
            "MAP_FROM_ARRAYS",
            CollectionFunctions::mapOfArrays,
            family(SqlTypeFamily.ARRAY, SqlTypeFamily.ARRAY)),
        function("MAP_FROM_ENTRIES", CollectionFunctions::mapOfEntries, ENTRIES),
        Series.INCLUSIVE,
        Series.EXCLUSIVE);
  }

  private static SqlFunction function(
      String name, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
    return SqlBasicFunction.create(name, type, operands, SqlFunctionCategory.SYSTEM);
  }

  private static RelDataType notNull(SqlTypeName name) {
    return RheoTypes.notNull(name);
  }

  private static RelDataType nullable(RelDataType type) {
    return FACTORY.createTypeWithNullability(type, true);
  }

  private static SqlReturnTypeInference nullable(SqlTypeName name) {
    return ReturnTypes.explicit(RheoTypes.nullable(name));
  }

  private static SqlReturnTypeInference nullIfFirst(SqlTypeName name) {
    return call -> like(call, notNull(name));
  }

  /** The type, nullable if the first operand is. */
  private static RelDataType like(SqlOperatorBinding call, RelDataType type) {
    return FACTORY.createTypeWithNullability(type, call.getOperandType(0).isNullable());
  }

  private static RelDataType array(RelDataType element) {
    return FACTORY.createArrayType(element, -1);
  }

  private static RelDataType map(RelDataType key, RelDataType value) {
    return FACTORY.createMapType(key, value);
  }

  private static RelDataType key(SqlOperatorBinding call) {
    return call.getOperandType(0).getKeyType();
  }

  private static RelDataType value(SqlOperatorBinding call) {
    return call.getOperandType(0).getValueType();
  }

  private static RelDataType element(SqlOperatorBinding call) {
    return nullable(call.getOperandType(0).getComponentType());
  }

  private static RelDataType withElement(SqlOperatorBinding call) {
    RelDataType first = call.getOperandType(0);
    RelDataType second = call.getOperandType(1);
    return first.getSqlTypeName() == SqlTypeName.ARRAY
        ? ConcatOperator.extended(first, second)
        : ConcatOperator.extended(second, first);
  }

  /** As the aggregate SUM has it. */
  private static RelDataType sum(SqlOperatorBinding call) {
    RelDataType element = call.getOperandType(0).getComponentType();
    return nullable(RheoTypes.SYSTEM.deriveSumType(FACTORY, element));
  }

  private static RelDataType entries(SqlOperatorBinding call) {
    RelDataType entry = FACTORY.builder().add("key", key(call)).add("value", value(call)).build();
    return like(call, array(entry));
  }

  private static RelDataType mapOfArrays(SqlOperatorBinding call) {
    return nullable(
        map(call.getOperandType(0).getComponentType(), call.getOperandType(1).getComponentType()));
  }

  private static RelDataType mapOfEntries(SqlOperatorBinding call) {
    RelDataType entry = call.getOperandType(0).getComponentType();
    return nullable(
        map(entry.getFieldList().get(0).getType(), entry.getFieldList().get(1).getType()));
  }
}
