package io.rheo.sql.logical;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
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
final class LateralJoins {
  private LateralJoins() {}

  /** Rewrites one node whose inputs are rewritten. */
  static RelNode rewriteOne(RelNode node) {
    if (node instanceof Uncollect uncollect) {
      return unnest(uncollect);
    } else if (node instanceof TableFunctionScan scan) {
      return function(scan);
    } else if (node instanceof LogicalCorrelate correlate) {
      return correlate(correlate);
    }
    return node instanceof LogicalJoin join ? join(join) : node;
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

  private static RelNode correlate(LogicalCorrelate correlate) {
    LateralSide left = new LateralSide(correlate.getLeft(), correlate.getCorrelationId());
    return switch (correlate.getJoinType()) {
      case INNER -> left.inner(correlate.getRight()).orElse(correlate);
      case LEFT -> left.outer(correlate.getRight(), Optional.empty()).orElse(correlate);
      default -> correlate;
    };
  }

  /** A function that names no column of the other side may stand at either. */
  private static RelNode join(LogicalJoin join) {
    LateralSide left = new LateralSide(join.getLeft(), null);
    return switch (join.getJoinType()) {
      case INNER ->
          left.inner(join.getRight())
              .or(() -> swapped(join))
              .map(both -> RelOptUtil.createFilter(both, List.of(join.getCondition())))
              .orElse(join);
      case LEFT -> left.outer(join.getRight(), Optional.of(join.getCondition())).orElse(join);
      default -> join;
    };
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
