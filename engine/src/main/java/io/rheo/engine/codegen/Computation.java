package io.rheo.engine.codegen;

import io.rheo.engine.expr.Expr;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An expression that generated code computes for all rows of a batch.
 *
 * @param columns the input columns that it reads
 * @param direct those of them that it reads itself, and not an earlier computation for it
 * @param shared the earlier computations that it reads
 * @param mayBeNull whether a row can be NULL although no column has NULLs
 * @param masked whether it is NULL just where a column that it reads is, and harmless there: the
 *     code without NULLs is run on all rows then, and NULLs are set afterwards, 64 at a time
 */
record Computation(
    Expr expr,
    Set<Integer> columns,
    Set<Integer> direct,
    Set<Integer> shared,
    boolean mayBeNull,
    boolean masked) {

  static Set<Integer> columnsOf(Expr expr) {
    return columnsOf(expr, List.of());
  }

  /** The columns that an expression reads outside of those that are columns of their own. */
  static Set<Integer> columnsOf(Expr expr, List<Expr> shared) {
    Set<Integer> columns = new TreeSet<>();
    addColumns(expr, shared, columns);
    return columns;
  }

  private static void addColumns(Expr expr, List<Expr> shared, Set<Integer> columns) {
    if (shared.contains(expr)) {
      return;
    }
    if (expr instanceof Expr.InputRef ref) {
      columns.add(ref.column());
    }
    for (Expr operand : Exprs.operands(expr)) {
      addColumns(operand, shared, columns);
    }
  }
}
