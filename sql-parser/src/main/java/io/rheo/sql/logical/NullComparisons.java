package io.rheo.sql.logical;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * NULL for each comparison with a constant NULL. They come to be where the condition of a sub-query
 * is put over the values of its columns, and Calcite refuses to look at conditions that have them.
 */
final class NullComparisons extends RelHomogeneousShuttle {
  private NullComparisons() {}

  static RelNode without(RelNode plan) {
    return plan.accept(new NullComparisons());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode rel = super.visit(other);
    return rel instanceof Filter || rel instanceof Join
        ? rel.accept(new Comparisons(rel.getCluster().getRexBuilder()))
        : rel;
  }

  private static final class Comparisons extends RexShuttle {
    private final RexBuilder rexBuilder;

    Comparisons(RexBuilder rexBuilder) {
      this.rexBuilder = rexBuilder;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      boolean unknown =
          call.isA(SqlKind.COMPARISON)
              && call.getKind() != SqlKind.IS_DISTINCT_FROM
              && call.getKind() != SqlKind.IS_NOT_DISTINCT_FROM
              && call.getOperands().stream().anyMatch(RexUtil::isNull);
      return unknown ? rexBuilder.makeNullLiteral(call.getType()) : super.visitCall(call);
    }
  }
}
