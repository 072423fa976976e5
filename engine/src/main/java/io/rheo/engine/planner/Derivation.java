package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.PhysicalNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What calculations make of the rows of a node below them.
 *
 * @param base the node, which is no calculation
 * @param columns the columns on top, over those of {@code base}
 * @param conditions what is TRUE of the rows on top, over those of {@code base}
 * @param computed all that is computed of a row on the way: if one of it fails, there is no row
 */
record Derivation(
    PhysicalNode base, List<Expr> columns, List<Expr> conditions, List<Expr> computed) {
  static Derivation of(PhysicalNode node) {
    if (!(node instanceof PhysicalNode.Calc calc)) {
      List<Expr> own =
          IntStream.range(0, node.rowType().size())
              .mapToObj(column -> CalcBuilder.ref(node, column))
              .toList();
      return new Derivation(node, own, List.of(), List.of());
    }
    Derivation below = of(calc.input());
    Function<Expr, Expr> overBase =
        expr -> ExprMapping.replace(expr, ref -> below.columns.get(ref.column()));
    List<Expr> columns = calc.projections().stream().map(overBase).toList();
    List<Expr> conditions = new ArrayList<>(below.conditions);
    calc.condition().map(Conditions::conjuncts).orElse(List.of()).stream()
        .map(overBase)
        .forEach(conditions::add);
    List<Expr> computed = new ArrayList<>(below.computed);
    computed.addAll(columns);
    return new Derivation(below.base, columns, conditions, computed);
  }
}
