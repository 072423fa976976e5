package io.rheo.sql.logical;

import com.google.common.collect.ImmutableList;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.PlanPositions;
import io.rheo.sql.validate.PlanPositions.Clause;
import io.rheo.sql.validate.RheoFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Snapshot;
import org.apache.calcite.rel.logical.LogicalAsofJoin;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * {@code JOIN v FOR SYSTEM_TIME AS OF o.ts ON …} as an ASOF join with the {@link LogicalVersions}
 * of {@code v}. What the condition asks beyond equal columns judges the version that was found, so
 * it stands above.
 */
final class TemporalJoin {
  private final BiRel join;
  private final JoinRelType kind;
  private final Snapshot snapshot;
  private final PlanPositions positions;
  private final RexBuilder rexBuilder;
  private final int leftColumns;

  private TemporalJoin(BiRel join, JoinRelType kind, Snapshot snapshot, PlanPositions positions) {
    this.join = join;
    this.kind = kind;
    this.snapshot = snapshot;
    this.positions = positions;
    rexBuilder = join.getCluster().getRexBuilder();
    leftColumns = join.getLeft().getRowType().getFieldCount();
  }

  /** The join in the form that is planned; empty if the node is no temporal join. */
  static Optional<RelNode> rewrite(Correlate correlate, PlanPositions positions) {
    List<RexNode> conditions = new ArrayList<>();
    RelNode right = correlate.getRight();
    while (right instanceof Filter filter) {
      conditions.addAll(RelOptUtil.conjunctions(filter.getCondition()));
      right = filter.getInput();
    }
    return right instanceof Snapshot snapshot
        ? Optional.of(
            new TemporalJoin(correlate, correlate.getJoinType(), snapshot, positions)
                .rewrite(conditions, correlate.getCorrelationId()))
        : Optional.empty();
  }

  /** The same of a join as of {@code PROCTIME()}, which names no column of the left. */
  static Optional<RelNode> rewrite(Join join, PlanPositions positions) {
    boolean fits =
        join.getJoinType() == JoinRelType.INNER || join.getJoinType() == JoinRelType.LEFT;
    return fits
            && join.getRight() instanceof Snapshot snapshot
            && snapshot.getPeriod() instanceof RexCall call
            && call.getOperator().equals(RheoFunctions.PROCTIME)
        ? Optional.of(
            new TemporalJoin(join, join.getJoinType(), snapshot, positions)
                .rewrite(
                    RelOptUtil.conjunctions(join.getCondition()),
                    join.getCluster().getRexBuilder().makeLiteral(true)))
        : Optional.empty();
  }

  /**
   * @param conditions over the right's columns and the row of the left
   */
  private RelNode rewrite(List<RexNode> conditions, CorrelationId row) {
    Shift shift = new Shift(leftColumns, row);
    List<RexNode> joined = conditions.stream().map(condition -> condition.accept(shift)).toList();
    return rewrite(joined, match(snapshot.getPeriod().accept(shift)));
  }

