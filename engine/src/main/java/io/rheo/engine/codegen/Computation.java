package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import java.util.Set;
import java.util.TreeSet;

/**
 * An expression that generated code computes for all rows of a batch.
 *
 * @param columns the input columns that it reads
 * @param shared the earlier computations that it reads
 * @param mayBeNull whether a row can be NULL although no column has NULLs
 * @param masked whether it is NULL just where a column that it reads is, and harmless there: the
 *     code without NULLs is run on all rows then, and NULLs are set afterwards, 64 at a time
 */
record Computation(
    Expr expr, Set<Integer> columns, Set<Integer> shared, boolean mayBeNull, boolean masked) {

  static Set<Integer> columnsOf(Expr expr) {
    Set<Integer> columns = new TreeSet<>();
    addColumns(expr, columns);
    return columns;
  }

  private static void addColumns(Expr expr, Set<Integer> columns) {
    if (expr instanceof Expr.InputRef ref) {
      columns.add(ref.column());
    }
    for (Expr operand : Exprs.operands(expr)) {
      addColumns(operand, columns);
    }
  }
}
