package io.rheo.engine.expr;

import java.util.List;
import java.util.stream.Collectors;

/** Expressions as a person reads them in EXPLAIN. */
final class ExprText {
  private ExprText() {}

  static String of(Expr.Call call) {
    List<Expr> operands = call.operands();
    boolean infix = !Character.isLetter(call.operator().charAt(0)) || isWordInfix(call.operator());
    if (call.operator().equals("CAST")) {
      return "CAST(" + operands.get(0) + " AS " + call.type() + ")";
    } else if (infix && operands.size() == 2) {
      return "(" + operands.get(0) + " " + call.operator() + " " + operands.get(1) + ")";
    } else {
      return call(call.operator(), operands);
    }
  }

  static String call(String name, List<Expr> operands) {
    return operands.stream().map(Expr::toString).collect(Collectors.joining(", ", name + "(", ")"));
  }

  private static boolean isWordInfix(String operator) {
    return operator.equals("AND") || operator.equals("OR") || operator.equals("LIKE");
  }
}
