package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.TimeMatch;
import io.rheo.engine.plan.VersionJoin;
import io.rheo.engine.type.DataType;
import io.rheo.sql.logical.LogicalVersions;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Joins with the row that is nearest in time: ASOF joins and temporal joins. */
final class VersionJoinPlanner implements NodePlanner<AsofJoin> {
  /** What is compared: an expression over the left's columns and one over the right's. */
  private record Match(Expr left, Expr right, TimeMatch how) {
    void collect(BitSet columns) {
      ExprMapping.collect(left, columns);
      ExprMapping.collect(right, columns);
    }
  }

  @Override
  public PhysicalNode plan(AsofJoin rel, BitSet wanted, PhysicalPlanner planner) {
    Match match = match(rel, planner);
    int leftColumns = rel.getLeft().getRowType().getFieldCount();
    int allColumns = leftColumns + rel.getRight().getRowType().getFieldCount();
    JoinCondition condition = JoinCondition.of(rel, planner);
    if (!(rel.getRight() instanceof LogicalVersions)) {
      checkEqualities(rel, condition, planner);
    }
    BitSet read = (BitSet) wanted.clone();
    match.collect(read);
    condition.collect(read);
    PhysicalNode left = planner.plan(rel.getLeft(), read.get(0, leftColumns));
    BitSet readRight = read.get(leftColumns, allColumns);
    boolean areVersions = rel.getRight() instanceof LogicalVersions;
    Versions versions =
        areVersions
            ? Versions.of(planner.plan(rel.getRight().getInput(0), readRight))
            : Versions.none(planner.plan(rel.getRight(), readRight));
    BitSet kept = (BitSet) wanted.clone();
    versions.valid().ifPresent(column -> kept.set(leftColumns + column));
    JoinSide leftSide = new JoinSide(left, 0, kept);
    JoinSide rightSide = new JoinSide(versions.rows(), leftColumns, kept);
    int leftTime = leftSide.column(match.left());
    int rightTime = rightSide.column(match.right());
    PlannedJoin join = JoinPlanner.planned(rel, wanted, condition, leftSide, rightSide, planner);
    boolean rightFirst =
        VersionJoinRules.isRightFirst(join, leftTime, rightTime, match.how(), areVersions, planner);
    VersionJoin node =
        new VersionJoin(
            join.left(),
            join.right(),
            rel.getJoinType() == JoinRelType.ASOF ? JoinKind.INNER : JoinKind.LEFT,
            join.keys(),
            join.condition(),
            join.columns(),
            leftTime,
            rightTime,
            match.how(),
            areVersions,
            versions.valid().stream().map(rightSide::place).findFirst(),
            rightFirst,
            join.rowType(),
            rightFirst ? traits(join) : traits(join, leftTime));
    return JoinPlanner.restored(node, rel, wanted);
  }

  /** Rows come in the order of the left. */
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

  private static StreamTraits traits(PlannedJoin join, int leftTime) {
    List<Integer> times =
        IntStream.range(0, join.columns().size())
            .filter(i -> join.columns().get(i) == leftTime)
            .boxed()
            .toList();
    return new StreamTraits(join.left().traits().updating(), join.bounded(), times);
  }

  /** The nearest of the rows with equal values is looked for, not of those that pass a test. */
  private static void checkEqualities(
      AsofJoin rel, JoinCondition condition, PhysicalPlanner planner) {
    if (condition.keys().size() < RelOptUtil.conjunctions(rel.getCondition()).size()) {
      throw VersionJoinRules.error(
              planner, "the condition of an ASOF join can only be equalities of both sides")
          .why("the row that is nearest is looked for among those with equal values")
          .fix("filter a side in a sub-query, and the result in WHERE");
    }
  }

  private static Match match(AsofJoin rel, PhysicalPlanner planner) {
    int leftColumns = rel.getLeft().getRowType().getFieldCount();
    RexNode condition = rel.getMatchCondition();
    if (condition instanceof RexCall call && how(call.getKind()) != null) {
      RexNode first = call.getOperands().get(0);
      RexNode second = call.getOperands().get(1);
      boolean inOrder = isOf(first, 0, leftColumns) && isOf(second, leftColumns, -1);
      if (inOrder || (isOf(second, 0, leftColumns) && isOf(first, leftColumns, -1))) {
        TimeMatch how = how(inOrder ? call.getKind() : call.getKind().reverse());
        Expr left = planner.expressions().translate(inOrder ? first : second);
        Expr right = planner.expressions().translate(inOrder ? second : first);
        return match(left, right, how, planner);
      }
    }
    throw VersionJoinRules.error(planner, "an ASOF join compares a time of each side, once")
        .why("the row that is nearest is found by these two values")
        .fix("write MATCH_CONDITION a.ts >= b.ts, or with >, <= or <");
  }

  private static Match match(Expr left, Expr right, TimeMatch how, PhysicalPlanner planner) {
    Optional<DataType> type =
        JoinKeyTypes.common(left.type(), right.type()).filter(VersionJoinPlanner::isOneWord);
    if (type.isEmpty()) {
      throw VersionJoinRules.error(
              planner,
              "rows of " + left.type() + " and " + right.type() + " cannot be ordered by nearness")
          .why("an ASOF join finds its partner by times or numbers")
          .fix("compare two times, or two numbers of at most 18 digits");
    }
    return new Match(
        JoinKeyTypes.cast(left, type.get()), JoinKeyTypes.cast(right, type.get()), how);
  }

  private static boolean isOneWord(DataType type) {
    return switch (type.storage()) {
      case INT, LONG, DOUBLE -> true;
      case BOOLEAN, DECIMAL128, BYTES, OBJECT -> false;
    };
  }

  /** Whether an expression reads columns, all from a first one on. */
  private static boolean isOf(RexNode expr, int from, int to) {
    ImmutableBitSet columns = RelOptUtil.InputFinder.bits(expr);
    return !columns.isEmpty() && columns.nth(0) >= from && (to < 0 || columns.length() <= to);
  }

  private static TimeMatch how(SqlKind kind) {
    return switch (kind) {
      case GREATER_THAN_OR_EQUAL -> TimeMatch.AT_OR_AFTER;
      case GREATER_THAN -> TimeMatch.AFTER;
      case LESS_THAN_OR_EQUAL -> TimeMatch.AT_OR_BEFORE;
      case LESS_THAN -> TimeMatch.BEFORE;
      default -> null;
    };
  }
}
