package io.rheo.engine.codegen;

import io.rheo.engine.type.Storage;

/** How generated code holds a value of each layout. */
final class JavaTypes {
  private JavaTypes() {}

  static String name(Storage storage) {
    return switch (storage) {
      case BOOLEAN -> "boolean";
      case INT -> "int";
      case LONG -> "long";
      case DOUBLE -> "double";
      case DECIMAL128 -> "Int128";
      case BYTES -> "Slice";
      case OBJECT -> "Object";
    };
  }

  /** What a variable holds while it is NULL. */
  static String zero(Storage storage) {
    return switch (storage) {
      case BOOLEAN -> "false";
      case INT -> "0";
      case LONG -> "0L";
      case DOUBLE -> "0d";
      case DECIMAL128 -> "Int128.ZERO";
      case BYTES -> "Slice.EMPTY";
      case OBJECT -> "null";
    };
  }
}
