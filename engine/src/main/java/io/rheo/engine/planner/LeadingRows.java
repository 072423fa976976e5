package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.LeadingPairs;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.RankRule;
import io.rheo.engine.plan.RegularJoin;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Joins of which only the first pair of each key is wanted, such as the highest bid of each
 * auction: what is behind a pair that is there need not be joined, nor kept.
 */
final class LeadingRows {
  private static final Set<String> NEVER_FAILING =
      Set.of("=", "<>", "<", "<=", ">", ">=", "AND", "OR", "NOT", "IS NULL", "IS NOT NULL");

  private LeadingRows() {}

  /** The input of a rank, which says so to the join that it is; else as it is. */
  static PhysicalNode below(PhysicalNode input, RankRule rule) {
    if (rule.from() > 1 || rule.to() != 1 || rule.order().isEmpty()) {
      return input;
    } else if (input instanceof RegularJoin join) {
      return join.withLeading(leading(join, rule, column -> column));
    } else if (input instanceof PhysicalNode.Calc calc
        && calc.input() instanceof RegularJoin join
        && calc.condition().isEmpty()
        && calc.projections().stream().allMatch(Expr.InputRef.class::isInstance)) {
      return new PhysicalNode.Calc(
          join.withLeading(
              leading(join, rule, i -> ((Expr.InputRef) calc.projections().get(i)).column())),
          calc.condition(),
          calc.projections(),
          calc.rowType(),
          calc.traits());
    } else {
      return input;
    }
  }

  /**
   * The pairs that may be first.
   *
   * @param place where a column of the rank's input is in the join's
   */
  private static Optional<LeadingPairs> leading(
      RegularJoin join, RankRule rule, IntUnaryOperator place) {
    SortKey first = rule.order().get(0);
    int column = join.columns().get(place.applyAsInt(first.column()));
    DataType type = type(join, column);
    boolean fits =
        join.kind() == JoinKind.INNER
            && !join.traits().updating()
            && join.condition().map(LeadingRows::neverFails).orElse(true)
            && type.storage() != Storage.OBJECT
            && rule.partition().stream()
                .allMatch(key -> isKey(join, join.columns().get(place.applyAsInt(key))));
    int side = column < join.leftColumns() ? 0 : 1;
    return fits
        ? Optional.of(
            new LeadingPairs(
                side,
                column - side * join.leftColumns(),
                first.descending(),
                type.nullable() && first.nullsFirst()))
        : Optional.empty();
  }

  private static DataType type(RegularJoin join, int column) {
    int leftColumns = join.leftColumns();
    return column < leftColumns
        ? join.left().rowType().type(column)
        : join.right().rowType().type(column - leftColumns);
  }

  private static boolean isKey(RegularJoin join, int column) {
    return join.keys().stream()
        .anyMatch(key -> key.left() == column || join.leftColumns() + key.right() == column);
  }

  /** A pair for which a condition fails is reported, so it has to be looked at. */
  private static boolean neverFails(Expr condition) {
    List<Expr> operands = ExprMapping.operands(condition);
    return (condition instanceof Expr.InputRef
            || condition instanceof Expr.Literal
            || (condition instanceof Expr.Call call && NEVER_FAILING.contains(call.operator())))
        && operands.stream().allMatch(LeadingRows::neverFails);
  }
}
