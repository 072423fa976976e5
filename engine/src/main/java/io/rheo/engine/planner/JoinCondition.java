package io.rheo.engine.planner;

import io.rheo.engine.expr.Determinism;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * The condition of a join, taken apart: equalities of an expression over the left's columns and one
 * over the right's, and the rest.
 *
 * @param keys the equalities
 * @param rest what else must be TRUE, over the left's columns followed by the right's
 */
record JoinCondition(List<Equality> keys, Optional<Expr> rest) {
  /**
   * Two expressions of the same form.
   *
   * @param left over the left's columns
   * @param right over the right's columns, counted from the left's first one
   */
  record Equality(Expr left, Expr right, boolean nullsEqual) {}

  static JoinCondition of(Join rel, PhysicalPlanner planner) {
    int leftColumns = rel.getLeft().getRowType().getFieldCount();
    List<Equality> keys = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(rel.getCondition())) {
      Expr expr = planner.expressions().translate(collapsed(conjunct, rel));
      Optional<Equality> key = equality(expr, leftColumns);
      key.ifPresent(keys::add);
      if (key.isEmpty() || !isExact(key.get(), (Expr.Call) expr)) {
        rest.add(expr);
      }
    }
    return new JoinCondition(List.copyOf(keys), and(rest));
  }

  private static RexNode collapsed(RexNode conjunct, Join rel) {
    return conjunct instanceof RexCall call && call.getKind() != SqlKind.EQUALS
        ? RelOptUtil.collapseExpandedIsNotDistinctFromExpr(call, rel.getCluster().getRexBuilder())
        : conjunct;
  }

  private static Optional<Equality> equality(Expr expr, int leftColumns) {
    if (!(expr instanceof Expr.Call call)
        || !(call.operator().equals("=") || call.operator().equals("IS NOT DISTINCT FROM"))) {
      return Optional.empty();
    }
    Expr first = call.operands().get(0);
    Expr second = call.operands().get(1);
    boolean inOrder = isOf(first, 0, leftColumns) && isOf(second, leftColumns, Integer.MAX_VALUE);
    boolean swapped = isOf(second, 0, leftColumns) && isOf(first, leftColumns, Integer.MAX_VALUE);
    if (!inOrder && !swapped) {
      return Optional.empty();
    }
    boolean nullsEqual = !call.operator().equals("=");
    Expr left = inOrder ? first : second;
    Expr right = inOrder ? second : first;
    return JoinKeyTypes.common(left.type(), right.type())
        .map(
            type ->
                new Equality(
                    JoinKeyTypes.cast(left, type), JoinKeyTypes.cast(right, type), nullsEqual));
  }

  /** Whether the expression reads a column, and only columns of a side. */
  private static boolean isOf(Expr expr, int from, int to) {
    BitSet columns = new BitSet();
    ExprMapping.collect(expr, columns);
    return !columns.isEmpty()
        && columns.nextSetBit(0) >= from
        && columns.length() <= to
        && !Determinism.changes(expr);
  }

  /** Whether equal keys are all that the condition asks for. */
  private static boolean isExact(Equality key, Expr.Call condition) {
    DataType type = key.left().type();
    return type.children().isEmpty()
        && condition.operands().stream()
            .allMatch(operand -> JoinKeyTypes.isExact(operand.type(), type));
  }

  private static Optional<Expr> and(List<Expr> conjuncts) {
    DataType type = DataType.of(TypeName.BOOLEAN);
    return conjuncts.stream()
        .reduce((first, second) -> new Expr.Call("AND", List.of(first, second), type));
  }

  /** The columns that the condition reads. */
  void collect(BitSet columns) {
    rest.ifPresent(expr -> ExprMapping.collect(expr, columns));
    for (Equality key : keys) {
      ExprMapping.collect(key.left(), columns);
      ExprMapping.collect(key.right(), columns);
    }
  }
}
