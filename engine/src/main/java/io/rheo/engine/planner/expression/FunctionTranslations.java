package io.rheo.engine.planner.expression;

import io.rheo.engine.codegen.Functions;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;

/** Functions that users of Flink know: by name, from the table of our own functions. */
final class FunctionTranslations {
  private FunctionTranslations() {}

  static void addTo(Map<String, Translation> names) {
    for (String name : Functions.names()) {
      names.put(name, (t, call) -> ownFunction(t, call, name));
    }
    names.put("IF", FunctionTranslations::ifElse);
    names.put("IFNULL", LogicTranslations::coalesce);
    names.put("NVL", LogicTranslations::coalesce);
    EpochTranslations.addTo(names);
  }

  static Expr ownFunction(ExpressionTranslator t, RexCall call, String name) {
    List<Expr> operands = t.operands(call);
    List<TypeName> parameters =
        Functions.parameters(name, operands.stream().map(Expr::type).toList()).orElse(null);
    if (parameters == null) {
      return null;
    }
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      arguments.add(t.coercion().to(parameter(parameters.get(i)), operands.get(i)));
    }
    DataType type = DataTypes.of(call.getType());
    return new Expr.Call(name, arguments, type);
  }

  private static DataType parameter(TypeName name) {
    return DataType.of(name);
  }

  private static Expr ifElse(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    return new Expr.Call(
        "CASE",
        List.of(
            t.operand(call, 0),
            t.coercion().to(type, t.operand(call, 1)),
            t.coercion().to(type, t.operand(call, 2))),
        type);
  }
}
