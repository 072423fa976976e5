package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Functions of ARRAY and MAP: static methods that take boxed values, {@code null} for NULL, and
 * return one.
 */
public final class CollectionCode {
  private static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("ANY OF ARRAY", "ArrayTests.any"),
          Map.entry("ALL OF ARRAY", "ArrayTests.all"),
          Map.entry("ARRAY_CONTAINS", "Lists.contains"),
          Map.entry("ARRAY_POSITION", "Lists.position"),
          Map.entry("ARRAY_POSITIONS", "Lists.positions"),
          Map.entry("ARRAY_SUM", "Lists.sum"),
          Map.entry("ARRAY_REMOVE", "Lists.remove"),
          Map.entry("ARRAY_APPEND", "Lists.append"),
          Map.entry("ARRAY_PREPEND", "Lists.prepend"),
          Map.entry("ARRAY_DISTINCT", "Lists.distinct"),
          Map.entry("ARRAY_REVERSE", "Lists.reverse"),
          Map.entry("ARRAY_SLICE", "Lists.slice"),
          Map.entry("ARRAY_SORT", "Lists.sort"),
          Map.entry("ARRAY_MAX", "Lists.max"),
          Map.entry("ARRAY_MIN", "Lists.min"),
          Map.entry("ARRAY_UNION", "Lists.union"),
          Map.entry("ARRAY_CONCAT", "Lists.concat"),
          Map.entry("ARRAY_EXCEPT", "Lists.except"),
          Map.entry("ARRAY_INTERSECT", "Lists.intersect"),
          Map.entry("ARRAY_JOIN", "Lists.join"),
          Map.entry("MAP_KEYS", "Lists.keys"),
          Map.entry("MAP_VALUES", "Lists.values"),
          Map.entry("MAP_ENTRIES", "Lists.entries"),
          Map.entry("MAP_UNION", "Lists.mapUnion"),
          Map.entry("MAP_FROM_ARRAYS", "Lists.mapOfArrays"),
          Map.entry("MAP_FROM_ENTRIES", "Lists.mapOfEntries"),
          Map.entry("ELEMENTS OF MULTISET", "Lists.elements"),
          Map.entry("SEQUENCE", "Sequences.numbers"),
          Map.entry("SEQUENCE OF MONTHS", "Sequences.months"));

  /** Those with any number of arguments: source has to make an array of them. */
  private static final Set<String> VARIADIC = Set.of("ARRAY_UNION", "ARRAY_CONCAT", "MAP_UNION");

  private CollectionCode() {}

  /** The names of all these functions. */
  public static Set<String> names() {
    return METHODS.keySet();
  }

  static Map<String, LogicCode.Form> forms() {
    Map<String, LogicCode.Form> forms = new HashMap<>();
    METHODS.keySet().forEach(name -> forms.put(name, CollectionCode::call));
    return forms;
  }

  private static Value call(RowCode code, Expr.Call call) {
    List<String> boxes = new ArrayList<>();
    for (Expr operand : call.operands()) {
      Value value = code.emit(operand);
      String box = ConstructorCode.nullOr(value, Boxes.box(value.code(), operand.type()));
      boxes.add("(Object) " + box);
    }
    String arguments = String.join(", ", boxes);
    if (VARIADIC.contains(call.operator())) {
      arguments = "new Object[] {" + arguments + "}";
    }
    String result = code.classCode.newName("o");
    code.statement(
        "Object %s = %s(%s);".formatted(result, METHODS.get(call.operator()), arguments));
    Value box = new Value(result, "(" + result + " == null)");
    String unboxed = Boxes.unbox(result, call.type());
    return code.whereNotNull(List.of(box), call.type().storage(), unboxed, false);
  }
}
