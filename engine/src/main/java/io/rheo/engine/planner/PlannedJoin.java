package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.JoinKey;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.type.RowType;
import java.util.List;
import java.util.Optional;

/**
 * A join whose inputs are planned and whose condition is taken apart; what kind of node will do it
 * is open.
 *
 * @param left has only columns that the condition or the result needs, and computed keys
 * @param right likewise
 * @param keys the equalities of a column of each side
 * @param condition the rest, over the left's columns followed by the right's
 * @param columns what the result needs, as indexes into the left's columns followed by the right's
 * @param rowType of these columns; those of a side that the kind fills up with NULLs are nullable
 */
record PlannedJoin(
    PhysicalNode left,
    PhysicalNode right,
    JoinKind kind,
    List<JoinKey> keys,
    Optional<Expr> condition,
    List<Integer> columns,
    RowType rowType) {
  boolean updating() {
    return left.traits().updating() || right.traits().updating();
  }

  boolean bounded() {
    return left.traits().bounded() && right.traits().bounded();
  }

  PhysicalNode input(int side) {
    return side == 0 ? left : right;
  }

  /** The same join of another node with the columns that an input has. */
  PlannedJoin withInput(int side, PhysicalNode node) {
    return side == 0
        ? new PlannedJoin(node, right, kind, keys, condition, columns, rowType)
        : new PlannedJoin(left, node, kind, keys, condition, columns, rowType);
  }
}
