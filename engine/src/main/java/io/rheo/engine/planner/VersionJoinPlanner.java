package io.rheo.engine.planner;

import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.TimeMatch;
import io.rheo.engine.plan.VersionJoin;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.logical.LogicalVersions;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Joins with the row that is nearest in time: ASOF joins and temporal joins. */
final class VersionJoinPlanner implements NodePlanner<AsofJoin> {
  /** Two columns that are compared, as columns of both inputs. */
  private record Match(int left, int right, TimeMatch how) {}

  @Override
  public PhysicalNode plan(AsofJoin rel, BitSet wanted, PhysicalPlanner planner) {
    Match match = match(rel, planner);
    boolean versions = rel.getRight() instanceof LogicalVersions;
    int leftColumns = rel.getLeft().getRowType().getFieldCount();
    int allColumns = leftColumns + rel.getRight().getRowType().getFieldCount();
    JoinCondition condition = JoinCondition.of(rel, planner);
    if (!match.how().isBackwards()) {
      throw UnsupportedNodes.notYet(
          planner.query().positions(),
          Clause.JOIN,
          "an ASOF join with the next row is not supported",
          "join with the last row before, or swap the tables and take the first row of each");
    }
    BitSet kept = (BitSet) wanted.clone();
    kept.set(match.left());
    kept.set(match.right());
    BitSet read = (BitSet) kept.clone();
    condition.collect(read);
    BitSet readRight = read.get(leftColumns, allColumns);
    PhysicalNode left = planner.plan(rel.getLeft(), read.get(0, leftColumns));
    PhysicalNode right =
        versions
            ? Versions.of(planner.plan(rel.getRight().getInput(0), readRight))
            : planner.plan(rel.getRight(), readRight);
    requireTime(left, match.left(), planner);
    requireTime(right, match.right() - leftColumns, planner);
    if (!versions && (left.traits().updating() || right.traits().updating())) {
      throw error(planner, "an ASOF join of rows that are taken back is not supported")
          .why("each row that goes could change the partner of many others")
          .fix("join rows that are only inserted, or look up versions: FOR SYSTEM_TIME AS OF");
    }
    JoinSide leftSide = new JoinSide(left, 0, kept);
    JoinSide rightSide = new JoinSide(right, leftColumns, kept);
    PlannedJoin join = JoinPlanner.planned(rel, wanted, condition, leftSide, rightSide, planner);
    int leftTime = leftSide.place(match.left());
    VersionJoin node =
        new VersionJoin(
            join.left(),
            join.right(),
            rel.getJoinType() == JoinRelType.ASOF ? JoinKind.INNER : JoinKind.LEFT,
            join.keys(),
            join.condition(),
            join.columns(),
            leftTime,
            rightSide.place(match.right() - leftColumns),
            match.how(),
            versions,
            join.rowType(),
            traits(join, leftTime));
    return JoinPlanner.restored(node, rel, wanted);
  }

  private static StreamTraits traits(PlannedJoin join, int leftTime) {
    List<Integer> times =
        IntStream.range(0, join.columns().size())
            .filter(i -> join.columns().get(i) == leftTime)
            .boxed()
            .toList();
    return new StreamTraits(join.left().traits().updating(), join.bounded(), times);
  }

  private static Match match(AsofJoin rel, PhysicalPlanner planner) {
    int leftColumns = rel.getLeft().getRowType().getFieldCount();
    RexNode condition = rel.getMatchCondition();
    if (condition instanceof RexCall call
        && call.getOperands().size() == 2
        && call.getOperands().get(0) instanceof RexInputRef first
        && call.getOperands().get(1) instanceof RexInputRef second) {
      boolean inOrder = first.getIndex() < leftColumns && second.getIndex() >= leftColumns;
      SqlKind kind = inOrder ? call.getKind() : call.getKind().reverse();
      int left = inOrder ? first.getIndex() : second.getIndex();
      int right = inOrder ? second.getIndex() : first.getIndex();
      TimeMatch match = timeMatch(kind);
      if (match != null) {
        return new Match(left, right, match);
      }
    }
    throw error(planner, "an ASOF join compares a time of each side and nothing else")
        .why("the row that is nearest is found by these two columns")
        .fix("write MATCH_CONDITION a.ts >= b.ts, or with >, <= or <");
  }

  /**
   * What a comparison of the left time with the right one asks for; null: nothing that is known.
   */
  private static TimeMatch timeMatch(SqlKind comparison) {
    return switch (comparison) {
      case GREATER_THAN_OR_EQUAL -> TimeMatch.AT_OR_AFTER;
      case GREATER_THAN -> TimeMatch.AFTER;
      case LESS_THAN_OR_EQUAL -> TimeMatch.AT_OR_BEFORE;
      case LESS_THAN -> TimeMatch.BEFORE;
      default -> null;
    };
  }

  private static void requireTime(PhysicalNode input, int column, PhysicalPlanner planner) {
    if (!input.traits().timeColumns().contains(column)) {
      throw error(
              planner, "column '" + input.rowType().name(column) + "' is not a time attribute here")
          .why("no watermark speaks of it, so nobody could know which row is the nearest")
          .fix("declare WATERMARK FOR it in CREATE TABLE, and pass the column on unchanged");
    }
  }

  private static SqlError error(PhysicalPlanner planner, String what) {
    return planner.query().positions().error(Clause.JOIN, ErrorCode.NOT_SUPPORTED, what);
  }
}
