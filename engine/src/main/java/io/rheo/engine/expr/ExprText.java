package io.rheo.engine.expr;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Expressions as a person reads them in EXPLAIN. */
public final class ExprText {
  private final IntFunction<String> columnNames;

  /**
   * Text with names of your choice for the input columns.
   *
   * @param columnNames what to call an input column
   */
  public ExprText(IntFunction<String> columnNames) {
    this.columnNames = columnNames;
  }

  static String withNumbers(Expr expr) {
    return new ExprText(column -> "$" + column).of(expr);
  }

  public String of(Expr expr) {
    if (expr instanceof Expr.InputRef ref) {
      return columnNames.apply(ref.column());
    } else if (expr instanceof Expr.Call call) {
      return of(call);
    } else if (expr instanceof Expr.LibraryCall call) {
      return function(call.name(), call.operands());
    } else if (expr instanceof Expr.UserCall call) {
      return function(call.name(), call.operands());
    } else {
      Object value = ((Expr.Literal) expr).value();
      return value instanceof String text
          ? "'" + text.replace("'", "''") + "'"
          : String.valueOf(value);
    }
  }

  private String of(Expr.Call call) {
    List<Expr> operands = call.operands();
    if (call.operator().equals("CAST") || call.operator().equals("CAST NESTED")) {
      return "CAST(" + of(operands.get(0)) + " AS " + call.type().withNullable(true) + ")";
    } else if (isInfix(call.operator()) && operands.size() == 2) {
      return "(" + of(operands.get(0)) + " " + call.operator() + " " + of(operands.get(1)) + ")";
    } else {
      return function(call.operator(), operands);
    }
  }

  private String function(String name, List<Expr> operands) {
    return operands.stream().map(this::of).collect(Collectors.joining(", ", name + "(", ")"));
  }

  private static boolean isInfix(String operator) {
    return !Character.isLetter(operator.charAt(0))
        || operator.equals("AND")
        || operator.equals("OR")
        || operator.equals("LIKE");
  }
}
