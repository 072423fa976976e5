package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.PhysicalNode;
import java.util.List;
import java.util.Optional;

/** What the inputs of a join know of time, by the columns of the left followed by the right's. */
record JoinTimes(PhysicalNode left, PhysicalNode right) {
  /** Whether a column is of the left input. */
  boolean isLeft(int column) {
    return column < left.rowType().size();
  }

  /** The column as one of its own input. */
  int own(int column) {
    return isLeft(column) ? column : column - left.rowType().size();
  }

  private PhysicalNode input(int column) {
    return isLeft(column) ? left : right;
  }

  /** A column that is a time attribute, or one that is computed of such a column by addition. */
  Optional<TimeSum> of(Expr expr) {
    if (!(expr instanceof Expr.InputRef ref)) {
      return Optional.empty();
    }
    PhysicalNode input = input(ref.column());
    int column = own(ref.column());
    if (input.traits().timeColumns().contains(column)) {
      return Optional.of(TimeSum.ofColumn(ref.column()));
    } else if (input instanceof PhysicalNode.Calc calc) {
      int first = ref.column() - column;
      Expr computed = calc.projections().get(column);
      return TimeSum.of(computed, part -> handedOn(part, calc, first));
    } else {
      return Optional.empty();
    }
  }

  /** What a calculation hands on as a time attribute. */
  private static Optional<TimeSum> handedOn(Expr part, PhysicalNode.Calc calc, int first) {
    List<Expr> projections = calc.projections();
    return calc.traits().timeColumns().stream()
        .filter(column -> projections.get(column).equals(part))
        .findFirst()
        .map(column -> TimeSum.ofColumn(first + column));
  }
}
