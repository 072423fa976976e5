package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/** ROW, ARRAY and MAP constructors: values in the form of {@code BoxedValues}, NULLs included. */
final class ConstructorCode {
  private ConstructorCode() {}

  static Value list(RowCode code, Expr.Call call) {
    return Value.notNull(declare(code, "Nested.list(" + boxes(code, call) + ")"));
  }

  /** Operands: key, value, key, value … */
  static Value map(RowCode code, Expr.Call call) {
    return Value.notNull(declare(code, "Nested.map(" + boxes(code, call) + ")"));
  }

  private static String declare(RowCode code, String source) {
    String name = code.classCode.newName("v");
    code.statement("Object " + name + " = " + source + ";");
    return name;
  }

  private static String boxes(RowCode code, Expr.Call call) {
    List<String> boxes = new ArrayList<>();
    for (Expr operand : call.operands()) {
      Value value = code.emit(operand);
      boxes.add(nullOr(value, Boxes.box(value.code(), operand.type())));
    }
    return "new Object[] {" + String.join(", ", boxes) + "}";
  }

  static String nullOr(Value value, String box) {
    if (value.alwaysNull()) {
      return "null";
    }
    return value.mayBeNull() ? "(" + value.isNull() + " ? null : " + box + ")" : box;
  }
}
