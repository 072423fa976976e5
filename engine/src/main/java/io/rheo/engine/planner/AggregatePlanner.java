package io.rheo.engine.planner;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.sql.validate.PlanPositions.Clause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Aggregate.Group;

/** {@code GROUP BY}: of a window's rows if the keys name a window, else of all rows so far. */
final class AggregatePlanner implements NodePlanner<Aggregate> {
  @Override
  public PhysicalNode plan(Aggregate rel, BitSet wanted, PhysicalPlanner planner) {
    if (rel.getGroupType() != Group.SIMPLE) {
      throw UnsupportedNodes.notYet(
          planner.query().positions(),
          Clause.GROUP_BY,
          "GROUPING SETS, CUBE and ROLLUP are not supported",
          "write one query per grouping and combine them with UNION ALL");
    }
    List<Integer> keys = rel.getGroupSet().asList();
    PhysicalNode input = planner.plan(rel.getInput(), usedColumns(rel));
    Optional<PhysicalNode> windowed = new WindowedAggregates(rel, planner).plan(input, keys);
    return windowed.orElseGet(() -> groupAggregate(rel, keys, input, planner));
  }

  private static BitSet usedColumns(Aggregate rel) {
    BitSet used = new BitSet();
    rel.getGroupSet().forEach(used::set);
    rel.getAggCallList().forEach(call -> AggregateCalls.columns(call).forEach(used::set));
    return used;
  }

  private static PhysicalNode groupAggregate(
      Aggregate rel, List<Integer> keys, PhysicalNode input, PhysicalPlanner planner) {
    List<AggregateCall> aggregates =
        new AggregateCalls(rel, planner).translate(column -> column, input.rowType()::type);
    StreamTraits traits =
        new StreamTraits(
            !aggregates.isEmpty() || input.traits().updating(),
            input.traits().bounded(),
            List.of());
    return new PhysicalNode.GroupAggregate(
        input, keys, aggregates, rowType(rel, input, keys, aggregates), traits);
  }

  private static RowType rowType(
      Aggregate rel, PhysicalNode input, List<Integer> keys, List<AggregateCall> aggregates) {
    List<String> names = rel.getRowType().getFieldNames();
    List<Field> fields = new ArrayList<>();
    for (int key : keys) {
      fields.add(new Field(names.get(fields.size()), input.rowType().type(key)));
    }
    for (AggregateCall aggregate : aggregates) {
      fields.add(new Field(names.get(fields.size()), aggregate.type()));
    }
    return new RowType(fields);
  }
}
