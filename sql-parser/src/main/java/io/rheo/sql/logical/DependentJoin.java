package io.rheo.sql.logical;

import io.rheo.sql.validate.PlanPositions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Joins whose right side names the row of the left one, made to joins whose right side does not:
 * where that can be, by pulling conditions up ({@link PullUp}), else by computing the right side
 * for each value of the columns that it names ({@link Domain}).
 */
final class DependentJoin {
  private final RelNode left;
  private final OuterRow outer;
  private final PlanPositions positions;
  private final RexBuilder rexBuilder;
  private final int leftColumns;

  DependentJoin(RelNode left, OuterRow outer, PlanPositions positions) {
    this.left = left;
    this.outer = outer;
    this.positions = positions;
    rexBuilder = left.getCluster().getRexBuilder();
    leftColumns = left.getRowType().getFieldCount();
  }

  static RelNode join(RelNode left, RelNode right, JoinRelType kind, RexNode condition) {
    return LogicalJoin.create(left, right, List.of(), condition, Set.of(), kind);
  }

  /**
   * A column where a row was found, else another value.
   *
   * @param type of the result; if it is never NULL, neither is the column of a row that was found
   */
  static RexNode choose(
      RexBuilder rexBuilder, RexNode found, RexNode column, RexNode other, RelDataType type) {
    return type.isNullable()
        ? rexBuilder.makeCall(SqlStdOperatorTable.CASE, found, column, other)
        : rexBuilder.makeCall(SqlStdOperatorTable.COALESCE, column, other);
  }

  /** Left rows with each of their right rows. Columns: both sides'. */
  RelNode inner(RelNode right) {
    return wide(right, JoinRelType.INNER);
  }

  /** As {@link #inner}, with NULLs for left rows without right rows. */
  RelNode outer(RelNode right) {
    return wide(right, JoinRelType.LEFT);
  }

  /** Left rows that have right rows. */
  RelNode semi(RelNode right) {
    return narrow(right, JoinRelType.SEMI);
  }

  /** Left rows that have no right rows. */
  RelNode anti(RelNode right) {
    return narrow(right, JoinRelType.ANTI);
  }

  private RelNode wide(RelNode right, JoinRelType kind) {
    Optional<PulledUp> pulled = new PullUp(outer, false, rexBuilder).of(right);
    if (pulled.isPresent()) {
      return wide(right, kind, pulled.get());
    }
    Domain domain = new Domain(left, outer.columnsIn(right), outer, positions);
    RelNode pushed = domain.push(right);
    RelNode both = join(left, pushed, kind, sameDomain(right, pushed, domain));
    List<RexNode> columns =
        LateralSide.refs(both, 0, leftColumns + right.getRowType().getFieldCount());
    return columns(columns, both, right, kind);
  }

  private RexNode sameDomain(RelNode right, RelNode pushed, Domain domain) {
    List<RexNode> conditions = new ArrayList<>();
    List<RexNode> values = domain.domain(pushed);
    int i = 0;
    for (int column : outer.columnsIn(right)) {
      RexNode outerValue = rexBuilder.makeInputRef(left, column);
      RexNode inner = RexUtil.shift(values.get(i++), leftColumns);
      conditions.add(
          rexBuilder.makeCall(
              outerValue.getType().isNullable()
                  ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM
                  : SqlStdOperatorTable.EQUALS,
              outerValue,
              inner));
    }
    return RexUtil.composeConjunction(rexBuilder, conditions);
  }

  private RelNode wide(RelNode right, JoinRelType kind, PulledUp pulled) {
    boolean padded = kind == JoinRelType.LEFT || pulled.ifEmpty().isPresent();
    List<RexNode> sideColumns = PulledUp.identity(pulled.rel());
    List<RexNode> outputs = new ArrayList<>();
    for (RexNode output : pulled.outputs()) {
      if (outer.isNamedIn(output) || output instanceof RexInputRef) {
        outputs.add(output);
      } else {
        outputs.add(new RexInputRef(sideColumns.size(), output.getType()));
        sideColumns.add(output);
      }
    }
    boolean needsMark = padded && (pulled.ifEmpty().isPresent() || outer.isNamedIn(outputs));
    int mark = sideColumns.size();
    if (needsMark) {
      sideColumns.add(rexBuilder.makeLiteral(true));
    }
    RelNode side =
        sideColumns.size() == pulled.rel().getRowType().getFieldCount()
            ? pulled.rel()
            : Partitions.project(pulled.rel(), sideColumns);
    RelNode both =
        join(left, side, padded ? JoinRelType.LEFT : kind, onBoth(pulled.conditions(), side));
    List<RexNode> columns = LateralSide.refs(both, 0, leftColumns);
    for (int i = 0; i < outputs.size(); i++) {
      RexNode column = onJoin(outputs.get(i), both);
      RelDataType type = right.getRowType().getFieldList().get(i).getType();
      columns.add(
          needsMark
              ? chosen(
                  column, both, mark, pulled, i, kind == JoinRelType.LEFT ? nullable(type) : type)
              : column);
    }
    return columns(columns, both, right, kind);
  }

