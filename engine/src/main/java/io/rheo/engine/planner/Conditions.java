package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Conditions taken apart and put together. */
final class Conditions {
  static final DataType BOOLEAN = DataType.of(TypeName.BOOLEAN);

  private Conditions() {}

  /** What must all be TRUE for the condition to be TRUE, in order. */
  static List<Expr> conjuncts(Expr condition) {
    return condition instanceof Expr.Call call && call.operator().equals("AND")
        ? call.operands().stream().flatMap(operand -> conjuncts(operand).stream()).toList()
        : List.of(condition);
  }

  /** All of the conditions together, those that are TRUE left out. */
  static Optional<Expr> and(List<Expr> conjuncts) {
    List<Expr> open = conjuncts.stream().filter(expr -> !isLiteral(expr, true)).toList();
    return switch (open.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(open.get(0));
      default -> Optional.of(new Expr.Call("AND", open, BOOLEAN));
    };
  }

  static boolean isLiteral(Expr expr, boolean value) {
    return expr instanceof Expr.Literal literal && Boolean.valueOf(value).equals(literal.value());
  }

  /** The values of a column for which the condition is TRUE, if it says just that. */
  static Optional<SortedSet<Long>> valuesOf(Expr condition, int column) {
    if (!(condition instanceof Expr.Call call)) {
      return Optional.empty();
    }
    return switch (call.operator()) {
      case "=", "IN" -> listed(call.operands(), column);
      case "OR" -> any(call.operands(), column);
      default -> Optional.empty();
    };
  }

  private static Optional<SortedSet<Long>> listed(List<Expr> operands, int column) {
    if (!(operands.get(0) instanceof Expr.InputRef ref) || ref.column() != column) {
      return Optional.empty();
    }
    SortedSet<Long> values = new TreeSet<>();
    for (Expr operand : operands.subList(1, operands.size())) {
      if (!(operand instanceof Expr.Literal literal)
          || !(literal.value() instanceof Integer || literal.value() instanceof Long)) {
        return Optional.empty();
      }
      values.add(((Number) literal.value()).longValue());
    }
    return Optional.of(values);
  }

  private static Optional<SortedSet<Long>> any(List<Expr> operands, int column) {
    SortedSet<Long> values = new TreeSet<>();
    for (Expr operand : operands) {
      Optional<SortedSet<Long>> more = valuesOf(operand, column);
      if (more.isEmpty()) {
        return Optional.empty();
      }
      values.addAll(more.get());
    }
    return Optional.of(values);
  }
}
