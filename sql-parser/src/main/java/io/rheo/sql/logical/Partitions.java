package io.rheo.sql.logical;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/** What is said of all rows, said of the rows with equal keys: OVER, aggregates and limits. */
final class Partitions extends RexShuttle {
  private final RexBuilder rexBuilder;
  private final List<RexNode> keys;

  /** Of functions OVER: {@link #apply} adds the keys to what they are partitioned by. */
  Partitions(RexBuilder rexBuilder, List<RexNode> keys) {
    this.rexBuilder = rexBuilder;
    this.keys = keys;
  }

  @Override
  public RexNode visitOver(RexOver over) {
    var window = over.getWindow();
    List<RexNode> partition = new ArrayList<>(window.partitionKeys);
    partition.addAll(keys);
    return rexBuilder.makeOver(
        over.getType(),
        over.getAggOperator(),
        over.getOperands(),
        partition,
        window.orderKeys,
        window.getLowerBound(),
        window.getUpperBound(),
        window.getExclude(),
        window.isRows(),
        true,
        false,
        over.isDistinct(),
        over.ignoreNulls());
  }

  /** A projection with made-up names. */
  static RelNode project(RelNode input, List<RexNode> columns) {
    List<String> names = new ArrayList<>();
    for (RexNode column : columns) {
      names.add(
          column instanceof RexInputRef ref
              ? input.getRowType().getFieldNames().get(ref.getIndex())
              : "$f" + names.size());
    }
    return LogicalProject.create(input, List.of(), columns, names, Set.of());
  }

  /** The aggregate over an input that has its own one's columns first, by more groups. */
  static LogicalAggregate aggregate(Aggregate aggregate, RelNode input, ImmutableBitSet groups) {
    List<AggregateCall> calls =
        aggregate.getAggCallList().stream()
            .map(
                call ->
                    call.adaptTo(
                        input,
                        call.getArgList(),
                        call.filterArg,
                        aggregate.hasEmptyGroup(),
                        groups.isEmpty()))
            .toList();
    return LogicalAggregate.create(input, List.of(), groups, List.of(groups), calls);
  }

  /**
   * The row of an aggregate of all rows over no rows: counts are 0, the others NULL, and so are the
   * columns of its other grouping sets.
   */
  static List<RexNode> ofNoRows(Aggregate aggregate) {
    RexBuilder rexBuilder = aggregate.getCluster().getRexBuilder();
    List<RexNode> row = new ArrayList<>();
    for (RelDataTypeField column :
        aggregate.getRowType().getFieldList().subList(0, aggregate.getGroupCount())) {
      row.add(rexBuilder.makeNullLiteral(column.getType()));
    }
    for (AggregateCall call : aggregate.getAggCallList()) {
      RelDataType type = call.getType();
      boolean counts = !type.isNullable() && SqlTypeUtil.isNumeric(type);
      row.add(
          counts
              ? rexBuilder.makeExactLiteral(ofNoRows(call), type)
              : rexBuilder.makeNullLiteral(type));
    }
    return row;
  }

  /** A bit for every column that the set of all rows is not grouped by; any other count is 0. */
  private static BigDecimal ofNoRows(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.GROUPING
        ? BigDecimal.valueOf((1L << call.getArgList().size()) - 1)
        : BigDecimal.ZERO;
  }

  /** The first rows of each partition; the input has the columns of the sort first. */
  static RelNode limit(Sort sort, RelNode input, List<RexNode> keys) {
    RexBuilder rexBuilder = input.getCluster().getRexBuilder();
    List<RexNode> columns = PulledUp.identity(input);
    int width = columns.size();
    columns.add(rowNumber(sort, input, keys));
    RelNode numbered = project(input, columns);
    RexNode number = rexBuilder.makeInputRef(numbered, width);
    List<RexNode> conditions = new ArrayList<>();
    if (sort.offset != null) {
      conditions.add(rexBuilder.makeCall(SqlStdOperatorTable.GREATER_THAN, number, sort.offset));
    }
    if (sort.fetch != null) {
      conditions.add(
          rexBuilder.makeCall(
              SqlStdOperatorTable.LESS_THAN_OR_EQUAL, number, last(rexBuilder, sort)));
    }
    RelNode first =
        LogicalFilter.create(numbered, RexUtil.composeConjunction(rexBuilder, conditions));
    return project(first, LateralSide.refs(first, 0, width));
  }

  private static RexNode last(RexBuilder rexBuilder, Sort sort) {
    if (sort.offset == null) {
      return sort.fetch;
    }
    BigDecimal offset = number(sort.offset);
    BigDecimal fetch = number(sort.fetch);
    return offset != null && fetch != null
        ? rexBuilder.makeExactLiteral(offset.add(fetch))
        : rexBuilder.makeCall(SqlStdOperatorTable.PLUS, sort.offset, sort.fetch);
  }

  private static BigDecimal number(RexNode node) {
    return node instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
  }

  private static RexNode rowNumber(Sort sort, RelNode input, List<RexNode> keys) {
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(input.getCluster(), null).push(input);
    List<RexNode> order = builder.fields(sort.getCollation());
    return builder
        .aggregateCall(SqlStdOperatorTable.ROW_NUMBER)
        .over()
        .partitionBy(keys)
        .orderBy(order.isEmpty() ? keys : order) // any rows will do, but a rank needs an order
        .rowsBetween(RexWindowBounds.UNBOUNDED_PRECEDING, RexWindowBounds.CURRENT_ROW)
        .toRex();
  }
}
