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
    for (String operator : List.of("BITAND", "BITOR", "BITXOR", "BITNOT")) {
      names.put(operator, (t, call) -> bits(t, call, operator));
    }
    names.put("&", (t, call) -> bits(t, call, "BITAND"));
    names.put("^", (t, call) -> bits(t, call, "BITXOR"));
    names.put("SHIFTLEFT", (t, call) -> shift(t, call, "SHIFTLEFT"));
    names.put("SHIFTRIGHT", (t, call) -> shift(t, call, "SHIFTRIGHT"));
    names.put("E", (t, call) -> new Expr.Literal(Math.E, DataTypes.of(call.getType())));
    for (String name : ELEMENTARY) {
      names.put(name, (t, call) -> elementary(t, call, name));
    }
  }

  private static void binary(Map<SqlKind, Translation> kinds, String operator, SqlKind... of) {
    for (SqlKind kind : of) {
      kinds.put(kind, (t, call) -> arithmetic(t, call, operator));
    }
  }

  private static Expr arithmetic(ExpressionTranslator t, RexCall call, String operator) {
    DataType type = DataTypes.of(call.getType());
    return Coercion.isText(type)
        ? new Expr.Literal(null, type) // of bare NULLs, which have no better type
        : new Expr.Call(operator, t.operands(call), type);
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

  /**
   * ROUND to as many fractional digits as the result has is a CAST; TRUNCATE to them is known by
   * the types; what takes the number of digits from a row, or rounds before the point, is not.
   */
  private static Expr decimalRounding(
      ExpressionTranslator t, RexCall call, String operator, DataType type) {
    Expr number = t.operand(call, 0);
    if (number.type().name() != TypeName.DECIMAL) {
      return t.coercion().to(type, number);
    }
    Expr digits =
        call.getOperands().size() > 1
            ? t.coercion().to(Types.INTEGER, t.operand(call, 1))
            : new Expr.Literal(0, Types.INTEGER);
    boolean isConstant =
        digits instanceof Expr.Literal literal
            && literal.value() instanceof Integer count
            && count >= 0;
    if (!isConstant) {
      return new Expr.Call(operator + " DIGITS", List.of(number, digits), type);
    } else if (type.scale() >= number.type().scale()) {
      return t.coercion().to(type, number);
    }
    return operator.equals("ROUND")
        ? t.coercion().cast("CAST", number, type)
        : new Expr.Call(operator, List.of(number), type);
  }

  /** Of numbers, and of date-times, {@code FLOOR(ts TO HOUR)}. */
  private static Expr rounding(ExpressionTranslator t, RexCall call, String operator) {
    DataType type = DataTypes.of(call.getType());
    if (TemporalTranslations.isTemporal(type)) {
      return TemporalTranslations.round(t, call, operator);
    }
    if (!isNumber(type)) {
      return null;
    }
    if (type.name() == TypeName.DECIMAL) {
      boolean toPoint = operator.equals("FLOOR") || operator.equals("CEIL");
      return toPoint ? null : decimalRounding(t, call, operator, type); // left to Calcite
    }
    List<Expr> operands = new ArrayList<>();
    operands.add(t.coercion().to(type, t.operand(call, 0)));
    if (call.getOperands().size() > 1) {
      operands.add(t.coercion().to(Types.INTEGER, t.operand(call, 1)));
    }
    return new Expr.Call(operator, operands, type);
  }

  /** Of whole numbers; bytes are left to Calcite. */
  private static Expr bits(ExpressionTranslator t, RexCall call, String operator) {
    DataType type = DataTypes.of(call.getType());
    if (!Coercion.isExactNumber(type) || type.name() == TypeName.DECIMAL) {
      return null;
    }
    return new Expr.Call(
        operator, t.operands(call).stream().map(e -> t.coercion().to(type, e)).toList(), type);
  }

  private static Expr shift(ExpressionTranslator t, RexCall call, String operator) {
    Expr places = t.coercion().to(Types.INTEGER, t.operand(call, 1));
    DataType type = DataTypes.of(call.getType());
    return new Expr.Call(operator, List.of(t.operand(call, 0), places), type);
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
