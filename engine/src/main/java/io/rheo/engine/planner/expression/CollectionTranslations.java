package io.rheo.engine.planner.expression;

import io.rheo.engine.codegen.CollectionCode;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions of ARRAY and MAP: operands get the types that elements and results have. */
final class CollectionTranslations {
  /** Both operands are in the result's type. */
  private static final Set<String> OF_RESULT_TYPE =
      Set.of("ARRAY_UNION", "ARRAY_CONCAT", "ARRAY_EXCEPT", "ARRAY_INTERSECT", "MAP_UNION");

  /** For which signs a comparison holds: 1 for less, 2 for equal, 4 for greater. */
  private static final Map<String, Integer> SIGNS =
      Map.of("<", 1, "=", 2, "<=", 3, ">", 4, "<>", 5, ">=", 6);

  private CollectionTranslations() {}

  static void addTo(Map<String, Translation> names) {
    for (String name : CollectionCode.names()) {
      names.put(name, (t, call) -> call(t, call, name));
    }
    SIGNS.forEach(
        (operator, signs) -> {
          names.put(operator + " SOME", (t, call) -> quantified(t, call, "ANY OF ARRAY", signs));
          names.put(operator + " ALL", (t, call) -> quantified(t, call, "ALL OF ARRAY", signs));
        });
    names.put("$EMPTY_ARRAY", (t, call) -> new Expr.Call("ARRAY", List.of(), type(call)));
    names.put("CARDINALITY", CollectionTranslations::cardinality);
    names.put("SEQUENCE", (t, call) -> sequence(t, call, true));
    names.put("SEQUENCE_BEFORE", (t, call) -> sequence(t, call, false));
  }

  private static Expr call(ExpressionTranslator t, RexCall call, String name) {
    return new Expr.Call(name, operands(t, call, name), type(call));
  }

  /** {@code value < ANY(array)}, with any comparison, and ALL. */
  private static Expr quantified(ExpressionTranslator t, RexCall call, String name, int signs) {
    List<Expr> operands = new ArrayList<>(List.of(t.operand(call, 1), t.operand(call, 0)));
    DataType element = operands.get(0).type().element();
    if (!Comparisons.hasOrder(element) && signs != 2 && signs != 5) {
      throw new NotSupportedException(
          "'" + call.getOperator().getName() + "' of MAP values, which have no order,");
    }
    alike(t, operands);
    operands.add(new Expr.Literal(signs, Types.INTEGER.notNull()));
    return new Expr.Call(name, operands, Types.BOOLEAN);
  }

  /** {@code a || b}, where each is an array or one of them an element. */
  static Expr joined(ExpressionTranslator t, RexCall call) {
    DataType array = type(call);
    boolean left = isOf(array, t.operand(call, 0));
    boolean right = isOf(array, t.operand(call, 1));
    if (left && right) {
      return call(t, call, "ARRAY_CONCAT");
    }
    return call(t, call, left ? "ARRAY_APPEND" : "ARRAY_PREPEND");
  }

  /** Whether a value is as deep as an array, so that it is not one of its elements. */
  private static boolean isOf(DataType array, Expr value) {
    return depth(value.type()) == depth(array);
  }

  private static int depth(DataType type) {
    return type.name() == TypeName.ARRAY ? 1 + depth(type.element()) : 0;
  }

  /** Always with a step, and whether the last value belongs to it. */
  private static Expr sequence(ExpressionTranslator t, RexCall call, boolean withLast) {
    List<Expr> operands = new ArrayList<>(t.operands(call));
    DataType element = type(call).element().notNull();
    if (operands.size() == 2) {
      operands.add(new Expr.Literal(1, Types.INTEGER));
    }
    Expr step = operands.get(2);
    boolean months = step.type().name() == TypeName.INTERVAL_YEAR_MONTH;
    operands.subList(0, 2).replaceAll(operand -> t.coercion().to(element, operand));
    if (Coercion.isExactNumber(step.type()) && element.name() != TypeName.DATE) {
      operands.set(2, t.coercion().to(element, step));
    }
    operands.add(new Expr.Literal(withLast, Types.BOOLEAN.notNull()));
    return new Expr.Call(months ? "SEQUENCE OF MONTHS" : "SEQUENCE", operands, type(call));
  }

  private static Expr cardinality(ExpressionTranslator t, RexCall call) {
    return new Expr.Call(
        "CARDINALITY", List.of(collection(t, call.getOperands().get(0))), type(call));
  }

  /** An ARRAY or a MAP; of a MULTISET, which is a map of counts, the array of its elements. */
  static Expr collection(ExpressionTranslator t, RexNode operand) {
    Expr collection = t.translate(operand);
    if (operand.getType().getSqlTypeName() != SqlTypeName.MULTISET) {
      return collection;
    }
    DataType elements = DataType.array(DataTypes.of(operand.getType().getComponentType()));
    return new Expr.Call(
        "ELEMENTS OF MULTISET",
        List.of(collection),
        elements.withNullable(collection.type().nullable()));
  }

  private static DataType type(RexCall call) {
    return DataTypes.of(call.getType());
  }

  private static List<Expr> operands(ExpressionTranslator t, RexCall call, String name) {
    List<Expr> operands = new ArrayList<>(t.operands(call));
    if (OF_RESULT_TYPE.contains(name)) {
      operands.replaceAll(operand -> t.coercion().to(type(call), operand));
    } else {
      switch (name) {
        case "ARRAY_APPEND", "ARRAY_PREPEND" -> {
          if (!isOf(type(call), operands.get(0))) { // PostgreSQL's order
            Collections.swap(operands, 0, 1);
          }
          operands.set(0, t.coercion().to(type(call), operands.get(0)));
          operands.set(1, t.coercion().to(type(call).element(), operands.get(1)));
        }
        case "ARRAY_SUM" -> operands.set(0, t.coercion().to(addends(call), operands.get(0)));
        case "ARRAY_CONTAINS", "ARRAY_POSITION", "ARRAY_POSITIONS", "ARRAY_REMOVE" ->
            alike(t, operands);
        case "ARRAY_SLICE" ->
            operands
                .subList(1, operands.size())
                .replaceAll(operand -> t.coercion().to(Types.INTEGER, operand));
        case "ARRAY_JOIN" ->
            operands.set(0, t.coercion().to(DataType.array(Types.STRING), operands.get(0)));
        default -> {} // any types will do
      }
    }
    return operands;
  }

  private static DataType addends(RexCall call) {
    return DataType.array(type(call));
  }

  /** The second operand as an element of the first, or both in a wider type. */
  private static void alike(ExpressionTranslator t, List<Expr> operands) {
    DataType element = operands.get(0).type().element();
    Expr wanted = operands.get(1);
    boolean wider =
        Coercion.isExactNumber(element)
            && (wanted.type().name().compareTo(element.name()) > 0
                || wanted.type().scale() > element.scale())
            && !(wanted instanceof Expr.Literal && wanted.type().scale() == 0);
    if (wider) {
      operands.set(0, t.coercion().to(DataType.array(wanted.type()), operands.get(0)));
    } else {
      operands.set(1, t.coercion().to(element, wanted));
    }
  }
}