  /**
   * @param conditions over the left's columns followed by the right's
   * @param match which version is looked up; TRUE for the present one
   */
  private RelNode rewrite(List<RexNode> conditions, RexNode match) {
    List<RexNode> equalities = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode condition : conditions) {
      (isEquality(condition) ? equalities : rest).add(condition);
    }
    Optional<ImmutableBitSet> key = VersionKeys.of(snapshot.getInput());
    boolean keyed = key.isPresent() && rightColumns(equalities).contains(key.get());
    if (!keyed && !match.isAlwaysTrue()) {
      throw noKey(key);
    }
    JoinRelType type = kind == JoinRelType.LEFT ? JoinRelType.LEFT_ASOF : JoinRelType.ASOF;
    List<RexNode> on = new ArrayList<>(equalities);
    if (keyed) {
      on.removeIf(equality -> !key.get().contains(rightColumns(List.of(equality))));
      equalities.removeAll(on);
      rest.addAll(equalities);
    } else if (type == JoinRelType.LEFT_ASOF) {
      on.addAll(rest);
      rest.clear();
    }
    RelNode made =
        LogicalAsofJoin.create(
            join.getLeft(),
            new LogicalVersions(snapshot.getInput(), keyed),
            List.of(),
            RexUtil.composeConjunction(rexBuilder, on),
            match,
            type,
            ImmutableList.of());
    RexNode test = RexUtil.composeConjunction(rexBuilder, rest);
    return type == JoinRelType.ASOF ? LogicalFilter.create(made, test) : tested(made, test, rest);
  }

  private ImmutableBitSet rightColumns(List<RexNode> conditions) {
    return conditions.stream()
        .map(RelOptUtil.InputFinder::bits)
        .reduce(ImmutableBitSet.of(), ImmutableBitSet::union)
        .except(ImmutableBitSet.range(leftColumns))
        .shift(-leftColumns);
  }

  /** NULL for the columns of a version that does not pass. */
  private RelNode tested(RelNode made, RexNode test, List<RexNode> rest) {
    if (rest.isEmpty()) {
      return made;
    }
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < made.getRowType().getFieldCount(); i++) {
      RexNode column = rexBuilder.makeInputRef(made, i);
      columns.add(
          i < leftColumns
              ? column
              : rexBuilder.makeCall(
                  SqlStdOperatorTable.CASE,
                  test,
                  column,
                  rexBuilder.makeNullLiteral(column.getType())));
    }
    return LogicalProject.create(
        made, List.of(), columns, join.getRowType().getFieldNames(), Set.of());
  }

  /** An equality of a column of each side. */
  private boolean isEquality(RexNode condition) {
    if (!condition.isA(SqlKind.EQUALS)) {
      return false;
    }
    List<RexNode> operands = ((RexCall) condition).getOperands();
    ImmutableBitSet first = RelOptUtil.InputFinder.bits(operands.get(0));
    ImmutableBitSet second = RelOptUtil.InputFinder.bits(operands.get(1));
    ImmutableBitSet left = ImmutableBitSet.range(leftColumns);
    return !first.isEmpty()
        && !second.isEmpty()
        && ((left.contains(first) && !left.intersects(second))
            || (left.contains(second) && !left.intersects(first)));
  }

  /** The key of the table must be among the columns that are equal. */
  private SqlError noKey(Optional<ImmutableBitSet> key) {
    if (key.isEmpty()) {
      return error("the table after JOIN … FOR SYSTEM_TIME AS OF has no primary key")
          .why("versions are told apart by the key of the row that they are of")
          .fix(
              "declare PRIMARY KEY (…) NOT ENFORCED in CREATE TABLE, or make a view of the latest"
                  + " row of each key with ROW_NUMBER() OVER (PARTITION BY key ORDER BY time DESC)"
                  + " = 1");
    }
    List<String> names =
        key.get().stream().mapToObj(snapshot.getRowType().getFieldNames()::get).toList();
    return error("the condition of JOIN … FOR SYSTEM_TIME AS OF must name the whole primary key")
        .why("without it a row would have more than one version at a time")
        .fix("compare " + String.join(" and ", names) + " with columns of the other side");
  }

  private RexNode match(RexNode period) {
    int column = period instanceof RexInputRef ref ? ref.getIndex() : -1;
    ImmutableBitSet times = TimeAttributes.of(join.getLeft());
    if (column < 0 || column >= leftColumns || !times.get(column)) {
      throw error("FOR SYSTEM_TIME AS OF needs a time attribute of the table before JOIN")
          .why("a row is looked up when the watermark, or the clock, has reached its time")
          .fix("name the column that WATERMARK FOR is declared for, or write PROCTIME()");
    }
    if (!TimeAttributes.ofEventTime(join.getLeft()).get(column)) {
      return rexBuilder.makeLiteral(true);
    }
    ImmutableBitSet versions = TimeAttributes.ofEventTime(snapshot.getInput());
    if (versions.isEmpty()) {
      throw error("the table after JOIN … FOR SYSTEM_TIME AS OF has no event time")
          .why("its versions are valid from a time on, which a watermark must speak of")
          .fix("declare WATERMARK FOR a column of it, or look up as of a PROCTIME() column");
    }
    return rexBuilder.makeCall(
        SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
        period,
        rexBuilder.makeInputRef(
            snapshot.getInput().getRowType().getFieldList().get(versions.nth(0)).getType(),
            leftColumns + versions.nth(0)));
  }

  private SqlError error(String what) {
    return positions.error(Clause.JOIN, ErrorCode.NOT_SUPPORTED, what);
  }

  /** Expressions over the right's columns and the row of the left as ones over both. */
  private static final class Shift extends RexShuttle {
    private final int offset;
    private final CorrelationId row;

    Shift(int offset, CorrelationId row) {
      this.offset = offset;
      this.row = row;
    }

    @Override
    public RexNode visitInputRef(RexInputRef ref) {
      return new RexInputRef(ref.getIndex() + offset, ref.getType());
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      return access.getReferenceExpr() instanceof RexCorrelVariable variable
              && variable.id.equals(row)
          ? new RexInputRef(access.getField().getIndex(), access.getType())
          : super.visitFieldAccess(access);
    }
  }
}
