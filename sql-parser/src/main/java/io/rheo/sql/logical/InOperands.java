package io.rheo.sql.logical;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * What {@code IN} looks for among the rows of a sub-query.
 *
 * @param values over the plan
 * @param named the same, as the sub-query can name them
 * @param names how the sub-query names the row of the plan that the values are of
 */
record InOperands(List<RexNode> values, List<RexNode> named, OuterRow names) {
  /** Values over a plan whose row sub-queries name as {@code row} says. */
  static InOperands of(RelNode rel, List<RexNode> values, OuterRow row) {
    CorrelationId variable = rel.getCluster().createCorrel();
    RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
    RexNode outer = rexBuilder.makeCorrel(rowType(rel, row.offset()), variable);
    List<RexNode> named =
        values.stream()
            .map(
                value ->
                    RexColumns.replace(
                        value, i -> rexBuilder.makeFieldAccess(outer, i + row.offset())))
            .toList();
    return new InOperands(values, named, row.with(variable));
  }

  /** The row of the plan behind as many columns as the variables have before it. */
  private static RelDataType rowType(RelNode rel, int before) {
    RelDataTypeFactory.Builder builder = rel.getCluster().getTypeFactory().builder();
    for (int i = 0; i < before; i++) {
      builder.add("before" + i, SqlTypeName.BOOLEAN);
    }
    return builder.addAll(rel.getRowType().getFieldList()).uniquify().build();
  }

  /** The rows that are equal. */
  RelNode equal(RelNode rows) {
    return where(rows, comparisons(rows));
  }

  /** The rows that are equal, or would be if NULLs had values. */
  RelNode perhapsEqual(RelNode rows) {
    List<RexNode> equal = comparisons(rows);
    RexBuilder rexBuilder = rows.getCluster().getRexBuilder();
    List<RexNode> perhaps = new ArrayList<>();
    for (int i = 0; i < equal.size(); i++) {
      List<RexNode> either = new ArrayList<>();
      either.add(equal.get(i));
      for (RexNode side : List.of(named.get(i), rexBuilder.makeInputRef(rows, i))) {
        if (side.getType().isNullable()) {
          either.add(rexBuilder.makeCall(SqlStdOperatorTable.IS_NULL, side));
        }
      }
      perhaps.add(RexUtil.composeDisjunction(rexBuilder, either));
    }
    return where(rows, perhaps);
  }

  private List<RexNode> comparisons(RelNode rows) {
    RexBuilder rexBuilder = rows.getCluster().getRexBuilder();
    List<RexNode> equal = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      RexNode operand = named.get(i);
      equal.add(
          RexUtil.isNullLiteral(operand, true)
              ? rexBuilder.makeLiteral(false) // Calcite's rules refuse a comparison with NULL
              : rexBuilder.makeCall(
                  SqlStdOperatorTable.EQUALS, operand, rexBuilder.makeInputRef(rows, i)));
    }
    return equal;
  }

  private static RelNode where(RelNode rows, List<RexNode> conditions) {
    RexBuilder rexBuilder = rows.getCluster().getRexBuilder();
    return LogicalFilter.create(rows, RexUtil.composeConjunction(rexBuilder, conditions));
  }
}
