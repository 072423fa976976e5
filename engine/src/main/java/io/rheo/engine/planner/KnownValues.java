package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.RowFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Simplifies expressions over rows of which one column can only have some values: tests of it that
 * are always TRUE or always FALSE, and the branches of CASE that hang on them, disappear.
 *
 * @param column the column; -1 if nothing is known
 */
record KnownValues(int column, Optional<RowFilter> filter) {
  Expr simplified(Expr expr) {
    if (column < 0) {
      return expr;
    }
    Optional<SortedSet<Long>> tested = Conditions.valuesOf(expr, column);
    if (tested.isPresent()) {
      return test(expr, tested.get());
    }
    List<Expr> operands = ExprMapping.operands(expr).stream().map(this::simplified).toList();
    return expr instanceof Expr.Call call && call.operator().equals("CASE")
        ? caseOf(call, operands)
        : ExprMapping.withOperands(expr, operands);
  }

  private Expr test(Expr expr, SortedSet<Long> tested) {
    SortedSet<Long> common = new TreeSet<>(filter.orElseThrow().values());
    boolean always = tested.containsAll(common);
    common.retainAll(tested);
    return always || common.isEmpty() ? new Expr.Literal(always, Conditions.BOOLEAN) : expr;
  }

  private static Expr caseOf(Expr.Call call, List<Expr> operands) {
    List<Expr> kept = new ArrayList<>();
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      if (Conditions.isLiteral(operands.get(i), true)) {
        kept.add(operands.get(i + 1));
        return kept.size() == 1 ? kept.get(0) : new Expr.Call("CASE", kept, call.type());
      }
      if (!Conditions.isLiteral(operands.get(i), false)) {
        kept.add(operands.get(i));
        kept.add(operands.get(i + 1));
      }
    }
    kept.add(operands.get(operands.size() - 1));
    return kept.size() == 1 ? kept.get(0) : new Expr.Call("CASE", kept, call.type());
  }
}
