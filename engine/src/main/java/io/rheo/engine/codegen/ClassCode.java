package io.rheo.engine.codegen;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members of a class that is being generated, outside of the method at hand. */
final class ClassCode {
  private final Map<String, String> constants = new LinkedHashMap<>(); // declaration -> name
  private final StringBuilder members = new StringBuilder();
  private final Map<Injected, String> injected = new LinkedHashMap<>(); // object -> field
  private int names;

  /** A name that nothing else in the class has. */
  String newName(String prefix) {
    return prefix + names++;
  }

  /** The name of a constant that is computed once; equal ones are shared. */
  String constant(String type, String expression) {
    return constants.computeIfAbsent("static final " + type + "\0" + expression, k -> newName("K"));
  }

  /** Like a constant, but each instance of the class has its own: what changes with use. */
  String field(String type, String expression) {
    return constants.computeIfAbsent("final " + type + "\0" + expression, key -> newName("F"));
  }

  /** The field that holds an object which every instance of the class is given. */
  String injected(Injected object) {
    return injected.computeIfAbsent(object, key -> newName("f"));
  }

  /** What an instance is given, in order. */
  List<Injected> injected() {
    return List.copyOf(injected.keySet());
  }

  /** The fields, and the method that sets them. */
  private String injection() {
    StringBuilder fields = new StringBuilder();
    StringBuilder body = new StringBuilder();
    int index = 0;
    for (Map.Entry<Injected, String> entry : injected.entrySet()) {
      String type = entry.getKey().javaType();
      fields.append("  private ").append(type).append(' ').append(entry.getValue()).append(";\n");
      body.append("    ").append(entry.getValue()).append(" = (").append(type).append(") objects[");
      body.append(index++).append("];\n");
    }
    return injected.isEmpty()
        ? ""
        : fields + "  public void inject(Object[] objects) {\n" + body + "  }\n";
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
              .append("  private ")
              .append(key, 0, end)
              .append(' ')
              .append(name)
              .append(" = ")
              .append(key.substring(end + 1))
              .append(";\n");
        });
    return source.append(injection()).append(members).toString();
  }
}
