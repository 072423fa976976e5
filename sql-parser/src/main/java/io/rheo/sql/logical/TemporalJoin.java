package io.rheo.sql.logical;

import com.google.common.collect.ImmutableList;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import io.rheo.sql.validate.PlanPositions;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
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
  private final Correlate correlate;
  private final Snapshot snapshot;
  private final PlanPositions positions;
  private final RexBuilder rexBuilder;
  private final int leftColumns;

  private TemporalJoin(Correlate correlate, Snapshot snapshot, PlanPositions positions) {
    this.correlate = correlate;
    this.snapshot = snapshot;
    this.positions = positions;
    rexBuilder = correlate.getCluster().getRexBuilder();
    leftColumns = correlate.getLeft().getRowType().getFieldCount();
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
        ? Optional.of(new TemporalJoin(correlate, snapshot, positions).rewrite(conditions))
        : Optional.empty();
  }

  private RelNode rewrite(List<RexNode> conditions) {
    List<RexNode> equalities = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode condition : conditions) {
      RexNode joined = condition.accept(new Shift(leftColumns));
      (isEquality(joined) ? equalities : rest).add(joined);
    }
    RexNode match = match();
    Optional<ImmutableBitSet> key = VersionKeys.of(snapshot.getInput());
    boolean keyed = key.isPresent() && rightColumns(equalities).contains(key.get());
    if (!keyed && !match.isAlwaysTrue()) {
      throw noKey(key);
    }
    JoinRelType type =
        correlate.getJoinType() == JoinRelType.LEFT ? JoinRelType.LEFT_ASOF : JoinRelType.ASOF;
    List<RexNode> on = new ArrayList<>(equalities);
    if (keyed) {
      on.removeIf(equality -> !key.get().contains(rightColumns(List.of(equality))));
      equalities.removeAll(on);
      rest.addAll(equalities);
    } else if (type == JoinRelType.LEFT_ASOF) {
      on.addAll(rest);
      rest.clear();
    }
    RelNode join =
        LogicalAsofJoin.create(
            correlate.getLeft(),
            new LogicalVersions(snapshot.getInput(), keyed),
            List.of(),
            RexUtil.composeConjunction(rexBuilder, on),
            match,
            type,
            ImmutableList.of());
    RexNode test = RexUtil.composeConjunction(rexBuilder, rest);
    return type == JoinRelType.ASOF ? LogicalFilter.create(join, test) : tested(join, test, rest);
  }

  private ImmutableBitSet rightColumns(List<RexNode> conditions) {
    return conditions.stream()
        .map(RelOptUtil.InputFinder::bits)
        .reduce(ImmutableBitSet.of(), ImmutableBitSet::union)
        .except(ImmutableBitSet.range(leftColumns))
        .shift(-leftColumns);
  }

  /** NULL for the columns of a version that does not pass. */
  private RelNode tested(RelNode join, RexNode test, List<RexNode> rest) {
    if (rest.isEmpty()) {
      return join;
    }
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
      RexNode column = rexBuilder.makeInputRef(join, i);
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
        join, List.of(), columns, correlate.getRowType().getFieldNames(), Set.of());
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

  private RexNode match() {
    RexNode period = snapshot.getPeriod().accept(new Shift(leftColumns));
    int column = period instanceof RexInputRef ref ? ref.getIndex() : -1;
    ImmutableBitSet times = TimeAttributes.of(correlate.getLeft());
    if (column < 0 || column >= leftColumns || !times.get(column)) {
      throw error("FOR SYSTEM_TIME AS OF needs a time attribute of the table before JOIN")
          .why("a row is looked up when the watermark, or the clock, has reached its time")
          .fix("name the column that WATERMARK FOR is declared for, or one that is PROCTIME()");
    }
    if (!TimeAttributes.ofEventTime(correlate.getLeft()).get(column)) {
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
  private final class Shift extends RexShuttle {
    private final int offset;

    Shift(int offset) {
      this.offset = offset;
    }

    @Override
    public RexNode visitInputRef(RexInputRef ref) {
      return new RexInputRef(ref.getIndex() + offset, ref.getType());
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      return access.getReferenceExpr() instanceof RexCorrelVariable variable
              && variable.id.equals(correlate.getCorrelationId())
          ? new RexInputRef(access.getField().getIndex(), access.getType())
          : super.visitFieldAccess(access);
    }
  }
}
