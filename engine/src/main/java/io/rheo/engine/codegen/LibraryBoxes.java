package io.rheo.engine.codegen;

import io.rheo.engine.type.DataType;

/**
 * Source that turns values of generated code into the objects that Calcite's functions take: like
 * {@code BoxedValues}, but with a class of its own for each integer type, for FLOAT and for bytes,
 * and with {@code Object[]} for ROW.
 */
final class LibraryBoxes {
  private LibraryBoxes() {}

  static String javaType(DataType type) {
    return switch (type.name()) {
      case BOOLEAN -> "Boolean";
      case TINYINT -> "Byte";
      case SMALLINT -> "Short";
      case INTEGER, DATE, TIME, INTERVAL_YEAR_MONTH -> "Integer";
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME -> "Long";
      case DECIMAL -> "java.math.BigDecimal";
      case FLOAT -> "Float";
      case DOUBLE -> "Double";
      case CHAR, VARCHAR -> "String";
      case BINARY, VARBINARY -> "org.apache.calcite.avatica.util.ByteString";
      case ARRAY -> "java.util.List";
      case MAP -> "java.util.Map";
      case ROW -> "Object[]";
    };
  }

  static String box(String code, DataType type) {
    return switch (type.name()) {
      case BOOLEAN -> "Boolean.valueOf(" + code + ")";
      case TINYINT -> "Byte.valueOf((byte) " + code + ")";
      case SMALLINT -> "Short.valueOf((short) " + code + ")";
      case INTEGER, DATE, TIME -> "Integer.valueOf(" + code + ")";
      case INTERVAL_YEAR_MONTH -> "Integer.valueOf((int) " + code + ")";
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME -> "Long.valueOf(" + code + ")";
      case DECIMAL -> "Decimals.toBigDecimal(" + code + ", " + type.scale() + ")";
      case FLOAT -> "Float.valueOf((float) " + code + ")";
      case DOUBLE -> "Double.valueOf(" + code + ")";
      case CHAR, VARCHAR -> code + ".toString()";
      case BINARY, VARBINARY ->
          "new org.apache.calcite.avatica.util.ByteString(" + code + ".copy())";
      case ARRAY -> "(java.util.List) " + code;
      case MAP -> "(java.util.Map) " + code;
      case ROW -> "((java.util.List) " + code + ").toArray()";
    };
  }

  /** The value of a result that is not {@code null}; numbers may come in any class. */
  static String unbox(String code, DataType type) {
    String number = "((Number) " + code + ")";
    return switch (type.name()) {
      case BOOLEAN -> "((Boolean) " + code + ").booleanValue()";
      case TINYINT, SMALLINT, INTEGER, DATE, TIME -> number + ".intValue()";
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
          number + ".longValue()";
      case DECIMAL ->
          "Library.decimal("
              + code
              + ", "
              + type.scale()
              + ", "
              + type.precision()
              + ")"
              + (type.precision() <= DataType.LONG_DECIMAL_DIGITS ? ".toLong()" : "");
      case FLOAT -> "(double) " + number + ".floatValue()";
      case DOUBLE -> number + ".doubleValue()";
      case CHAR, VARCHAR, BINARY, VARBINARY -> "Library.slice(" + code + ")";
      case ARRAY, MAP, ROW -> "Library.nested(" + code + ")";
    };
  }
}
