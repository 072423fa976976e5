package io.rheo.sql.logical;

import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.validate.PlanPositions;
import io.rheo.sql.validate.PlanPositions.Clause;
import io.rheo.sql.validate.RheoFunctions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Expressions and conditions with sub-queries over the rows of a plan. The plan grows by columns
 * that hold what the sub-queries give, and loses the rows that conditions refuse.
 */
final class SubQueryTerms {
  private final OuterRow row;
  private final SubQueries subQueries;
  private final PlanPositions positions;
  private final RexBuilder rexBuilder;
  private final RelNode start;
  private RelNode rel;

  /**
   * @param row how sub-queries name the row of the plan
   */
  SubQueryTerms(RelNode rel, OuterRow row, SubQueries subQueries, PlanPositions positions) {
    this.rel = rel;
    this.row = row;
    this.subQueries = subQueries.inside(row);
    this.positions = positions;
    start = rel;
    rexBuilder = rel.getCluster().getRexBuilder();
  }

  /** The plan now: the columns that it had at the start, and added ones. */
  RelNode rel() {
    return rel;
  }

  /** The plan with the columns that it had at the start. */
  RelNode original() {
    int width = start.getRowType().getFieldCount();
    return rel.getRowType().getFieldCount() == width
        ? rel
        : LateralSide.project(
            rel, LateralSide.refs(rel, 0, width), start.getRowType().getFieldNames());
  }

  /** Leaves only the rows for which a condition is true. */
  void require(RexNode condition) {
    if (condition instanceof RexSubQuery query && query.getKind() == SqlKind.EXISTS) {
      exists(query, false);
    } else if (condition instanceof RexSubQuery query && query.getKind() == SqlKind.IN) {
      in(query);
    } else if (condition.isA(SqlKind.NOT)
        && ((RexCall) condition).getOperands().get(0) instanceof RexSubQuery query
        && (query.getKind() == SqlKind.EXISTS || query.getKind() == SqlKind.IN)) {
      if (query.getKind() == SqlKind.EXISTS) {
        exists(query, true);
      } else {
        notIn(query);
      }
    } else {
      RexNode value = value(condition, true);
      rel = LogicalFilter.create(rel, value);
    }
  }

  /**
   * An expression over {@link #rel} that has no sub-query.
   *
   * @param unknownIsFalse whether it makes no difference if a truth value is unknown or false
   */
  RexNode value(RexNode expression, boolean unknownIsFalse) {
    boolean keeps = expression.isA(SqlKind.AND) || expression.isA(SqlKind.OR);
    if (expression.isA(SqlKind.IS_TRUE) || (keeps && unknownIsFalse)) {
      RexCall call = (RexCall) expression;
      return call.clone(
          call.getType(),
          call.getOperands().stream().map(operand -> value(operand, true)).toList());
    } else if (expression instanceof RexSubQuery query) {
      return of(query, unknownIsFalse);
    }
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            return of(query, false);
          }

