package io.rheo.engine.planner.expression;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/** LIKE and functions of strings. Of byte strings they are left to Calcite. */
final class TextTranslations {
  private TextTranslations() {}

  static void addTo(Map<SqlKind, Translation> kinds, Map<String, Translation> names) {
    kinds.put(SqlKind.LIKE, TextTranslations::like);
    kinds.put(SqlKind.TRIM, TextTranslations::trim);
    names.put("||", TextTranslations::joined);
    names.put("CONCAT", TextTranslations::concat);
    for (String name : List.of("CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH", "CHARACTER LENGTH")) {
      names.put(name, (t, call) -> onText(t, call, "CHAR_LENGTH"));
    }
    for (String name : List.of("UPPER", "LOWER", "REPLACE", "STARTS_WITH", "ENDS_WITH")) {
      names.put(name, (t, call) -> onText(t, call, name));
    }
    names.put("STARTSWITH", (t, call) -> onText(t, call, "STARTS_WITH"));
    names.put("ENDSWITH", (t, call) -> onText(t, call, "ENDS_WITH"));
    for (String name : List.of("SUBSTRING", "SUBSTR", "LEFT", "RIGHT")) {
      String operator = name.equals("SUBSTR") ? "SUBSTRING" : name;
      names.put(name, (t, call) -> withNumbers(t, call, operator, 1));
    }
    names.put("POSITION", (t, call) -> withNumbers(t, call, "POSITION", 2));
    names.put("LOCATE", (t, call) -> withNumbers(t, call, "POSITION", 2));
  }

  /** Of arrays, which CONCAT takes too, what there is a function for. */
  private static Expr joined(ExpressionTranslator t, RexCall call) {
    return call.getType().getSqlTypeName() == SqlTypeName.ARRAY
        ? CollectionTranslations.joined(t, call)
        : onText(t, call, "||");
  }

  private static boolean isText(Expr expr) {
    return Coercion.isText(expr.type());
  }

  private static Expr onText(ExpressionTranslator t, RexCall call, String operator) {
    List<Expr> operands = t.operands(call);
    return operands.stream().allMatch(TextTranslations::isText)
        ? result(call, operator, operands)
        : null;
  }

  private static Expr result(RexCall call, String operator, List<Expr> operands) {
    return new Expr.Call(operator, operands, DataTypes.of(call.getType()));
  }

  private static Expr like(ExpressionTranslator t, RexCall call) {
    SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
    List<Expr> operands = new ArrayList<>(t.operands(call));
    if (!operands.stream().allMatch(TextTranslations::isText)) {
      return null;
    }
    if (!operator.isCaseSensitive()) {
      operands.replaceAll(operand -> new Expr.Call("LOWER", List.of(operand), operand.type()));
    }
    DataType type = DataTypes.of(call.getType());
    Expr like = new Expr.Call("LIKE", operands, type);
    return operator.isNegated() ? new Expr.Call("NOT", List.of(like), type) : like;
  }

  private static Expr trim(ExpressionTranslator t, RexCall call) {
    if (call.getOperands().size() != 3
        || !(call.getOperands().get(0) instanceof RexLiteral literal)) {
      return null;
    }
    SqlTrimFunction.Flag flag = literal.getValueAs(SqlTrimFunction.Flag.class);
    List<Expr> operands = List.of(t.operand(call, 1), t.operand(call, 2));
    return operands.stream().allMatch(TextTranslations::isText)
        ? result(call, "TRIM " + flag.name(), operands)
        : null;
  }

  /** NULL if one part is, as in Flink; of two parts at a time. */
  private static Expr concat(ExpressionTranslator t, RexCall call) {
    List<Expr> operands = t.operands(call);
    if (operands.isEmpty() || !operands.stream().allMatch(TextTranslations::isText)) {
      return null;
    }
    Expr joined = operands.get(0);
    for (Expr operand : operands.subList(1, operands.size())) {
      DataType type = Types.nullIfNull(Types.STRING, List.of(joined, operand));
      joined = new Expr.Call("||", List.of(joined, operand), type);
    }
    return joined;
  }

  /** Operands from {@code firstNumber} on are INTEGER, those before it strings. */
  private static Expr withNumbers(
      ExpressionTranslator t, RexCall call, String operator, int firstNumber) {
    List<Expr> operands = new ArrayList<>();
    for (int i = 0; i < call.getOperands().size(); i++) {
      Expr operand = t.operand(call, i);
      if (i >= firstNumber) {
        operand = t.coercion().to(Types.INTEGER, operand);
      } else if (!isText(operand)) {
        return null;
      }
      operands.add(operand);
    }
    return result(call, operator, operands);
  }
}
