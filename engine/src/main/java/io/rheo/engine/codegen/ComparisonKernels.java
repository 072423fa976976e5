package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.List;

/**
 * Comparisons. Strings compare by code point, FALSE is less than TRUE, numbers of different types
 * by their value, NaN as the greatest one.
 */
final class ComparisonKernels {
  private ComparisonKernels() {}

  static Kernel compare(Expr.Call call) {
    return Kernel.cheap((c, args) -> test(c.operator(), c, args));
  }

  /** Java source for {@code args[0] operator args[1]}, operands of which have the call's types. */
  static String test(String operator, Expr.Call call, List<String> args) {
    return test(operator, call.operands().get(0), args.get(0), call.operands().get(1), args.get(1));
  }

  /** As the other method, for two operands of which {@code a} and {@code b} are the code. */
  static String test(String operator, Expr leftOperand, String a, Expr rightOperand, String b) {
    DataType left = leftOperand.type();
    DataType right = rightOperand.type();
    if (FloatComparisons.isFloating(left) || FloatComparisons.isFloating(right)) {
      return FloatComparisons.test(operator, leftOperand, a, rightOperand, b);
    }
    return switch (left.storage()) {
      case BOOLEAN -> booleans(operator, a, b);
      case BYTES -> strings(operator, a, b);
      case OBJECT -> objects(operator, a, b);
      case INT, LONG, DOUBLE, DECIMAL128 -> numbers(operator, a, left, b, right);
    };
  }

  private static String java(String operator) {
    return switch (operator) {
      case "=" -> "==";
      case "<>" -> "!=";
      default -> operator;
    };
  }

  private static String booleans(String operator, String a, String b) {
    return switch (operator) {
      case "=", "<>" -> a + " " + java(operator) + " " + b;
      default -> "Boolean.compare(" + a + ", " + b + ") " + operator + " 0";
    };
  }

  private static String strings(String operator, String a, String b) {
    return switch (operator) {
      case "=" -> "Slice.equal(" + a + ", " + b + ")";
      case "<>" -> "!Slice.equal(" + a + ", " + b + ")";
      default -> a + ".compareTo(" + b + ") " + operator + " 0";
    };
  }

  private static String objects(String operator, String a, String b) {
    return switch (operator) {
      case "=" -> "java.util.Objects.equals(" + a + ", " + b + ")";
      case "<>" -> "!java.util.Objects.equals(" + a + ", " + b + ")";
      default -> "Lists.compare(" + a + ", " + b + ") " + operator + " 0";
    };
  }

  private static String numbers(
      String operator, String a, DataType left, String b, DataType right) {
    if (left.name() == TypeName.DECIMAL || right.name() == TypeName.DECIMAL) {
      return decimals(operator, DecimalCode.of(a, left), DecimalCode.of(b, right));
    }
    return a + " " + java(operator) + " " + b; // Java widens int to long
  }

  private static String decimals(String operator, DecimalCode a, DecimalCode b) {
    int scale = Math.max(a.scale(), b.scale());
    if (Math.max(a.digits() - a.scale(), b.digits() - b.scale()) + scale > 38) {
      return "Decimals.compare(%s, %d, %s, %d) %s 0"
          .formatted(a.widened().code(), a.scale(), b.widened().code(), b.scale(), java(operator));
    }
    DecimalCode x = a.scaledUp(scale);
    DecimalCode y = b.scaledUp(scale);
    if (!x.wide() && !y.wide()) {
      return x.code() + " " + java(operator) + " " + y.code();
    }
    return x.widened().code() + ".compareTo(" + y.widened().code() + ") " + java(operator) + " 0";
  }
}
