package io.rheo.engine.planner;

import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.CurrentJoin;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.logical.LogicalVersions;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.AsofJoin;

/** Joins with the rows that are there when a row comes: temporal joins by processing time. */
final class CurrentJoinPlanner implements NodePlanner<AsofJoin> {
  @Override
  public PhysicalNode plan(AsofJoin rel, BitSet wanted, PhysicalPlanner planner) {
    int leftColumns = rel.getLeft().getRowType().getFieldCount();
    int allColumns = leftColumns + rel.getRight().getRowType().getFieldCount();
    JoinCondition condition = JoinCondition.of(rel, planner);
    BitSet kept = (BitSet) wanted.clone();
    condition.rest().ifPresent(expr -> ExprMapping.collect(expr, kept));
    BitSet read = (BitSet) wanted.clone();
    condition.collect(read);
    boolean keyed = rel.getRight() instanceof LogicalVersions versions && versions.isKeyed();
    PhysicalNode left = planner.plan(rel.getLeft(), read.get(0, leftColumns));
    PhysicalNode right = planner.plan(rel.getRight(), read.get(leftColumns, allColumns));
    check(left, right, keyed, planner);
    PlannedJoin join =
        JoinPlanner.planned(
            rel,
            wanted,
            condition,
            new JoinSide(left, 0, kept),
            new JoinSide(right, leftColumns, kept),
            planner);
    CurrentJoin node =
        new CurrentJoin(
            join.left(),
            join.right(),
            join.kind(),
            join.keys(),
            join.condition(),
            join.columns(),
            keyed,
            join.rowType(),
            traits(join));
    return JoinPlanner.restored(node, rel, wanted);
  }

  private static void check(
      PhysicalNode left, PhysicalNode right, boolean keyed, PhysicalPlanner planner) {
    if (right.traits().updating() && !keyed) {
      throw planner
          .query()
          .positions()
          .error(
              Clause.JOIN,
              ErrorCode.NOT_SUPPORTED,
              "rows of a table that changes can only be looked up by its primary key")
          .why("a row that is replaced is found by its key")
          .fix(
              "declare PRIMARY KEY (…) NOT ENFORCED and compare all of it, or leave out FOR"
                  + " SYSTEM_TIME AS OF to join all rows");
    } else if (left.traits().updating()
        && (right.traits().updating() || !right.traits().bounded())) {
      throw planner
          .query()
          .positions()
          .error(
              Clause.JOIN,
              ErrorCode.NOT_SUPPORTED,
              "rows that are taken back cannot be looked up as of PROCTIME() in a table that goes on")
          .why("when a row goes, the row that it was joined with may be another one")
          .fix("look up as of event time, or leave out FOR SYSTEM_TIME AS OF to join all rows");
    }
  }

  /** The rows of the left come in their order, before the watermark that follows them. */
  private static StreamTraits traits(PlannedJoin join) {
    StreamTraits left = join.left().traits();
    int leftColumns = join.left().rowType().size();
    List<Integer> times =
        IntStream.range(0, join.columns().size())
            .filter(
                i ->
                    join.columns().get(i) < leftColumns
                        && left.timeColumns().contains(join.columns().get(i)))
            .boxed()
            .toList();
    return new StreamTraits(left.updating(), left.bounded(), times);
  }
}
