package io.rheo.engine.planner.expression;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/** AND, OR, NOT, IS …, CASE, CAST, constructors and access to members. */
final class LogicTranslations {
  private LogicTranslations() {}

  static void addTo(Map<SqlKind, Translation> kinds, Map<String, Translation> names) {
    kinds.put(SqlKind.AND, (t, call) -> same(t, call, "AND"));
    kinds.put(SqlKind.OR, (t, call) -> same(t, call, "OR"));
    kinds.put(SqlKind.NOT, (t, call) -> same(t, call, "NOT"));
    kinds.put(SqlKind.IS_NULL, (t, call) -> same(t, call, "IS NULL"));
    kinds.put(SqlKind.IS_UNKNOWN, (t, call) -> same(t, call, "IS NULL"));
    kinds.put(SqlKind.IS_NOT_NULL, (t, call) -> same(t, call, "IS NOT NULL"));
    kinds.put(SqlKind.IS_TRUE, (t, call) -> same(t, call, "IS TRUE"));
    kinds.put(SqlKind.IS_NOT_TRUE, (t, call) -> same(t, call, "IS NOT TRUE"));
    kinds.put(SqlKind.IS_FALSE, (t, call) -> same(t, call, "IS FALSE"));
    kinds.put(SqlKind.IS_NOT_FALSE, (t, call) -> same(t, call, "IS NOT FALSE"));
    kinds.put(SqlKind.CASE, LogicTranslations::caseWhen);
    kinds.put(SqlKind.COALESCE, LogicTranslations::coalesce);
    kinds.put(SqlKind.NULLIF, LogicTranslations::nullIf);
    kinds.put(SqlKind.SEARCH, SearchTranslation::translate);
    kinds.put(SqlKind.CAST, (t, call) -> cast(t, call, "CAST"));
    kinds.put(SqlKind.SAFE_CAST, (t, call) -> cast(t, call, "TRY_CAST"));
    names.put("CAST", (t, call) -> cast(t, call, "CAST"));
    names.put("TRY_CAST", (t, call) -> cast(t, call, "TRY_CAST"));
    kinds.put(SqlKind.REINTERPRET, LogicTranslations::reinterpret);
    kinds.put(SqlKind.ROW, LogicTranslations::row);
    kinds.put(SqlKind.ARRAY_VALUE_CONSTRUCTOR, LogicTranslations::array);
    kinds.put(SqlKind.MAP_VALUE_CONSTRUCTOR, LogicTranslations::map);
    kinds.put(SqlKind.ITEM, LogicTranslations::item);
  }

  private static Expr same(ExpressionTranslator t, RexCall call, String operator) {
    return new Expr.Call(operator, t.operands(call), DataTypes.of(call.getType()));
  }

  /** Condition, value, condition, value … otherwise; values take the type of the whole. */
  private static Expr caseWhen(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    List<Expr> operands = new ArrayList<>(t.operands(call));
    for (int i = 0; i < operands.size(); i++) {
      boolean isValue = i % 2 == 1 || i == operands.size() - 1;
      if (isValue) {
        operands.set(i, t.coercion().to(type, operands.get(i)));
      }
    }
    return new Expr.Call("CASE", operands, type);
  }

  static Expr coalesce(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    List<Expr> operands =
        t.operands(call).stream().map(operand -> t.coercion().to(type, operand)).toList();
    return new Expr.Call("COALESCE", operands, type);
  }

  private static Expr nullIf(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    Expr value = t.operand(call, 0);
    Expr equal = Comparisons.compare(t, "=", value, t.operand(call, 1));
    return new Expr.Call(
        "CASE", List.of(equal, new Expr.Literal(null, type), t.coercion().to(type, value)), type);
  }

  private static Expr cast(ExpressionTranslator t, RexCall call, String operator) {
    DataType type = DataTypes.of(call.getType());
    Expr operand = t.operand(call, 0);
    boolean exactlySame = operand.type().withNullable(true).equals(type.withNullable(true));
    if (exactlySame) {
      return operand;
    }
    if (operand instanceof Expr.Literal literal && literal.value() == null) {
      return new Expr.Literal(null, type);
    }
    boolean number = Coercion.isExactNumber(operand.type()) && operand instanceof Expr.Literal;
    return number && !Coercion.isText(type)
        ? t.coercion().to(type, operand)
        : t.coercion().cast(operator, operand, type);
  }

  /** The same bits by another name: an interval as its number of milliseconds or months. */
  private static Expr reinterpret(ExpressionTranslator t, RexCall call) {
    return new Expr.Call("REINTERPRET", t.operands(call), DataTypes.of(call.getType()));
  }

  private static Expr row(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    List<Expr> members = new ArrayList<>();
    for (int i = 0; i < call.getOperands().size(); i++) {
      members.add(t.coercion().to(type.children().get(i).type(), t.operand(call, i)));
    }
    return new Expr.Call("ROW", members, type);
  }

  private static Expr array(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    return new Expr.Call(
        "ARRAY",
        t.operands(call).stream().map(e -> t.coercion().to(type.element(), e)).toList(),
        type);
  }

  private static Expr map(ExpressionTranslator t, RexCall call) {
    DataType type = DataTypes.of(call.getType());
    List<Expr> entries = new ArrayList<>();
    for (int i = 0; i < call.getOperands().size(); i++) {
      entries.add(t.coercion().to(type.children().get(i % 2).type(), t.operand(call, i)));
    }
    return new Expr.Call("MAP", entries, type);
  }

  /** {@code array[i]}, {@code map[key]}, and {@code row['member']} by a constant name or number. */
  private static Expr item(ExpressionTranslator t, RexCall call) {
    Expr container = t.operand(call, 0);
    Expr key = t.operand(call, 1);
    DataType type = DataTypes.of(call.getType());
    Expr index =
        switch (container.type().name()) {
          case MAP -> t.coercion().to(container.type().children().get(0).type(), key);
          case ARRAY -> t.coercion().to(Types.BIGINT, key);
          default -> memberIndex(container.type(), key);
        };
    return new Expr.Call("ITEM", List.of(container, index), type);
  }

  private static Expr memberIndex(DataType row, Expr key) {
    Object value = key instanceof Expr.Literal literal ? literal.value() : null;
    for (int i = 0; i < row.children().size(); i++) {
      boolean byName = row.children().get(i).name().equals(value);
      boolean byNumber = value instanceof Integer number && number == i + 1;
      if (byName || byNumber) {
        return new Expr.Literal(i, Types.INTEGER);
      }
    }
    throw new NotSupportedException("member " + key + " of " + row);
  }

  /** SEARCH as comparisons. */
  static RexNode expanded(ExpressionTranslator t, RexCall call) {
    return RexUtil.expandSearch(t.rexBuilder(), null, call);
  }
}
