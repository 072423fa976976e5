package io.rheo.engine.codegen;

import io.rheo.engine.function.JavaValue;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;

/** Source that turns values of generated code into those of a user's method and back. */
final class UserValues {
  private UserValues() {}

  /** The argument for a value that is not NULL. */
  static String toJava(ClassCode classCode, String code, JavaValue parameter, DataType type) {
    Class<?> java = parameter.javaClass();
    if (java == String.class && Boxes.isText(type)) {
      return code + ".toString()";
    } else if (java == BigDecimal.class && type.isDecimal()) {
      return Boxes.box(code, type);
    } else if (isNumber(type) && java.isPrimitive()) {
      return "(" + java.getName() + ") " + code;
    } else if (type.name() == TypeName.BOOLEAN && java == boolean.class) {
      return code;
    }
    return "(%s) %s.toJava(%s)"
        .formatted(boxName(java), converter(classCode, parameter, type), Boxes.box(code, type));
  }

  private static String boxName(Class<?> java) {
    return java.isPrimitive()
        ? java.descriptorString() // never: primitives are numbers or booleans
        : java.getCanonicalName();
  }

  private static boolean isNumber(DataType type) {
    return switch (type.name()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE -> true;
      default -> false;
    };
  }

  private static String converter(ClassCode classCode, JavaValue value, DataType type) {
    return classCode.injected(new Injected.Conversion(value, type));
  }

  /** A primitive, or a box or object that is {@code null} for NULL, as the storage has it. */
  static String fromJava(ClassCode classCode, String code, JavaValue result, DataType type) {
    Class<?> java = result.javaClass();
    if (java.isPrimitive()) {
      return "(" + JavaTypes.name(type.storage()) + ") " + code;
    } else if (java == String.class && Boxes.isText(type)) {
      return code + " == null ? null : Slice.of(" + code + ")";
    } else if (java == byte[].class) { // which the function may write to again
      return code + " == null ? null : Slice.of((byte[]) " + code + ".clone())";
    } else if (java == Integer.class || java == Long.class || java == Double.class) {
      return code;
    }
    String box = converter(classCode, result, type) + ".fromJava(" + code + ")";
    return code + " == null ? null : " + boxed(Boxes.unbox(box, type), type.storage());
  }

  private static String boxed(String value, Storage storage) {
    return switch (storage) {
      case BOOLEAN -> "Boolean.valueOf(" + value + ")";
      case INT -> "Integer.valueOf(" + value + ")";
      case LONG -> "Long.valueOf(" + value + ")";
      case DOUBLE -> "Double.valueOf(" + value + ")";
      case DECIMAL128, BYTES, OBJECT -> value;
    };
  }
}
