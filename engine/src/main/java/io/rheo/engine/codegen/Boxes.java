package io.rheo.engine.codegen;

import io.rheo.engine.type.DataType;

/** Source that turns values of generated code into {@code BoxedValues} and back. */
final class Boxes {
  private Boxes() {}

  /** A boxed value of a value that is not NULL. */
  static String box(String code, DataType type) {
    return switch (type.storage()) {
      case BOOLEAN -> "Boolean.valueOf(" + code + ")";
      case INT -> "Integer.valueOf(" + code + ")";
      case LONG ->
          type.name() == io.rheo.engine.type.TypeName.DECIMAL
              ? "Decimals.toBigDecimal(" + code + ", " + type.scale() + ")"
              : "Long.valueOf(" + code + ")";
      case DOUBLE -> "Double.valueOf(" + code + ")";
      case DECIMAL128 -> "Decimals.toBigDecimal(" + code + ", " + type.scale() + ")";
      case BYTES -> isText(type) ? code + ".toString()" : code + ".copy()";
      case OBJECT -> code;
    };
  }

  /** The value of a boxed value that is not {@code null}. */
  static String unbox(String code, DataType type) {
    return switch (type.storage()) {
      case BOOLEAN -> "((Boolean) " + code + ").booleanValue()";
      case INT -> "((Integer) " + code + ").intValue()";
      case LONG ->
          type.name() == io.rheo.engine.type.TypeName.DECIMAL
              ? "((java.math.BigDecimal) " + code + ").unscaledValue().longValue()"
              : "((Long) " + code + ").longValue()";
      case DOUBLE -> "((Double) " + code + ").doubleValue()";
      case DECIMAL128 -> "Int128.of(((java.math.BigDecimal) " + code + ").unscaledValue())";
      case BYTES ->
          isText(type) ? "Slice.of((String) " + code + ")" : "Slice.of((byte[]) " + code + ")";
      case OBJECT -> code;
    };
  }

  static boolean isText(DataType type) {
    return switch (type.name()) {
      case CHAR, VARCHAR -> true;
      default -> false;
    };
  }
}
