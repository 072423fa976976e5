package io.rheo.sql.logical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * The left side of a lateral join, onto which a right side that starts from one constant row is put
 * step by step: what the right side calls its row becomes the columns that follow the left side's.
 */
final class LateralSide {
  private final RelNode left;
  private final CorrelationId variable; // null if the right side names no column of the left one
  private final int leftColumns;
  private final RexBuilder rexBuilder;

  LateralSide(RelNode left, CorrelationId variable) {
    this.left = left;
    this.variable = variable;
    leftColumns = left.getRowType().getFieldCount();
    rexBuilder = left.getCluster().getRexBuilder();
  }

  /** The left rows, each with the rows of the right side; empty if that has another form. */
  Optional<RelNode> inner(RelNode right) {
    if (right instanceof Values values) {
      return values.getTuples().size() == 1 ? Optional.of(constants(values)) : Optional.empty();
    } else if (right instanceof Project project && !project.containsOver()) {
      return inner(project.getInput())
          .map(both -> withLeft(both, shift(project.getProjects()), project.getRowType()));
    } else if (right instanceof Filter filter && !filter.containsOver()) {
      return inner(filter.getInput())
          .map(both -> LogicalFilter.create(both, shift(filter.getCondition())));
    } else if (right instanceof LogicalFunctionJoin join && !join.isOuter()) {
      return inner(join.getInput())
          .map(both -> LogicalFunctionJoin.inner(both, shifted(join.call()), join.functionType()));
    }
    return Optional.empty();
  }

  /**
   * As {@link #inner}, with NULLs where the right side has no row; only if the right side is one
   * function, with filters and projections above it.
   *
   * @param condition over both sides' columns: rows that go together
   */
  Optional<RelNode> outer(RelNode right, Optional<RexNode> condition) {
    List<RexNode> columns = rexBuilder.identityProjects(right.getRowType());
    List<RexNode> conditions = new ArrayList<>();
    RelNode node = right;
    while (!(node instanceof LogicalFunctionJoin)) {
      if (node instanceof Project project && !project.containsOver()) {
        columns = RelOptUtil.pushPastProject(columns, project);
        conditions = new ArrayList<>(RelOptUtil.pushPastProject(conditions, project));
      } else if (node instanceof Filter filter && !filter.containsOver()) {
        conditions.add(filter.getCondition());
      } else {
        return Optional.empty();
      }
      node = node.getInput(0);
    }
    LogicalFunctionJoin join = (LogicalFunctionJoin) node;
    if (join.isOuter() || !isOneRow(join.getInput())) {
      return Optional.empty();
    }
    List<RexNode> shifted = new ArrayList<>(shift(conditions));
    List<RexNode> values = shift(columns);
    condition
        .filter(test -> !test.isAlwaysTrue())
        .ifPresent(test -> shifted.add(overBoth(test, values)));
    return inner(join.getInput()).map(both -> outer(both, join, shifted, values, right));
  }

  private static boolean isOneRow(RelNode node) {
    return node instanceof Project project
        ? !project.containsOver() && isOneRow(project.getInput())
        : node instanceof Values values && values.getTuples().size() == 1;
  }

  /** A condition over the two sides as one over the columns from which the right one is made. */
  private RexNode overBoth(RexNode condition, List<RexNode> rightColumns) {
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return ref.getIndex() < leftColumns
                ? ref
                : rightColumns.get(ref.getIndex() - leftColumns);
          }
        });
  }

  private RelNode outer(
      RelNode both,
      LogicalFunctionJoin join,
      List<RexNode> conditions,
      List<RexNode> columns,
      RelNode right) {
    Optional<RexNode> condition =
        conditions.isEmpty()
            ? Optional.empty()
            : Optional.of(RexUtil.composeConjunction(rexBuilder, conditions));
    RelNode outer =
        LogicalFunctionJoin.outer(both, shifted(join.call()), join.functionType(), condition);
    int matched = outer.getRowType().getFieldCount() - 1;
    int functionFrom = both.getRowType().getFieldCount();
    List<RexNode> padded =
        columns.stream().map(column -> padded(column, functionFrom, outer, matched)).toList();
    return withLeft(outer, padded, right.getRowType());
  }

  /** NULL where no row of the function goes with the left one. */
  private RexNode padded(RexNode column, int functionFrom, RelNode outer, int matched) {
    if (column instanceof RexInputRef ref && ref.getIndex() >= functionFrom) {
      return rexBuilder.makeInputRef(outer, ref.getIndex());
    }
    RelDataType nullable =
        outer.getCluster().getTypeFactory().createTypeWithNullability(column.getType(), true);
    return rexBuilder.makeCall(
        nullable,
        SqlStdOperatorTable.CASE,
        List.of(
            rexBuilder.makeCall(
                SqlStdOperatorTable.IS_NOT_NULL, rexBuilder.makeInputRef(outer, matched)),
            column,
            rexBuilder.makeNullLiteral(nullable)));
  }

  private RelNode constants(Values values) {
    return withLeft(left, List.copyOf(values.getTuples().get(0)), values.getRowType());
  }

  /** The left side's columns and others, under the names that those have. */
  private RelNode withLeft(RelNode both, List<? extends RexNode> columns, RelDataType named) {
    List<RexNode> all = refs(both, 0, leftColumns);
    all.addAll(columns);
    List<String> names = new ArrayList<>(left.getRowType().getFieldNames());
    names.addAll(named.getFieldNames());
    return project(both, all, names);
  }

  static RelNode project(RelNode input, List<RexNode> columns, List<String> names) {
    return LogicalProject.create(input, List.of(), columns, names, Set.of());
  }

  static List<RexNode> refs(RelNode input, int from, int to) {
    List<RexNode> refs = new ArrayList<>();
    for (int i = from; i < to; i++) {
      refs.add(input.getCluster().getRexBuilder().makeInputRef(input, i));
    }
    return refs;
  }

  private RexCall shifted(RexCall call) {
    return (RexCall) shift(call);
  }

  private List<RexNode> shift(List<RexNode> nodes) {
    return nodes.stream().map(this::shift).toList();
  }

  /** What is said of the right side's row, said of both sides' columns. */
  private RexNode shift(RexNode node) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return rexBuilder.makeInputRef(ref.getType(), ref.getIndex() + leftColumns);
          }

          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable row
                && row.id.equals(variable)) {
              return rexBuilder.makeInputRef(left, access.getField().getIndex());
            }
            return super.visitFieldAccess(access);
          }
        });
  }
}
