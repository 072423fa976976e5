package io.rheo.engine.planner;

import io.rheo.engine.expr.Determinism;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.expr.ExprMapping;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts a calculation on top of a node; one that stands on another is merged with it. */
final class CalcBuilder {
  private CalcBuilder() {}

  static PhysicalNode calc(
      PhysicalNode input, Optional<Expr> condition, List<Expr> projections, List<String> names) {
    // Before merging: a computed time attribute is a mere expression over the columns below it.
    return merged(input, condition, projections, names, traits(projections, input.traits()));
  }

  private static PhysicalNode merged(
      PhysicalNode input,
      Optional<Expr> condition,
      List<Expr> projections,
      List<String> names,
      StreamTraits traits) {
    if (input instanceof PhysicalNode.Calc below
        && below.projections().stream().noneMatch(Determinism::isRandom)) {
      return merged(
          below.input(),
          and(below.condition(), condition.map(expr -> substitute(expr, below))),
          projections.stream().map(expr -> substitute(expr, below)).toList(),
          names,
          traits);
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < projections.size(); i++) {
      fields.add(new Field(names.get(i), projections.get(i).type()));
    }
    RowType rowType = new RowType(fields);
    if (condition.isEmpty() && isIdentity(projections, input.rowType())) {
      return input.rowType().equals(rowType) ? input : renamed(input, projections, rowType);
    }
    return new PhysicalNode.Calc(input, condition, projections, rowType, traits);
  }

  /** The columns with these indexes, under their own names. */
  static PhysicalNode select(PhysicalNode input, List<Integer> columns) {
    return calc(
        input,
        Optional.empty(),
        columns.stream().map(column -> ref(input, column)).toList(),
        columns.stream().map(column -> input.rowType().name(column)).toList());
  }

  static Expr ref(PhysicalNode input, int column) {
    return new Expr.InputRef(column, input.rowType().type(column));
  }

  private static PhysicalNode renamed(PhysicalNode input, List<Expr> columns, RowType rowType) {
    return new PhysicalNode.Calc(input, Optional.empty(), columns, rowType, input.traits());
  }

  private static Expr substitute(Expr expr, PhysicalNode.Calc below) {
    return ExprMapping.replace(expr, ref -> below.projections().get(ref.column()));
  }

  private static Optional<Expr> and(Optional<Expr> first, Optional<Expr> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    DataType type = DataType.of(TypeName.BOOLEAN);
    return Optional.of(new Expr.Call("AND", List.of(first.get(), second.get()), type));
  }

  private static StreamTraits traits(List<Expr> projections, StreamTraits input) {
    return new StreamTraits(
        input.updating(),
        input.bounded(),
        timeColumns(projections, input),
        input.window().flatMap(window -> window.mapped(column -> place(projections, column))));
  }

  /** The first projection that hands a column of the input on; -1 if none does. */
  private static int place(List<Expr> projections, int column) {
    for (int i = 0; i < projections.size(); i++) {
      if (projections.get(i) instanceof Expr.InputRef ref && ref.column() == column) {
        return i;
      }
    }
    return -1;
  }

  /** The projections that hand a time column of the input on. */
  private static List<Integer> timeColumns(List<Expr> projections, StreamTraits input) {
    return IntStream.range(0, projections.size())
        .filter(
            i ->
                projections.get(i) instanceof Expr.InputRef ref
                    && input.timeColumns().contains(ref.column()))
        .boxed()
        .toList();
  }

  private static boolean isIdentity(List<Expr> projections, RowType input) {
    if (projections.size() != input.size()) {
      return false;
    }
    for (int i = 0; i < projections.size(); i++) {
      if (!(projections.get(i) instanceof Expr.InputRef ref) || ref.column() != i) {
        return false;
      }
    }
    return true;
  }
}
