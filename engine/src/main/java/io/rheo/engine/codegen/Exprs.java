package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import java.util.List;
import java.util.function.Consumer;

/** Questions about expression trees. */
final class Exprs {
  private Exprs() {}

  static List<Expr> operands(Expr expr) {
    if (expr instanceof Expr.Call call) {
      return call.operands();
    } else if (expr instanceof Expr.LibraryCall call) {
      return call.operands();
    } else if (expr instanceof Expr.UserCall call) {
      return call.operands();
    }
    return List.of();
  }

  /** The number of nodes. */
  static int size(Expr expr) {
    int size = 1;
    for (Expr operand : operands(expr)) {
      size += size(operand);
    }
    return size;
  }

  /**
   * Whether the expression is NULL just where an input column is, and computing it on the zeros
   * that stand for NULLs does no harm.
   */
  static boolean isMaskable(Expr expr) {
    if (expr instanceof Expr.InputRef) {
      return true;
    } else if (expr instanceof Expr.Literal literal) {
      return literal.value() != null;
    } else if (!(expr instanceof Expr.Call call)) {
      return false;
    } else if (LogicCode.FORMS.containsKey(call.operator())) {
      return isConstantPattern(call) && isMaskable(call.operands().get(0));
    } else {
      return Kernels.of(call).cheap() && call.operands().stream().allMatch(Exprs::isMaskable);
    }
  }

  private static boolean isConstantPattern(Expr.Call call) {
    return (call.operator().equals("LIKE") || call.operator().equals("IN"))
        && call.operands().stream().skip(1).allMatch(e -> e instanceof Expr.Literal);
  }

  /** What must all be TRUE for the condition to be TRUE, in order. */
  static List<Expr> conjuncts(Expr condition) {
    if (condition instanceof Expr.Call call && call.operator().equals("AND")) {
      return call.operands().stream().flatMap(e -> conjuncts(e).stream()).toList();
    }
    return List.of(condition);
  }

  /** As a condition: whether it is TRUE only where no input column is NULL. */
  static boolean isMaskableCondition(Expr condition) {
    return conjuncts(condition).stream().allMatch(Exprs::isMaskable);
  }

  /** Visits the sub-expressions, itself included, that SQL evaluates whatever the others are. */
  static void forEachUnconditional(Expr expr, Consumer<Expr> visitor) {
    visitor.accept(expr);
    List<Expr> operands = operands(expr);
    boolean firstOnly = expr instanceof Expr.Call call && stopsEarly(call.operator());
    for (Expr operand : firstOnly ? operands.subList(0, 1) : operands) {
      forEachUnconditional(operand, visitor);
    }
  }

  private static boolean stopsEarly(String operator) {
    return switch (operator) {
      case "AND", "OR", "CASE", "COALESCE" -> true;
      default -> false;
    };
  }

  /** Visits every sub-expression, itself included. */
  static void forEach(Expr expr, Consumer<Expr> visitor) {
    visitor.accept(expr);
    operands(expr).forEach(operand -> forEach(operand, visitor));
  }
}
