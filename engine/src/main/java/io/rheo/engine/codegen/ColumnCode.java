package io.rheo.engine.codegen;

import io.rheo.engine.type.Storage;
import java.util.ArrayList;
import java.util.List;

/** Fields, binding and local variables for the arrays of one column in generated code. */
final class ColumnCode {
  private ColumnCode() {}

  /** One array: its type, the suffix of its name, and the accessor of the column record. */
  private record Array(String type, String suffix, String accessor) {}

  private static List<Array> arrays(Storage storage) {
    return switch (storage) {
      case BOOLEAN -> List.of(new Array("byte[]", "", "values"));
      case INT -> List.of(new Array("int[]", "", "values"));
      case LONG -> List.of(new Array("long[]", "", "values"));
      case DOUBLE -> List.of(new Array("double[]", "", "values"));
      case OBJECT -> List.of(new Array("Object[]", "", "values"));
      case DECIMAL128 -> List.of(new Array("long[]", "", "high"), new Array("long[]", "l", "low"));
      case BYTES ->
          List.of(
              new Array("byte[]", "", "bytes"),
              new Array("int[]", "s", "starts"),
              new Array("int[]", "l", "lengths"));
    };
  }

  private static List<Array> withValidity(Storage storage) {
    List<Array> all = new ArrayList<>(arrays(storage));
    all.add(new Array("long[]", "v", "validity"));
    return all;
  }

  static String fields(String name, Storage storage) {
    StringBuilder text = new StringBuilder();
    for (Array array : withValidity(storage)) {
      text.append("  private ").append(array.type).append(' ').append(name);
      text.append(array.suffix).append(";\n");
    }
    return text.toString();
  }

  /** Statements that take the arrays of {@code column}; absent validity becomes all ones. */
  static String bind(String name, Storage storage, String column) {
    String type =
        switch (storage) {
          case BOOLEAN -> "BooleanColumn";
          case INT -> "IntColumn";
          case LONG -> "LongColumn";
          case DOUBLE -> "DoubleColumn";
          case DECIMAL128 -> "Decimal128Column";
          case BYTES -> "BytesColumn";
          case OBJECT -> "ObjectColumn";
        };
    StringBuilder text = new StringBuilder();
    text.append("    ").append(type).append(' ').append(name).append("c = (").append(type);
    text.append(") ").append(column).append(";\n");
    for (Array array : arrays(storage)) {
      text.append("    ").append(name).append(array.suffix).append(" = ").append(name);
      text.append("c.").append(array.accessor).append("();\n");
    }
    text.append("    %sv = allSetIfAbsent(%sc.validity());\n".formatted(name, name));
    return text.toString();
  }

  static String locals(String name, Storage storage, boolean validity) {
    StringBuilder text = new StringBuilder();
    for (Array array : validity ? withValidity(storage) : arrays(storage)) {
      text.append(
          "    final %s %s%s = this.%s%s;\n"
              .formatted(array.type, name, array.suffix, name, array.suffix));
    }
    return text.toString();
  }
}
