package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;

/**
 * Comparisons of FLOAT and DOUBLE by the order that sorting and grouping have: NaN is equal to
 * itself and greater than any number, and there is one zero. Java's operators differ where an
 * operand is NaN, so a test of that is added for an operand that can be.
 */
final class FloatComparisons {
  private static final DataType DOUBLE = DataType.of(TypeName.DOUBLE);

  private FloatComparisons() {}

  static boolean isFloating(DataType type) {
    return type.name() == TypeName.DOUBLE || type.name() == TypeName.FLOAT;
  }

  /** Java source for {@code left operator right}, of which {@code a} and {@code b} are the code. */
  static String test(String operator, Expr left, String a, Expr right, String b) {
    String x = Casts.source(a, left.type(), DOUBLE);
    String y = Casts.source(b, right.type(), DOUBLE);
    boolean nanLeft = canBeNan(left);
    boolean nanRight = canBeNan(right);
    return switch (operator) {
      case "=" -> equal(x, nanLeft, y, nanRight);
      case "<>" -> not(equal(x, nanLeft, y, nanRight));
      case "<" -> less(x, nanLeft, y, nanRight);
      case ">" -> less(y, nanRight, x, nanLeft);
      case "<=" -> not(less(y, nanRight, x, nanLeft));
      case ">=" -> not(less(x, nanLeft, y, nanRight));
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static String equal(String x, boolean nanLeft, String y, boolean nanRight) {
    return nanLeft && nanRight ? "Numbers.equal(" + x + ", " + y + ")" : x + " == " + y;
  }

  private static String less(String x, boolean nanLeft, String y, boolean nanRight) {
    if (!nanRight) {
      return x + " < " + y; // as Java has it: NaN is less than nothing
    }
    return nanLeft ? "Numbers.less(" + x + ", " + y + ")" : not(x + " >= " + y);
  }

  private static String not(String test) {
    return "!(" + test + ")";
  }

  private static boolean canBeNan(Expr operand) {
    if (operand instanceof Expr.Literal literal) {
      return literal.value() instanceof Number number && Double.isNaN(number.doubleValue());
    }
    if (operand instanceof Expr.Call call && call.operator().equals("CAST")) {
      return canBeNan(call.operands().get(0));
    }
    return isFloating(operand.type()) || Boxes.isText(operand.type());
  }
}
