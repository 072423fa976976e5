package io.rheo.sql.logical;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelShuttleImpl;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Makes {@link LogicalFunctionJoin}s of UNNEST and table functions. {@code FROM t, UNNEST(t.a)} is
 * a join with something that makes rows from one row; so its filters and projections are put on top
 * of {@code t} itself, and the join is gone. What does not have that form stays as it is.
 */
final class LateralJoins extends RelShuttleImpl {
  private LateralJoins() {}

  static RelNode rewrite(RelNode plan) {
    return plan.accept(new LateralJoins());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visit(other);
    if (node instanceof Uncollect uncollect) {
      return unnest(uncollect);
    }
    return node instanceof TableFunctionScan scan ? function(scan) : node;
  }

  /** Window functions have an input; others start from nothing, which is one row. */
  private static RelNode function(TableFunctionScan scan) {
    if (!scan.getInputs().isEmpty() || !(scan.getCall() instanceof RexCall call)) {
      return scan;
    }
    RelNode oneRow = LogicalValues.createOneRow(scan.getCluster());
    return functionColumns(LogicalFunctionJoin.inner(oneRow, call, scan.getRowType()));
  }

  private static RelNode unnest(Uncollect uncollect) {
    RelNode input = uncollect.getInput();
    RexBuilder rexBuilder = input.getCluster().getRexBuilder();
    RexNode call =
        rexBuilder.makeCall(
            uncollect.getRowType(),
            uncollect.withOrdinality
                ? SqlStdOperatorTable.UNNEST_WITH_ORDINALITY
                : SqlStdOperatorTable.UNNEST,
            rexBuilder.identityProjects(input.getRowType()));
    return functionColumns(
        LogicalFunctionJoin.inner(input, (RexCall) call, uncollect.getRowType()));
  }

  private static RelNode functionColumns(LogicalFunctionJoin join) {
    int from = join.getInput().getRowType().getFieldCount();
    List<RexNode> columns = LateralSide.refs(join, from, join.getRowType().getFieldCount());
    return LateralSide.project(join, columns, join.functionType().getFieldNames());
  }

  @Override
  public RelNode visit(LogicalCorrelate correlate) {
    RelNode node = super.visit(correlate);
    if (node instanceof Correlate visited) {
      LateralSide left = new LateralSide(visited.getLeft(), visited.getCorrelationId());
      return switch (visited.getJoinType()) {
        case INNER -> left.inner(visited.getRight()).orElse(node);
        case LEFT -> left.outer(visited.getRight(), Optional.empty()).orElse(node);
        default -> node;
      };
    }
    return node;
  }

  /** A function that names no column of the other side may stand at either. */
  @Override
  public RelNode visit(LogicalJoin join) {
    RelNode node = super.visit(join);
    if (node instanceof LogicalJoin visited) {
      LateralSide left = new LateralSide(visited.getLeft(), null);
      return switch (visited.getJoinType()) {
        case INNER ->
            left.inner(visited.getRight())
                .or(() -> swapped(visited))
                .map(both -> RelOptUtil.createFilter(both, List.of(visited.getCondition())))
                .orElse(node);
        case LEFT ->
            left.outer(visited.getRight(), Optional.of(visited.getCondition())).orElse(node);
        default -> node;
      };
    }
    return node;
  }

  private static Optional<RelNode> swapped(LogicalJoin join) {
    int right = join.getRight().getRowType().getFieldCount();
    return new LateralSide(join.getRight(), null)
        .inner(join.getLeft())
        .map(
            both -> {
              List<RexNode> columns =
                  LateralSide.refs(both, right, both.getRowType().getFieldCount());
              columns.addAll(LateralSide.refs(both, 0, right));
              return LateralSide.project(both, columns, join.getRowType().getFieldNames());
            });
  }
}
