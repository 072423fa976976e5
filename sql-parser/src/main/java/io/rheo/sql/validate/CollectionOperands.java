package io.rheo.sql.validate;

import io.rheo.sql.catalog.RheoTypes;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * What the functions of ARRAY and MAP take.
 *
 * @param form of the operands, for people
 */
record CollectionOperands(
    String form, SqlOperandCountRange range, Predicate<List<RelDataType>> test)
    implements SqlOperandTypeChecker {
  static final CollectionOperands ARRAY_AND_ELEMENT =
      new CollectionOperands(
          "an array and a value of its elements' type",
          SqlOperandCountRanges.of(2),
          types ->
              isArray(types.get(0)) && isElement(types.get(1), types.get(0).getComponentType()));

  static final CollectionOperands ELEMENT_AND_ARRAY =
      new CollectionOperands(
          "a value and an array with elements of its type",
          SqlOperandCountRanges.of(2),
          types ->
              isArray(types.get(1)) && isElement(types.get(0), types.get(1).getComponentType()));

  static final CollectionOperands ARRAY_OF_NUMBERS =
      new CollectionOperands(
          "an array of numbers",
          SqlOperandCountRanges.of(1),
          types -> isArray(types.get(0)) && SqlTypeUtil.isNumeric(types.get(0).getComponentType()));

  static final CollectionOperands ORDERED_ARRAY =
      new CollectionOperands(
          "an array of numbers, texts or times",
          SqlOperandCountRanges.of(1),
          types -> isOrderedArray(types.get(0)));

  /** The order, and where NULLs are. */
  static final CollectionOperands ARRAY_AND_MORE =
      new CollectionOperands(
          "an array of numbers, texts or times, and perhaps one or two BOOLEANs",
          SqlOperandCountRanges.between(1, 3),
          types ->
              isOrderedArray(types.get(0))
                  && types.stream().skip(1).allMatch(SqlTypeUtil::inBooleanFamily));

  static final CollectionOperands ARRAYS_ALIKE =
      new CollectionOperands(
          "arrays with elements of one type",
          SqlOperandCountRanges.from(1),
          types ->
              types.stream().allMatch(CollectionOperands::isArray)
                  && RheoTypes.FACTORY.leastRestrictive(types) != null);

  static final CollectionOperands MAPS_ALIKE =
      new CollectionOperands(
          "maps with keys and values of one type",
          SqlOperandCountRanges.from(1),
          types ->
              types.stream().allMatch(SqlTypeUtil::isMap)
                  && RheoTypes.FACTORY.leastRestrictive(types) != null);

  static final CollectionOperands ENTRIES =
      new CollectionOperands(
          "an array of rows of a key and a value",
          SqlOperandCountRanges.of(1),
          types ->
              isArray(types.get(0))
                  && types.get(0).getComponentType().getSqlTypeName() == SqlTypeName.ROW
                  && types.get(0).getComponentType().getFieldCount() == 2);

  /** The same of exactly two operands. */
  CollectionOperands ofTwo() {
    return new CollectionOperands(form, SqlOperandCountRanges.of(2), test);
  }

  private static boolean isArray(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.ARRAY;
  }

  private static boolean isOrderedArray(RelDataType type) {
    return isArray(type)
        && !SqlTypeUtil.isCollection(type.getComponentType())
        && !SqlTypeUtil.isMap(type.getComponentType())
        && !type.getComponentType().isStruct();
  }

  /** Whether values of the type are elements without losing anything. */
  private static boolean isElement(RelDataType type, RelDataType element) {
    return SqlTypeUtil.isNull(type)
        || RheoTypes.FACTORY.leastRestrictive(List.of(type, element)) != null;
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
    boolean fits = test.test(call.collectOperandTypes());
    if (!fits && throwOnFailure) {
      throw call.newValidationSignatureError();
    }
    return fits;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return range;
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String name) {
    return "'" + name + "(" + form + ")'";
  }
}
