package io.rheo.engine.planner;

import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.validate.PlanPositions;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.Set;
import org.apache.calcite.rel.core.Join;

/** Joins that can only be meant otherwise, over inputs that do not end. */
final class JoinRules {
  private JoinRules() {}

  static void check(Join rel, PlannedJoin join, PhysicalPlanner planner) {
    boolean written = !planner.query().hasSubQueries();
    if (!written || join.kind() != JoinKind.INNER || join.bounded()) {
      return;
    }
    PlanPositions positions = planner.query().positions();
    Clause clause = positions.of(Clause.JOIN).isPresent() ? Clause.JOIN : Clause.FROM;
    if (rel.getCondition().isAlwaysFalse() || isEmpty(join.left()) || isEmpty(join.right())) {
      throw positions
          .error(clause, ErrorCode.INVALID_QUERY, "the condition of this join is never true")
          .why("it is FALSE or NULL for every pair of rows, so the result would stay empty")
          .fix("compare a column of each side, such as ON a.id = b.id");
    } else if (!isBounded(join.left())
        && !isBounded(join.right())
        && join.keys().isEmpty()
        && join.condition().isEmpty()
        && !isOneRow(join.left())
        && !isOneRow(join.right())) {
      throw positions
          .error(clause, ErrorCode.UNBOUNDED_PRODUCT, "nothing links the two sides of this join")
          .why("every row would be joined with all rows of the other side, and neither ends")
          .fix("say in ON or WHERE which rows go together, such as a.id = b.id");
    }
  }

  /** What is left of an input when a condition that is never true was pushed down to it. */
  private static boolean isEmpty(PhysicalNode node) {
    return node instanceof PhysicalNode.Calc calc
        ? isEmpty(calc.input())
        : node instanceof PhysicalNode.Values values && values.rows().isEmpty();
  }

  private static boolean isBounded(PhysicalNode node) {
    return node.traits().bounded();
  }

  private static boolean isOneRow(PhysicalNode node) {
    return UniqueKeys.areUnique(node, Set.of());
  }
}
