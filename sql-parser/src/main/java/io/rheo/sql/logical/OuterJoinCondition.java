package io.rheo.sql.logical;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.validate.PlanPositions;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Sub-queries in the condition of an outer join. One that names columns of one side only becomes a
 * column of that side; the join keeps the rows that it has to keep.
 */
final class OuterJoinCondition extends RexShuttle {
  /** Numbers of columns while the sides grow: of the left side, and from here of the right one. */
  private static final int RIGHT = 1 << 20;

  private final Join join;
  private final PlanPositions positions;
  private final int leftColumns;
  private final OuterRow row;
  private final SubQueryTerms left;
  private final SubQueryTerms right;

  OuterJoinCondition(Join join, SubQueries subQueries, PlanPositions positions) {
    this.join = join;
    this.positions = positions;
    leftColumns = join.getLeft().getRowType().getFieldCount();
    row = subQueries.row(List.of(join.getCondition()));
    left = new SubQueryTerms(join.getLeft(), row, subQueries, positions);
    right =
        new SubQueryTerms(
            join.getRight(), new OuterRow(row.variables(), leftColumns), subQueries, positions);
  }

  RelNode rewrite() {
    RexNode numbered = join.getCondition().accept(this);
    int leftWidth = left.rel().getRowType().getFieldCount();
    RexNode condition =
        numbered.accept(
            new RexShuttle() {
              @Override
              public RexNode visitInputRef(RexInputRef ref) {
                int column = ref.getIndex();
                return new RexInputRef(
                    column < RIGHT ? column : column - RIGHT + leftWidth, ref.getType());
              }
            });
    RelNode both = DependentJoin.join(left.rel(), right.rel(), join.getJoinType(), condition);
    List<RexNode> columns = LateralSide.refs(both, 0, leftColumns);
    int rightColumns = join.getRight().getRowType().getFieldCount();
    columns.addAll(LateralSide.refs(both, leftWidth, leftWidth + rightColumns));
    return LogicalProject.create(
        both, List.of(), columns, join.getRowType().getFieldNames(), Set.of());
  }

  @Override
  public RexNode visitInputRef(RexInputRef ref) {
    return ref.getIndex() < leftColumns ? ref : RexUtil.shift(ref, RIGHT - leftColumns);
  }

  @Override
  public RexNode visitSubQuery(RexSubQuery subQuery) {
    ImmutableBitSet columns =
        RelOptUtil.InputFinder.bits(subQuery.getOperands(), null)
            .union(row.columnsIn(subQuery.rel));
    if (ImmutableBitSet.range(leftColumns).contains(columns)) {
      return left.value(subQuery, false);
    } else if (columns.nextSetBit(0) >= leftColumns) {
      RexNode ofRight =
          subQuery.clone(subQuery.getType(), RexUtil.shift(subQuery.getOperands(), -leftColumns));
      return RexUtil.shift(right.value(ofRight, false), RIGHT);
    }
    throw positions
        .error(
            Clause.SUB_QUERY,
            ErrorCode.NOT_SUPPORTED,
            "a sub-query in ON of an outer join names columns of both sides")
        .why("the rows that go together are not known before it is computed for each pair")
        .fix("join the sides without it and compute it in SELECT, or use an inner join");
  }
}
