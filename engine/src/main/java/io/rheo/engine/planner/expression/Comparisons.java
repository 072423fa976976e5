package io.rheo.engine.planner.expression;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import io.rheo.engine.type.TypeName;
import java.util.List;
import java.util.Set;

/** Comparisons of operands whose types need not be equal. */
final class Comparisons {
  private static final Set<String> ORDERING = Set.of("<", "<=", ">", ">=");

  private Comparisons() {}

  static Expr compare(ExpressionTranslator t, String operator, Expr left, Expr right) {
    Expr a = left;
    Expr b = right;
    if (isNumber(a.type()) && isNumber(b.type())) {
      return call(operator, exactly(t, a, b.type()), exactly(t, b, a.type()));
    }
    DataType common = common(a.type(), b.type());
    if (!hasOrder(common) && ORDERING.contains(operator)) {
      throw new NotSupportedException(
          "'" + operator + "' of " + common.name() + " values, which have no order,");
    }
    return call(operator, t.coercion().to(common, a), t.coercion().to(common, b));
  }

  static boolean hasOrder(DataType type) {
    return type.name() != TypeName.MAP
        && type.children().stream().allMatch(field -> hasOrder(field.type()));
  }

  private static Expr call(String operator, Expr a, Expr b) {
    boolean neverNull = operator.contains("DISTINCT");
    DataType type =
        neverNull ? Types.BOOLEAN.notNull() : Types.nullIfNull(Types.BOOLEAN, List.of(a, b));
    return new Expr.Call(operator, List.of(a, b), type);
  }

  /** A whole constant in the other operand's integer type, which makes the comparison cheaper. */
  private static Expr exactly(ExpressionTranslator t, Expr expr, DataType other) {
    boolean wholeConstant =
        expr instanceof Expr.Literal
            && Coercion.isExactNumber(expr.type())
            && expr.type().scale() == 0
            && other.name() == TypeName.BIGINT;
    if (wholeConstant) {
      Expr coerced = t.coercion().to(other, expr);
      return coerced instanceof Expr.Literal ? coerced : expr;
    }
    return expr;
  }

  private static boolean isNumber(DataType type) {
    return Coercion.isExactNumber(type) || type.storage() == Storage.DOUBLE;
  }

  private static DataType common(DataType a, DataType b) {
    if (Coercion.hasSameForm(a, b)) {
      return b;
    } else if (Coercion.hasSameForm(b, a)) {
      return a;
    }
    return rank(a) >= rank(b) ? a : b;
  }

  /** Of two types, the one with the higher rank has values for all of the other. */
  private static int rank(DataType type) {
    return switch (type.name()) {
      case CHAR, VARCHAR, BINARY, VARBINARY -> 0;
      case DATE -> 2;
      case TIMESTAMP -> 3;
      case TIMESTAMP_LTZ -> 4;
      default -> 1;
    };
  }
}
