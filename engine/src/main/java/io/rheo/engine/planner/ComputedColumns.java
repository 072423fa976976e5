package io.rheo.engine.planner;

import io.rheo.engine.expr.Determinism;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.PhysicalNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a calculation has computed of columns that it also passes on. An expression above it that
 * says the same again is that column: {@code GROUP BY CAST(k AS INT), SESSION(ts, gap)} computes
 * its key for the sessions, and once more as a key of the groups.
 */
final class ComputedColumns {
  private final Map<Expr, Expr> columns = new HashMap<>();

  private ComputedColumns() {}

  /** Those of a node; none if it is no calculation. */
  static ComputedColumns of(PhysicalNode node) {
    ComputedColumns result = new ComputedColumns();
    if (node instanceof PhysicalNode.Calc calc) {
      Map<Expr, Expr> passedOn = passedOn(calc);
      for (int i = 0; i < calc.projections().size(); i++) {
        result.add(calc.projections().get(i), CalcBuilder.ref(calc, i), passedOn);
      }
    }
    return result;
  }

  /** The input's columns as columns of the calculation. */
  private static Map<Expr, Expr> passedOn(PhysicalNode.Calc calc) {
    Map<Expr, Expr> passedOn = new HashMap<>();
    for (int i = 0; i < calc.projections().size(); i++) {
      if (calc.projections().get(i) instanceof Expr.InputRef input) {
        passedOn.putIfAbsent(input, CalcBuilder.ref(calc, i));
      }
    }
    return passedOn;
  }

  private void add(Expr computed, Expr column, Map<Expr, Expr> passedOn) {
    boolean same = computed.type().equals(column.type()) && !Determinism.isRandom(computed);
    List<Expr> operands = ExprMapping.operands(computed);
    if (same
        && !operands.isEmpty()
        && passedOn.keySet().containsAll(ExprMapping.columns(computed))) {
      columns.putIfAbsent(ExprMapping.replace(computed, passedOn::get), column);
    }
  }

  /** The expression over the node's columns, which names those that have parts of it. */
  Expr reuse(Expr expr) {
    Expr column = columns.get(expr);
    return column != null
        ? column
        : ExprMapping.withOperands(
            expr, ExprMapping.operands(expr).stream().map(this::reuse).toList());
  }
}
