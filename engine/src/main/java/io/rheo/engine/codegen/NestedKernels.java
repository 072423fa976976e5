package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parts of ARRAY, MAP and ROW. */
final class NestedKernels {
  private NestedKernels() {}

  static Map<String, Kernel> all() {
    Map<String, Kernel> kernels = new HashMap<>();
    kernels.put("CARDINALITY", Kernel.guarded((c, a) -> "Nested.size(" + a.get(0) + ")"));
    return kernels;
  }

  /** {@code array[index]}, {@code map[key]} and {@code row.member} (by number): may be NULL. */
  static Value item(RowCode code, Expr.Call call) {
    List<Value> operands = code.emitAll(call.operands());
    DataType container = call.operands().get(0).type();
    String part = part(call, container, operands);
    Value box = code.whereNotNull(operands, io.rheo.engine.type.Storage.OBJECT, part, true);
    if (box.alwaysNull()) {
      return new Value(JavaTypes.zero(call.type().storage()), Value.YES);
    }
    return code.whereNotNull(
        List.of(box), call.type().storage(), Boxes.unbox(box.code(), call.type()), false);
  }

  private static String part(Expr.Call call, DataType container, List<Value> operands) {
    String whole = operands.get(0).code();
    String key = operands.get(1).code();
    return switch (container.name()) {
      case ROW -> "Nested.member(" + whole + ", " + key + ")";
      case MAP ->
          "Nested.value(" + whole + ", " + Boxes.box(key, call.operands().get(1).type()) + ")";
      default -> "Nested.element(" + whole + ", (long) " + key + ")";
    };
  }
}
