package io.rheo.engine.planner.expression;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;

/** Arithmetic, comparisons and functions of numbers. */
final class ArithmeticTranslations {
  private static final List<String> ELEMENTARY =
      List.of(
          "SQRT", "EXP", "SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN", "ATAN2", "POWER", "DEGREES",
          "RADIANS");

  private ArithmeticTranslations() {}

  static void addTo(Map<SqlKind, Translation> kinds, Map<String, Translation> names) {
    binary(kinds, "+", SqlKind.PLUS, SqlKind.CHECKED_PLUS);
    binary(kinds, "-", SqlKind.MINUS, SqlKind.CHECKED_MINUS);
    binary(kinds, "*", SqlKind.TIMES, SqlKind.CHECKED_TIMES);
    binary(kinds, "/", SqlKind.DIVIDE, SqlKind.CHECKED_DIVIDE);
    binary(kinds, "%", SqlKind.MOD);
    kinds.put(SqlKind.MINUS_PREFIX, ArithmeticTranslations::negate);
    kinds.put(SqlKind.CHECKED_MINUS_PREFIX, ArithmeticTranslations::negate);
    kinds.put(SqlKind.PLUS_PREFIX, (t, call) -> t.operand(call, 0));
    compare(kinds, "=", SqlKind.EQUALS);
    compare(kinds, "<>", SqlKind.NOT_EQUALS);
    compare(kinds, "<", SqlKind.LESS_THAN);
    compare(kinds, "<=", SqlKind.LESS_THAN_OR_EQUAL);
    compare(kinds, ">", SqlKind.GREATER_THAN);
    compare(kinds, ">=", SqlKind.GREATER_THAN_OR_EQUAL);
    compare(kinds, "IS DISTINCT FROM", SqlKind.IS_DISTINCT_FROM);
    compare(kinds, "IS NOT DISTINCT FROM", SqlKind.IS_NOT_DISTINCT_FROM);
    names.put("ABS", (t, call) -> unary(t, call, "ABS"));
    for (String name : List.of("FLOOR", "CEIL", "ROUND", "TRUNCATE")) {
      names.put(name, (t, call) -> rounding(t, call, name));
    }
    names.put("CEILING", (t, call) -> rounding(t, call, "CEIL"));
    for (String name : ELEMENTARY) {
      names.put(name, (t, call) -> elementary(t, call, name));
    }
  }

  private static void binary(Map<SqlKind, Translation> kinds, String operator, SqlKind... of) {
    for (SqlKind kind : of) {
      kinds.put(
          kind,
          (t, call) -> new Expr.Call(operator, t.operands(call), DataTypes.of(call.getType())));
    }
  }

  private static void compare(Map<SqlKind, Translation> kinds, String operator, SqlKind kind) {
    kinds.put(
        kind,
        (t, call) -> Comparisons.compare(t, operator, t.operand(call, 0), t.operand(call, 1)));
  }

  private static Expr negate(ExpressionTranslator t, RexCall call) {
    return unary(t, call, "NEGATE");
  }

  private static Expr unary(ExpressionTranslator t, RexCall call, String operator) {
    DataType type = DataTypes.of(call.getType());
    return new Expr.Call(operator, List.of(t.coercion().to(type, t.operand(call, 0))), type);
  }

  /** Of numbers: DECIMAL is left to Calcite. Of date-times, {@code FLOOR(ts TO HOUR)}. */
  private static Expr rounding(ExpressionTranslator t, RexCall call, String operator) {
    DataType type = DataTypes.of(call.getType());
    if (TemporalTranslations.isTemporal(type)) {
      return TemporalTranslations.round(t, call, operator);
    }
    if (type.name() == TypeName.DECIMAL || !isNumber(type)) {
      return null;
    }
    List<Expr> operands = new ArrayList<>();
    operands.add(t.coercion().to(type, t.operand(call, 0)));
    if (call.getOperands().size() > 1) {
      operands.add(t.coercion().to(Types.INTEGER, t.operand(call, 1)));
    }
    return new Expr.Call(operator, operands, type);
  }

  private static boolean isNumber(DataType type) {
    return Coercion.isExactNumber(type) || type.storage() == Storage.DOUBLE;
  }

  private static Expr elementary(ExpressionTranslator t, RexCall call, String name) {
    DataType type = DataTypes.of(call.getType());
    if (type.name() != TypeName.DOUBLE) {
      return null;
    }
    List<Expr> operands =
        t.operands(call).stream().map(operand -> t.coercion().to(Types.DOUBLE, operand)).toList();
    return new Expr.Call(name, operands, type);
  }
}
