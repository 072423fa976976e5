package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.plan.WindowProperty;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A window function, and the calculation between it and the aggregate.
 *
 * @param windowColumns where the function's own columns start
 */
record WindowShape(
    PhysicalNode function,
    PhysicalNode source,
    int windowColumns,
    Optional<Expr> condition,
    List<Expr> projections) {

  static WindowShape of(PhysicalNode input) {
    if (input instanceof PhysicalNode.Calc calc && isWindow(calc.input())) {
      PhysicalNode source = calc.input().inputs().get(0);
      ComputedColumns computed = ComputedColumns.of(source);
      return new WindowShape(
          calc.input(),
          source,
          source.rowType().size(),
          calc.condition().map(computed::reuse),
          calc.projections().stream().map(computed::reuse).toList());
    } else if (isWindow(input)) {
      PhysicalNode source = input.inputs().get(0);
      List<Expr> columns = new ArrayList<>();
      for (int i = 0; i < input.rowType().size(); i++) {
        columns.add(CalcBuilder.ref(input, i));
      }
      return new WindowShape(input, source, source.rowType().size(), Optional.empty(), columns);
    } else {
      return null;
    }
  }

  private static boolean isWindow(PhysicalNode node) {
    return node instanceof WindowNode.WindowAssign
        || node instanceof WindowNode.SessionAssign
        || node instanceof WindowNode.CountWindowAssign;
  }

  /** Where the function puts a property of the window. */
  int column(WindowProperty property) {
    return windowColumns
        + switch (property) {
          case WINDOW_START -> 0;
          case WINDOW_END -> 1;
          case WINDOW_TIME -> 2;
        };
  }

  boolean usesWindow(Expr expr) {
    return columns(expr).length() > windowColumns;
  }

  boolean usesRow(Expr expr) {
    int first = columns(expr).nextSetBit(0);
    return first >= 0 && first < windowColumns;
  }

  private static BitSet columns(Expr expr) {
    BitSet columns = new BitSet();
    ExprMapping.collect(expr, columns);
    return columns;
  }

  private boolean isMixed(Expr expr) {
    return usesWindow(expr) && usesRow(expr);
  }

  /** Whether no expression needs both the row and its window. */
  boolean isSeparable(GroupingSets sets, List<Integer> keys) {
    return keys.stream().map(projections::get).noneMatch(this::isMixed)
        && conjuncts(condition).stream().noneMatch(this::isMixed)
        && sets.aggregateCalls().stream()
            .flatMap(call -> AggregateCalls.columns(call).stream())
            .noneMatch(column -> usesWindow(projections.get(column)));
  }

  /** Whether a bound that tells the window is itself a key, and all of the window's keys always. */
  boolean namesWindow(GroupingSets sets, List<Integer> keys) {
    int first = windowColumns + (sharesStarts() ? 1 : 0);
    int end = windowColumns + (function instanceof WindowNode.CountWindowAssign ? 2 : 3);
    return keys.stream().filter(key -> usesWindow(projections.get(key))).allMatch(sets::isInAll)
        && keys.stream()
            .anyMatch(
                key ->
                    projections.get(key) instanceof Expr.InputRef ref
                        && ref.column() >= first
                        && ref.column() < end);
  }

  /** Whether several windows have one start. */
  private boolean sharesStarts() {
    return function instanceof WindowNode.WindowAssign assign && assign.window().sharesStarts();
  }

  /** Whether all of these columns of the source are keys. */
  boolean hasKeys(List<Integer> keys, List<Integer> columns) {
    return columns.stream()
        .allMatch(
            column ->
                keys.stream()
                    .anyMatch(
                        key ->
                            projections.get(key) instanceof Expr.InputRef ref
                                && ref.column() == column));
  }

  /** Whether no other columns of the source are keys. */
  boolean hasNoOtherKeys(List<Integer> keys, List<Integer> columns) {
    return keys.stream()
        .map(projections::get)
        .filter(expr -> !usesWindow(expr))
        .allMatch(expr -> expr instanceof Expr.InputRef ref && columns.contains(ref.column()));
  }

  private static List<Expr> conjuncts(Optional<Expr> condition) {
    List<Expr> result = new ArrayList<>();
    condition.ifPresent(expr -> addConjuncts(expr, result));
    return result;
  }

  private static void addConjuncts(Expr expr, List<Expr> result) {
    if (expr instanceof Expr.Call call && call.operator().equals("AND")) {
      call.operands().forEach(operand -> addConjuncts(operand, result));
    } else {
      result.add(expr);
    }
  }

  Optional<Expr> conjunction(Predicate<Expr> wanted) {
    return conjuncts(condition).stream()
        .filter(wanted)
        .reduce(
            (left, right) ->
                new Expr.Call(
                    "AND",
                    List.of(left, right),
                    left.type().withNullable(left.type().nullable() || right.type().nullable())));
  }
}
