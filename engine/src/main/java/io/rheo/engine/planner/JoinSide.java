package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.PhysicalNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** One input of a join in the making: the columns kept of it, then the keys that are computed. */
final class JoinSide {
  private final PhysicalNode input;
  private final int first;
  private final int[] places;
  private final List<Expr> projections = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /**
   * @param first the number of its first column among those of both inputs
   * @param kept the columns of both inputs that are needed when rows have met
   */
  JoinSide(PhysicalNode input, int first, BitSet kept) {
    this.input = input;
    this.first = first;
    places = new int[input.rowType().size()];
    Arrays.fill(places, -1);
    for (int i = 0; i < places.length; i++) {
      if (kept.get(first + i)) {
        places[i] = add(CalcBuilder.ref(input, i), input.rowType().name(i));
      }
    }
  }

  private int add(Expr expr, String name) {
    projections.add(expr);
    names.add(name);
    return projections.size() - 1;
  }

  /** The column that holds a key: one that is there, or a new one. */
  int column(Expr key) {
    Expr own = ExprMapping.replace(key, ref -> CalcBuilder.ref(input, ref.column() - first));
    for (int i = 0; i < projections.size(); i++) {
      if (projections.get(i).equals(own)) {
        return i;
      }
    }
    return add(own, own instanceof Expr.InputRef ref ? input.rowType().name(ref.column()) : "$key");
  }

  /** How many columns the input has. */
  int columnCount() {
    return places.length;
  }

  /** Where a column of the input is; -1 if it is not kept. */
  int place(int column) {
    return places[column];
  }

  /** The input with these columns. */
  PhysicalNode build(PhysicalPlanner planner) {
    RepeatedCalls.check(input, projections.stream(), planner);
    return CalcBuilder.calc(input, Optional.empty(), projections, names);
  }
}
