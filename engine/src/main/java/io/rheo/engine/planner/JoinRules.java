package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.PlanPositions;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.core.Join;

/** Joins that can only be meant otherwise, over inputs that do not end. */
final class JoinRules {
  private JoinRules() {}

  static void check(Join rel, PlannedJoin join, PhysicalPlanner planner) {
    if (planner.query().hasSubQueries() || !join.kind().givesPairs() || join.bounded()) {
      return; // sub-queries become joins that nobody wrote
    }
    if (isNeverTrue(rel, join)) {
      throw error(planner, ErrorCode.INVALID_QUERY, "the condition of this join is never true")
          .why("it is FALSE or NULL for every pair of rows, so " + withoutPairs(join.kind()))
          .fix("compare a column of each side, such as ON a.id = b.id");
    } else if (!isBounded(join.left())
        && !isBounded(join.right())
        && !isLinked(join)
        && !isOneRow(join.left())
        && !isOneRow(join.right())) {
      throw error(planner, ErrorCode.UNBOUNDED_PRODUCT, "nothing links the two sides of this join")
          .why("every row would be joined with all rows of the other side, and neither ends")
          .fix("say in ON or WHERE which rows go together, such as a.id = b.id");
    }
  }

  /** An error at the words of the join. */
  static SqlError error(PhysicalPlanner planner, ErrorCode code, String what) {
    PlanPositions positions = planner.query().positions();
    Clause clause = positions.of(Clause.JOIN).isPresent() ? Clause.JOIN : Clause.FROM;
    return positions.error(clause, code, what);
  }

  /** What becomes of a join of which no two rows are partners. */
  static String withoutPairs(JoinKind kind) {
    return kind == JoinKind.INNER
        ? "the result would stay empty"
        : "every row would stay alone, with NULLs for the other side";
  }

  private static boolean isNeverTrue(Join rel, PlannedJoin join) {
    return rel.getCondition().isAlwaysFalse()
        || (!join.kind().pads(1) && isEmpty(join.left()))
        || (!join.kind().pads(0) && isEmpty(join.right()));
  }

  /** Whether the condition says something about a row of each side at once. */
  private static boolean isLinked(PlannedJoin join) {
    int leftColumns = join.left().rowType().size();
    List<BitSet> fixed = new ArrayList<>();
    for (Expr part : join.condition().map(Conditions::conjuncts).orElse(List.of())) {
      BitSet columns = new BitSet();
      ExprMapping.collect(part, columns);
      if (readsLeft(columns, leftColumns) && readsRight(columns, leftColumns)) {
        return true;
      } else if (isOneValue(part)) {
        fixed.add(columns);
      }
    }
    // What is left of a.k = b.k if both are compared with a constant too.
    return !join.keys().isEmpty()
        || ((isFixed(join.left()) || fixed.stream().anyMatch(c -> readsLeft(c, leftColumns)))
            && (isFixed(join.right()) || fixed.stream().anyMatch(c -> readsRight(c, leftColumns))));
  }

  private static boolean readsLeft(BitSet columns, int leftColumns) {
    return columns.previousSetBit(leftColumns - 1) >= 0;
  }

  private static boolean readsRight(BitSet columns, int leftColumns) {
    return columns.nextSetBit(leftColumns) >= 0;
  }

  private static boolean isFixed(PhysicalNode side) {
    return side instanceof PhysicalNode.Calc calc
        && Stream.concat(calc.condition().stream(), calc.projections().stream())
            .flatMap(condition -> Conditions.conjuncts(condition).stream())
            .anyMatch(JoinRules::isOneValue);
  }

  private static boolean isOneValue(Expr condition) {
    return condition instanceof Expr.Call call
        && call.operator().equals("=")
        && call.operands().stream().anyMatch(Expr.Literal.class::isInstance);
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
