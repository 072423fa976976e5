package io.rheo.engine.planner;

import io.rheo.engine.expr.Determinism;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.JoinKey;
import io.rheo.engine.plan.JoinKind;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;

/** Joins of two inputs: in the first special form that fits, else all rows are kept. */
final class JoinPlanner implements NodePlanner<Join> {
  private static final List<JoinForm> FORMS = List.of(new WindowJoins(), new IntervalJoins());

  @Override
  public PhysicalNode plan(Join rel, BitSet wanted, PhysicalPlanner planner) {
    int leftColumns = rel.getLeft().getRowType().getFieldCount();
    int allColumns = leftColumns + rel.getRight().getRowType().getFieldCount();
    JoinCondition condition = JoinCondition.of(rel, planner);
    BitSet read = (BitSet) wanted.clone();
    condition.collect(read);
    PhysicalNode left = planner.plan(rel.getLeft(), read.get(0, leftColumns));
    PhysicalNode right = planner.plan(rel.getRight(), read.get(leftColumns, allColumns));

    BitSet kept = (BitSet) wanted.clone();
    condition.rest().ifPresent(expr -> ExprMapping.collect(expr, kept));
    PlannedJoin join =
        planned(
            rel,
            wanted,
            condition,
            new JoinSide(left, 0, kept),
            new JoinSide(right, leftColumns, kept),
            planner);
    checkRepeatable(join, planner);
    JoinRules.check(rel, join, planner);
    PhysicalNode node =
        FORMS.stream()
            .flatMap(form -> form.plan(join, planner).stream())
            .findFirst()
            .orElseGet(() -> RegularJoins.plan(rel, join, planner));
    return restored(node, rel, wanted);
  }

  static PlannedJoin planned(
      Join rel,
      BitSet wanted,
      JoinCondition condition,
      JoinSide leftSide,
      JoinSide rightSide,
      PhysicalPlanner planner) {
    List<JoinKey> keys =
        condition.keys().stream()
            .map(
                key ->
                    new JoinKey(
                        leftSide.column(key.left()),
                        rightSide.column(key.right()),
                        key.nullsEqual()))
            .toList();
    PhysicalNode left = leftSide.build(planner);
    PhysicalNode right = rightSide.build(planner);
    int leftCount = left.rowType().size();
    IntUnaryOperator place =
        column ->
            column < leftSide.columnCount()
                ? leftSide.place(column)
                : leftCount + rightSide.place(column - leftSide.columnCount());
    JoinKind kind = kind(rel.getJoinType());
    List<Integer> columns = wanted.stream().map(place).boxed().toList();
    List<Field> fields = new ArrayList<>();
    for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
      int column = place.applyAsInt(i);
      DataType type = type(left, right, column);
      boolean nullable = type.nullable() || kind.pads(column < leftCount ? 0 : 1);
      fields.add(new Field(rel.getRowType().getFieldNames().get(i), type.withNullable(nullable)));
    }
    Optional<Expr> rest =
        condition
            .rest()
            .map(
                expr ->
                    ExprMapping.replace(
                        expr, ref -> ref(left, right, place.applyAsInt(ref.column()))));
    return new PlannedJoin(left, right, kind, keys, rest, columns, new RowType(fields));
  }

  private static DataType type(PhysicalNode left, PhysicalNode right, int column) {
    int leftCount = left.rowType().size();
    return column < leftCount
        ? left.rowType().type(column)
        : right.rowType().type(column - leftCount);
  }

  private static Expr ref(PhysicalNode left, PhysicalNode right, int column) {
    return new Expr.InputRef(column, type(left, right, column));
  }

  private static JoinKind kind(JoinRelType type) {
    return switch (type) {
      case INNER, ASOF -> JoinKind.INNER;
      case LEFT, LEFT_ASOF -> JoinKind.LEFT;
      case RIGHT -> JoinKind.RIGHT;
      case FULL -> JoinKind.FULL;
      case SEMI -> JoinKind.SEMI;
      case ANTI -> JoinKind.ANTI;
      default -> throw new IllegalStateException("a join of type " + type + " was not rewritten");
    };
  }

  /** A pair may be looked at again when one of its rows goes or finds a partner. */
  private static void checkRepeatable(PlannedJoin join, PhysicalPlanner planner) {
    if (join.condition().isEmpty() || (join.kind() == JoinKind.INNER && !join.updating())) {
      return;
    }
    Expr condition = join.condition().get();
    PhysicalNode updating = join.left().traits().updating() ? join.left() : join.right();
    RepeatedCalls.check(updating, Stream.of(condition), planner);
    if (Determinism.changes(condition)) {
      throw planner
          .query()
          .positions()
          .error(
              Clause.JOIN,
              ErrorCode.NOT_DETERMINISTIC,
              "the condition of this join gives another result each time")
          .why("a pair of rows that is taken back would not be the pair that was emitted")
          .fix("compute the random number or the time in a column of the table, and compare that");
    }
  }

  /** The columns of the relational node, with NULLs for those that nobody wants. */
  static PhysicalNode restored(PhysicalNode node, Join rel, BitSet wanted) {
    RowType rowType = DataTypes.rowType(rel.getRowType());
    List<Expr> projections = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < rowType.size(); i++) {
      projections.add(
          wanted.get(i)
              ? CalcBuilder.ref(node, next++)
              : new Expr.Literal(null, rowType.type(i).withNullable(true)));
    }
    return CalcBuilder.calc(node, Optional.empty(), projections, rowType.names());
  }
}