  private RexNode chosen(
      RexNode column, RelNode both, int mark, PulledUp pulled, int i, RelDataType type) {
    RexNode other =
        pulled
            .ifEmpty()
            .map(row -> onJoin(row.get(i), both))
            .orElseGet(() -> rexBuilder.makeNullLiteral(nullable(column.getType())));
    if (column instanceof RexInputRef ref
        && ref.getIndex() >= leftColumns // a column of the left side is there without a right row
        && RexUtil.isNullLiteral(other, true)) {
      return column;
    }
    RexNode found =
        rexBuilder.makeCall(
            SqlStdOperatorTable.IS_NOT_NULL, rexBuilder.makeInputRef(both, leftColumns + mark));
    return choose(rexBuilder, found, column, other, type);
  }

  private RelDataType nullable(RelDataType type) {
    return left.getCluster().getTypeFactory().createTypeWithNullability(type, true);
  }

  /** An expression over the right side and the left row, over the join. */
  private RexNode onJoin(RexNode node, RelNode both) {
    return outer.replace(
        node,
        column -> rexBuilder.makeInputRef(left, column),
        i -> rexBuilder.makeInputRef(both, leftColumns + i));
  }

  private RexNode onBoth(List<RexNode> conditions, RelNode side) {
    return RexUtil.composeConjunction(
        rexBuilder,
        conditions.stream()
            .map(
                condition ->
                    outer.replace(
                        condition,
                        column -> rexBuilder.makeInputRef(left, column),
                        i -> RexUtil.shift(rexBuilder.makeInputRef(side, i), leftColumns)))
            .toList());
  }

  /** The columns of both sides with their types and names. */
  private RelNode columns(List<RexNode> columns, RelNode both, RelNode right, JoinRelType kind) {
    List<RelDataTypeField> fields = new ArrayList<>(left.getRowType().getFieldList());
    fields.addAll(right.getRowType().getFieldList());
    List<RexNode> typed = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      RelDataType type = fields.get(i).getType();
      boolean padded = i >= leftColumns && kind == JoinRelType.LEFT;
      typed.add(rexBuilder.ensureType(padded ? nullable(type) : type, columns.get(i), false));
      names.add(fields.get(i).getName());
    }
    return LogicalProject.create(both, List.of(), typed, names, Set.of());
  }

  private RelNode narrow(RelNode right, JoinRelType kind) {
    Optional<PulledUp> pulled =
        new PullUp(outer, true, rexBuilder).of(right).filter(p -> p.ifEmpty().isEmpty());
    if (pulled.isPresent()) {
      RelNode side = pulled.get().rel();
      return pulled.get().conditions().isEmpty()
          ? join(left, anyRow(side), kind, rexBuilder.makeLiteral(true))
          : join(left, side, kind, onBoth(pulled.get().conditions(), side));
    }
    Domain domain = new Domain(left, outer.columnsIn(right), outer, positions);
    RelNode pushed = domain.push(right);
    return join(left, pushed, kind, sameDomain(right, pushed, domain));
  }

  /** One row, TRUE, if there are any. */
  private RelNode anyRow(RelNode rel) {
    return Domain.distinct(Partitions.project(rel, List.of(rexBuilder.makeLiteral(true))));
  }

  /** Left rows with one more column, which is TRUE if they have right rows, and else NULL. */
  RelNode marked(RelNode right) {
    Optional<PulledUp> pulled =
        new PullUp(outer, true, rexBuilder).of(right).filter(p -> p.ifEmpty().isEmpty());
    Optional<List<PulledUp.Equality>> keys =
        pulled.flatMap(
            p -> new PulledUp(p.rel(), List.of(), p.conditions(), Optional.empty()).keys(outer));
    if (keys.isEmpty()) {
      return markedByDomain(right);
    }
    List<RexNode> columns = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>(pulled.get().onOuterAlone());
    for (PulledUp.Equality key : keys.get()) {
      conditions.add(key.over(rexBuilder, new RexInputRef(columns.size(), key.inner().getType())));
      columns.add(key.inner());
    }
    columns.add(rexBuilder.makeLiteral(true));
    RelNode side = Domain.distinct(Partitions.project(pulled.get().rel(), columns));
    return withMark(join(left, side, JoinRelType.LEFT, onBoth(conditions, side)));
  }

  private RelNode markedByDomain(RelNode right) {
    Domain domain = new Domain(left, outer.columnsIn(right), outer, positions);
    RelNode pushed = domain.push(right);
    List<RexNode> columns = new ArrayList<>(domain.domain(pushed));
    int size = columns.size();
    columns.add(rexBuilder.makeLiteral(true));
    RelNode side = Domain.distinct(Partitions.project(pushed, columns));
    RelNode values = Partitions.project(side, LateralSide.refs(side, 0, size));
    return withMark(join(left, side, JoinRelType.LEFT, sameDomain(right, values, domain)));
  }

  private RelNode withMark(RelNode both) {
    int last = both.getRowType().getFieldCount() - 1;
    List<RexNode> columns = LateralSide.refs(both, 0, leftColumns);
    columns.add(rexBuilder.makeInputRef(both, last));
    return Partitions.project(both, columns);
  }
}
