package io.rheo.sql.logical;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.Util;

/**
 * The row of the outer query that a sub-query names by variables. Outer rows of other levels are
 * constants here.
 *
 * @param offset where in the row that the variables stand for the columns start that are meant here
 */
record OuterRow(Set<CorrelationId> variables, int offset) {
  OuterRow {
    variables = Set.copyOf(variables);
  }

  OuterRow(Set<CorrelationId> variables) {
    this(variables, 0);
  }

  /** The same row with one more variable. */
  OuterRow with(CorrelationId variable) {
    Set<CorrelationId> all = new HashSet<>(variables);
    all.add(variable);
    return new OuterRow(all, offset);
  }

  boolean isNamedIn(RelNode rel) {
    return RelOptUtil.getVariablesUsed(rel).stream().anyMatch(variables::contains);
  }

  boolean isNamedIn(RexNode node) {
    try {
      node.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCorrelVariable(RexCorrelVariable variable) {
              if (variables.contains(variable.id)) {
                throw Util.FoundOne.NULL;
              }
              return null;
            }
          });
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  boolean isNamedIn(Iterable<? extends RexNode> nodes) {
    for (RexNode node : nodes) {
      if (isNamedIn(node)) {
        return true;
      }
    }
    return false;
  }

  /** The columns of the outer row that are named. */
  ImmutableBitSet columnsIn(RelNode rel) {
    return variables.stream()
        .map(variable -> RelOptUtil.correlationColumns(variable, rel))
        .reduce(ImmutableBitSet.of(), ImmutableBitSet::union)
        .shift(-offset);
  }

  /**
   * An expression with other columns.
   *
   * @param outer what stands for a column of the outer row
   * @param inner what stands for a column of the input
   */
  RexNode replace(RexNode node, IntFunction<RexNode> outer, IntFunction<RexNode> inner) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return inner.apply(ref.getIndex());
          }

          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            return access.getReferenceExpr() instanceof RexCorrelVariable row
                    && variables.contains(row.id)
                ? outer.apply(access.getField().getIndex() - offset)
                : super.visitFieldAccess(access);
          }
        });
  }
}