          @Override
          public RexNode visitCall(RexCall call) {
            return call.isA(SqlKind.IS_TRUE) ? value(call, true) : super.visitCall(call);
          }
        });
  }

  private RexNode of(RexSubQuery query, boolean unknownIsFalse) {
    return switch (query.getKind()) {
      case SCALAR_QUERY -> scalar(query);
      case EXISTS -> existsValue(existence(subQueries.rewrite(query.rel)), row);
      case IN -> inValue(query, unknownIsFalse);
      case SOME -> someValue(query, unknownIsFalse);
      default ->
          throw positions
              .error(
                  Clause.SUB_QUERY,
                  ErrorCode.NOT_SUPPORTED,
                  query.getOperator().getName() + " of a sub-query is not supported")
              .fix("write a sub-query with an aggregate: (SELECT ARRAY_AGG(x ORDER BY x) FROM …)");
    };
  }

  private DependentJoin join(OuterRow names) {
    return new DependentJoin(rel, names, positions);
  }

  private int width() {
    return rel.getRowType().getFieldCount();
  }

  // EXISTS

  private void exists(RexSubQuery query, boolean not) {
    RelNode rows = existence(subQueries.rewrite(query.rel));
    if (alwaysHasRow(rows)) {
      rel = not ? LogicalFilter.create(rel, rexBuilder.makeLiteral(false)) : rel;
    } else {
      rel = not ? join(row).anti(rows) : join(row).semi(rows);
    }
  }

  private RexNode existsValue(RelNode rows, OuterRow names) {
    if (alwaysHasRow(rows)) {
      return rexBuilder.makeLiteral(true);
    }
    int mark = width();
    rel = join(names).marked(rows);
    return rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, rexBuilder.makeInputRef(rel, mark));
  }

  /** A plan that has rows where another one has them. */
  private static RelNode existence(RelNode node) {
    RelNode rows = node;
    while (true) {
      if (rows instanceof Project
          || (rows instanceof Sort sort && sort.offset == null && keepsOne(sort.fetch))
          || (rows instanceof Aggregate aggregate
              && aggregate.getGroupType() == Aggregate.Group.SIMPLE
              && !aggregate.getGroupSet().isEmpty())) {
        rows = rows.getInput(0);
      } else {
        return rows;
      }
    }
  }

  private static boolean keepsOne(RexNode fetch) {
    return fetch == null
        || (fetch instanceof RexLiteral literal && RexLiteral.intValue(literal) > 0);
  }

  private static boolean alwaysHasRow(RelNode rows) {
    return rows instanceof Aggregate aggregate && aggregate.getGroupSet().isEmpty();
  }

  // A scalar sub-query

  private RexNode scalar(RexSubQuery query) {
    RelNode rows = subQueries.rewrite(query.rel);
    int value = width();
    Double most = rows.getCluster().getMetadataQuery().getMaxRowCount(rows);
    if (most != null && most <= 1) {
      rel = join(row).outer(rows);
      return rexBuilder.makeInputRef(rel, value);
    }
    RelNode single =
        aggregate(
            rows,
            List.of(
                call(SqlStdOperatorTable.ANY_VALUE, rows, List.of(0)),
                call(SqlStdOperatorTable.COUNT, rows, List.of())));
    rel = join(row).outer(single);
    RexNode isOne =
        rexBuilder.makeCall(RheoFunctions.ONE_ROW, rexBuilder.makeInputRef(rel, value + 1));
    RexNode any = rexBuilder.makeInputRef(rel, value);
    return rexBuilder.makeCall(
        SqlStdOperatorTable.CASE, isOne, any, rexBuilder.makeNullLiteral(any.getType()));
  }

  private static RelNode aggregate(RelNode rows, List<AggregateCall> calls) {
    ImmutableBitSet none = ImmutableBitSet.of();
    return LogicalAggregate.create(rows, List.of(), none, List.of(none), calls);
  }

  private static AggregateCall call(SqlAggFunction function, RelNode rows, List<Integer> columns) {
    return AggregateCall.create(
        function,
        false,
        false,
        false,
        List.of(),
        columns,
        -1,
        null,
        RelCollations.EMPTY,
        true,
        rows,
        null,
        null);
  }

  // IN

  private InOperands operands(RexSubQuery query) {
    List<RexNode> values =
        query.getOperands().stream().map(operand -> value(operand, false)).toList();
    return InOperands.of(rel, values, row);
  }

  private void in(RexSubQuery query) {
    InOperands operands = operands(query);
    RelNode rows = subQueries.rewrite(query.rel);
    rel = join(operands.names()).semi(operands.equal(rows));
  }

  /** No row is equal, and none could be if NULLs had values. */
  private void notIn(RexSubQuery query) {
    InOperands operands = operands(query);
    RelNode rows = subQueries.rewrite(query.rel);
    if (operands.values().size() > 1) {
      rel = join(operands.names()).anti(operands.perhapsEqual(rows));
      return;
    }
    RexNode operand = operands.values().get(0);
    RexNode column = rexBuilder.makeInputRef(rows, 0);
    rel = join(operands.names()).anti(operands.equal(rows));
    if (column.getType().isNullable()) {
      rel = join(row).anti(LogicalFilter.create(rows, isNull(column)));
    }
    if (operand.getType().isNullable()) {
      RexNode none = rexBuilder.makeCall(SqlStdOperatorTable.NOT, existsValue(rows, row));
      RexNode known = rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, operand);
      rel = LogicalFilter.create(rel, rexBuilder.makeCall(SqlStdOperatorTable.OR, known, none));
    }
  }

  private RexNode inValue(RexSubQuery query, boolean unknownIsFalse) {
    InOperands operands = operands(query);
    RelNode rows = subQueries.rewrite(query.rel);
    RexNode found = existsValue(operands.equal(rows), operands.names());
    if (unknownIsFalse || !query.getType().isNullable()) {
      return found;
    }
    List<RexNode> unknown = new ArrayList<>();
    if (operands.values().size() > 1) {
      unknown.add(existsValue(operands.perhapsEqual(rows), operands.names()));
    } else {
      RexNode operand = operands.values().get(0);
      RexNode column = rexBuilder.makeInputRef(rows, 0);
      if (column.getType().isNullable()) {
        unknown.add(existsValue(LogicalFilter.create(rows, isNull(column)), row));
      }
      if (operand.getType().isNullable()) {
        unknown.add(
            rexBuilder.makeCall(SqlStdOperatorTable.AND, isNull(operand), existsValue(rows, row)));
      }
    }
    return rexBuilder.makeCall(
        SqlStdOperatorTable.CASE,
        found,
        rexBuilder.makeLiteral(true),
        RexUtil.composeDisjunction(rexBuilder, unknown),
        rexBuilder.makeNullLiteral(nullableBoolean()),
        rexBuilder.makeLiteral(false));
  }

  private RexNode isNull(RexNode node) {
    return rexBuilder.makeCall(SqlStdOperatorTable.IS_NULL, node);
  }

  private RelDataType nullableBoolean() {
    RelDataTypeFactory factory = rel.getCluster().getTypeFactory();
    return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.BOOLEAN), true);
  }

  // ANY, SOME and (negated) ALL: the least and greatest of the rows tell

  private RexNode someValue(RexSubQuery query, boolean unknownIsFalse) {
    if (query.getOperands().size() != 1) {
      throw positions
          .error(
              Clause.SUB_QUERY,
              ErrorCode.NOT_SUPPORTED,
              "rows can be compared with all or any rows of a sub-query by = and <> only")
          .fix("compare one column, or write EXISTS");
    }
    RexNode operand = value(query.getOperands().get(0), false);
    RelNode rows = subQueries.rewrite(query.rel);
    RexNode column = rexBuilder.makeInputRef(rows, 0);
    RelNode values = Partitions.project(rows, List.of(column, isNull(column)));
    int least = width();
    rel =
        join(row)
            .outer(
                aggregate(
                    values,
                    List.of(
                        call(SqlStdOperatorTable.MIN, values, List.of(0)),
                        call(SqlStdOperatorTable.MAX, values, List.of(0)),
                        call(SqlStdOperatorTable.MAX, values, List.of(1)))));
    RexNode test = test((SqlQuantifyOperator) query.getOperator(), operand, least);
    if (unknownIsFalse) {
      return test;
    }
    RexNode hasNull = rexBuilder.makeInputRef(rel, least + 2);
    return rexBuilder.makeCall(
        SqlStdOperatorTable.CASE,
        rexBuilder.makeCall(SqlStdOperatorTable.IS_TRUE, test),
        rexBuilder.makeLiteral(true),
        isNull(hasNull), // there is no row
        rexBuilder.makeLiteral(false),
        hasNull,
        rexBuilder.makeNullLiteral(nullableBoolean()),
        test);
  }

  private RexNode test(SqlQuantifyOperator operator, RexNode operand, int least) {
    RexNode min = rexBuilder.makeInputRef(rel, least);
    RexNode max = rexBuilder.makeInputRef(rel, least + 1);
    return switch (operator.comparisonKind) {
      case GREATER_THAN -> rexBuilder.makeCall(SqlStdOperatorTable.GREATER_THAN, operand, min);
      case GREATER_THAN_OR_EQUAL ->
          rexBuilder.makeCall(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, operand, min);
      case LESS_THAN -> rexBuilder.makeCall(SqlStdOperatorTable.LESS_THAN, operand, max);
      case LESS_THAN_OR_EQUAL ->
          rexBuilder.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, operand, max);
      case NOT_EQUALS ->
          rexBuilder.makeCall(
              SqlStdOperatorTable.OR,
              rexBuilder.makeCall(SqlStdOperatorTable.NOT_EQUALS, operand, min),
              rexBuilder.makeCall(SqlStdOperatorTable.NOT_EQUALS, operand, max));
      default -> throw new IllegalStateException("no comparison of all rows: " + operator);
    };
  }
}
