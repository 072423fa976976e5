package io.rheo.engine.planner;

import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.SetRule;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.planner.expression.DataTypes;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.SetOp;

/** {@code INTERSECT} and {@code EXCEPT}, each with and without {@code ALL}. */
final class SetOperationPlanner implements NodePlanner<SetOp> {
  @Override
  public PhysicalNode plan(SetOp rel, BitSet wanted, PhysicalPlanner planner) {
    RowType rowType = DataTypes.rowType(rel.getRowType());
    List<PhysicalNode> inputs = new ArrayList<>();
    rel.getInputs()
        .forEach(input -> inputs.add(UnionPlanner.aligned(planner.plan(input), rowType)));
    SetRule rule =
        rel instanceof Intersect
            ? rel.all ? SetRule.INTERSECT_ALL : SetRule.INTERSECT
            : rel.all ? SetRule.EXCEPT_ALL : SetRule.EXCEPT;
    boolean updating =
        !rule.isMonotone() || inputs.stream().anyMatch(input -> input.traits().updating());
    boolean bounded = inputs.stream().allMatch(input -> input.traits().bounded());
    return new PhysicalNode.SetOperation(
        rule, inputs, rowType, new StreamTraits(updating, bounded, List.of()));
  }
}
