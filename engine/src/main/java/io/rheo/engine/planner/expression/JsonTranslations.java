package io.rheo.engine.planner.expression;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonExistsErrorBehavior;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlKind;

/** JSON from values, and values from JSON by a path. */
final class JsonTranslations {
  /** What Calcite puts around an argument that is JSON itself. */
  private static final Set<SqlKind> JSON_MARKS =
      Set.of(SqlKind.JSON_TYPE, SqlKind.JSON_VALUE_EXPRESSION);

  private static final Set<String> CONSTRUCTORS = Set.of("JSON_OBJECT", "JSON_ARRAY");

  private JsonTranslations() {}

  static void addTo(Map<String, Translation> names) {
    names.put("JSON_STRING", JsonTranslations::string);
    names.put("JSON_OBJECT", (t, call) -> constructor(t, call, "JSON_OBJECT"));
    names.put("JSON_ARRAY", (t, call) -> constructor(t, call, "JSON_ARRAY"));
    names.put("JSON_EXISTS", JsonTranslations::exists);
    names.put("JSON_VALUE", JsonTranslations::value);
    names.put("JSON_QUERY", JsonTranslations::query);
    names.put("JSON", (t, call) -> t.operand(call, 0)); // text, but for what is made of it
  }

  private static Expr string(ExpressionTranslator t, RexCall call) {
    Expr value = readable(t, t.operand(call, 0));
    return new Expr.Call("JSON_STRING", List.of(value), DataTypes.of(call.getType()));
  }

  /** Intervals are written as text. */
  private static Expr readable(ExpressionTranslator t, Expr value) {
    return switch (value.type().name()) {
      case INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH ->
          t.coercion().cast("CAST", value, Types.STRING.withNullable(value.type().nullable()));
      default -> value;
    };
  }

  private static Expr constructor(ExpressionTranslator t, RexCall call, String operator) {
    SqlJsonConstructorNullClause nulls =
        symbol(call.getOperands().get(0), SqlJsonConstructorNullClause.class);
    List<Expr> operands = new ArrayList<>();
    operands.add(
        new Expr.Literal(
            nulls == SqlJsonConstructorNullClause.NULL_ON_NULL, Types.BOOLEAN.notNull()));
    for (RexNode operand : call.getOperands().subList(1, call.getOperands().size())) {
      operands.add(member(t, operand));
    }
    return new Expr.Call(operator, operands, DataTypes.of(call.getType()));
  }

  /** A value; one that is JSON already is marked by the operator {@code JSON}. */
  private static Expr member(ExpressionTranslator t, RexNode node) {
    RexNode value = node;
    boolean isJson = false;
    while (value instanceof RexCall mark && isMark(mark)) {
      value = mark.getOperands().get(0);
      isJson = !isText(value);
    }
    isJson |=
        value instanceof RexCall nested && CONSTRUCTORS.contains(nested.getOperator().getName());
    if (value instanceof RexLiteral literal && literal.isNull()) {
      return new Expr.Literal(null, Types.STRING); // a bare NULL has no type
    }
    Expr expr = readable(t, t.translate(value));
    return isJson ? new Expr.Call("JSON", List.of(expr), expr.type()) : expr;
  }

  /** What JSON_VALUE gives is text, although Calcite marks it as JSON. */
  private static boolean isText(RexNode value) {
    return value instanceof RexCall call && call.getOperator().getName().equals("JSON_VALUE");
  }

  private static boolean isMark(RexCall call) {
    return JSON_MARKS.contains(call.getKind()) || call.getOperator().getName().equals("JSON");
  }

  private static Expr exists(ExpressionTranslator t, RexCall call) {
    SqlJsonExistsErrorBehavior behavior =
        call.getOperands().size() > 2
            ? symbol(call.getOperands().get(2), SqlJsonExistsErrorBehavior.class)
            : SqlJsonExistsErrorBehavior.FALSE;
    Object onError =
        switch (behavior) {
          case TRUE -> true;
          case FALSE -> false;
          case UNKNOWN -> null;
          case ERROR -> "ERROR";
        };
    List<Expr> operands =
        List.of(json(t, call), text(t, call, 1), new Expr.Literal(onError, Types.BOOLEAN));
    return new Expr.Call("JSON_EXISTS", operands, DataTypes.of(call.getType()));
  }

  private static Expr query(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    if (!Coercion.isText(type)) {
      return null; // RETURNING ARRAY
    }
    List<Expr> operands = new ArrayList<>(List.of(json(t, call), text(t, call, 1)));
    for (RexNode behavior : call.getOperands().subList(2, 5)) {
      operands.add(name(symbol(behavior, Enum.class)));
    }
    return new Expr.Call("JSON_QUERY", operands, type);
  }

  /** After JSON and path: {@code NULL | ERROR | DEFAULT value}, each followed by its occasion. */
  private static Expr value(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    Expr nothing = new Expr.Literal(null, type.withNullable(true));
    Expr unset = name(SqlJsonValueEmptyOrErrorBehavior.NULL);
    List<Expr> onEmpty = List.of(unset, nothing);
    List<Expr> onError = List.of(unset, nothing);
    List<RexNode> rest = call.getOperands().subList(2, call.getOperands().size());
    for (int i = 0; i < rest.size(); ) {
      SqlJsonValueEmptyOrErrorBehavior behavior =
          symbol(rest.get(i++), SqlJsonValueEmptyOrErrorBehavior.class);
      Expr value =
          behavior == SqlJsonValueEmptyOrErrorBehavior.DEFAULT
              ? t.coercion().to(type, t.translate(rest.get(i++)))
              : nothing;
      List<Expr> clause = List.of(name(behavior), value);
      if (symbol(rest.get(i++), SqlJsonEmptyOrError.class) == SqlJsonEmptyOrError.EMPTY) {
        onEmpty = clause;
      } else {
        onError = clause;
      }
    }
    List<Expr> operands = new ArrayList<>(List.of(json(t, call), text(t, call, 1)));
    operands.addAll(onEmpty);
    operands.addAll(onError);
    return new Expr.Call("JSON_VALUE", operands, type);
  }

  private static Expr json(ExpressionTranslator t, RexCall call) {
    RexNode node = call.getOperands().get(0);
    while (node instanceof RexCall mark && JSON_MARKS.contains(mark.getKind())) {
      node = mark.getOperands().get(0);
    }
    return t.coercion().to(Types.STRING, t.translate(node));
  }

  private static Expr text(ExpressionTranslator t, RexCall call, int operand) {
    return t.coercion().to(Types.STRING, t.operand(call, operand));
  }

  private static Expr name(Enum<?> symbol) {
    return new Expr.Literal(symbol.name(), Types.STRING);
  }

  private static <E extends Enum<?>> E symbol(RexNode node, Class<E> type) {
    return ((RexLiteral) node).getValueAs(type);
  }
}
