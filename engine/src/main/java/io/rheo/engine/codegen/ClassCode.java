package io.rheo.engine.codegen;

import java.util.LinkedHashMap;
import java.util.Map;

/** The members of a class that is being generated, outside of the method at hand. */
final class ClassCode {
  private final Map<String, String> constants = new LinkedHashMap<>(); // declaration -> name
  private final StringBuilder members = new StringBuilder();
  private int names;

  /** A name that nothing else in the class has. */
  String newName(String prefix) {
    return prefix + names++;
  }

  /** The name of a constant that is computed once; equal ones are shared. */
  String constant(String type, String expression) {
    return constants.computeIfAbsent(type + "\0" + expression, key -> newName("K"));
  }

  void addMember(String source) {
    members.append(source).append('\n');
  }

  /** All members but those that the caller writes itself. */
  String source() {
    StringBuilder source = new StringBuilder();
    constants.forEach(
        (key, name) -> {
          int end = key.indexOf('\0');
          source
              .append("  private static final ")
              .append(key, 0, end)
              .append(' ')
              .append(name)
              .append(" = ")
              .append(key.substring(end + 1))
              .append(";\n");
        });
    return source.append(members).toString();
  }
}
