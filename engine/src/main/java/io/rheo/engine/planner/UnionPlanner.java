package io.rheo.engine.planner;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.WindowColumns;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.Union;

/** {@code UNION ALL}, and {@code UNION} as the distinct rows of it. */
final class UnionPlanner implements NodePlanner<Union> {
  @Override
  public PhysicalNode plan(Union rel, BitSet wanted, PhysicalPlanner planner) {
    RowType rowType = DataTypes.rowType(rel.getRowType());
    List<PhysicalNode> inputs = new ArrayList<>();
    rel.getInputs().forEach(input -> inputs.add(aligned(planner.plan(input), rowType)));
    boolean updating = inputs.stream().anyMatch(input -> input.traits().updating());
    boolean bounded = inputs.stream().allMatch(input -> input.traits().bounded());
    List<Integer> timeColumns =
        IntStream.range(0, rowType.size())
            .filter(i -> inputs.stream().allMatch(node -> node.traits().timeColumns().contains(i)))
            .boxed()
            .toList();
    StreamTraits traits = new StreamTraits(updating, bounded, timeColumns, commonWindow(inputs));
    PhysicalNode all = new PhysicalNode.Union(inputs, rowType, traits);
    return rel.all ? all : distinct(all);
  }

  /** The window if all inputs have it in the same columns, on the same clock. */
  private static Optional<WindowColumns> commonWindow(List<PhysicalNode> inputs) {
    Optional<WindowColumns> window = inputs.get(0).traits().window();
    for (PhysicalNode input : inputs) {
      Optional<WindowColumns> other = input.traits().window();
      window = window.flatMap(mine -> other.flatMap(mine::shared));
    }
    return window;
  }

  /** The input with every column in the union's layout: {@code INT} may meet {@code BIGINT}. */
  static PhysicalNode aligned(PhysicalNode input, RowType rowType) {
    List<Expr> projections = new ArrayList<>();
    boolean same = true;
    for (int i = 0; i < rowType.size(); i++) {
      Expr column = CalcBuilder.ref(input, i);
      boolean equal = column.type().withNullable(true).equals(rowType.type(i).withNullable(true));
      same &= equal;
      projections.add(
          equal
              ? column
              : new Expr.Call(
                  "CAST", List.of(column), rowType.type(i).withNullable(column.type().nullable())));
    }
    return same ? input : CalcBuilder.calc(input, Optional.empty(), projections, rowType.names());
  }

  private static PhysicalNode distinct(PhysicalNode input) {
    List<Integer> keys = IntStream.range(0, input.rowType().size()).boxed().toList();
    return new PhysicalNode.GroupAggregate(input, keys, List.of(), input.rowType(), input.traits());
  }
}
