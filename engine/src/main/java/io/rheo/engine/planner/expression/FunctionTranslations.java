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
    names.put("FROM_UNIXTIME", FunctionTranslations::fromUnixTime);
    names.put("UNIX_TIMESTAMP", FunctionTranslations::unixTimestamp);
  }

  private static Expr ownFunction(ExpressionTranslator t, RexCall call, String name) {
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

  /** The session's wall clock at so many seconds since 1970, as text. */
  private static Expr fromUnixTime(ExpressionTranslator t, RexCall call) {
    List<Expr> operands = t.operands(call);
    Expr seconds = t.coercion().to(Types.BIGINT, operands.get(0));
    Expr zero = new Expr.Literal(0, Types.INTEGER);
    DataType instantType = Types.nullIfNull(DataType.sized(TypeName.TIMESTAMP_LTZ, 0), operands);
    Expr instant = new Expr.Call("TO_TIMESTAMP_LTZ", List.of(seconds, zero), instantType);
    Expr pattern =
        operands.size() > 1
            ? operands.get(1)
            : new Expr.Literal("yyyy-MM-dd HH:mm:ss", Types.STRING);
    return new Expr.Call(
        "DATE_FORMAT",
        List.of(t.coercion().toLocal(instant), pattern),
        DataTypes.of(call.getType()));
  }

  /** Seconds since 1970 of the step, or of a text on the session's wall clock. */
  private static Expr unixTimestamp(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    if (call.getOperands().isEmpty()) {
      return new Expr.Call(
          "EXTRACT EPOCH", List.of(new Expr.Call("NOW", List.of(), Types.NOW)), type);
    }
    Expr local = new Expr.Call("TO_TIMESTAMP", t.operands(call), DataType.of(TypeName.TIMESTAMP));
    return new Expr.Call(
        "EXTRACT EPOCH", List.of(t.coercion().toInstant(local)), type.withNullable(true));
  }
}
