package io.rheo.engine.planner;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.Expr;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.sql.logical.StateTtlHint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.Aggregate;

/** {@code GROUP BY}: of a window's rows if the keys name a window, else of all rows so far. */
final class AggregatePlanner implements NodePlanner<Aggregate> {
  @Override
  public PhysicalNode plan(Aggregate rel, BitSet wanted, PhysicalPlanner planner) {
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
    GroupingSets sets = new GroupingSets(rel);
    GroupingSets.Expanded expanded = sets.expand(input, keys, key -> key);
    PhysicalNode rows = expanded.node();
    List<AggregateCall> aggregates =
        new AggregateCalls(rel, planner)
            .translate(sets.aggregateCalls(), column -> column, rows.rowType()::type);
    UserAggregateCalls.checkUpdating(aggregates, rows, planner);
    RowType rowType = rowType(rel, expanded, aggregates);
    PhysicalNode aggregate =
        GivenWindow.of(rows, keys.stream().filter(sets::isInAll).toList())
            .map(window -> window.aggregate(rows, expanded, aggregates, planner.emit(), rowType))
            .orElseGet(
                () ->
                    new PhysicalNode.GroupAggregate(
                        rows,
                        expanded.groupColumns(),
                        aggregates,
                        TimeToLive.millis(StateTtlHint.of(rel), planner),
                        rowType,
                        new StreamTraits(
                            !aggregates.isEmpty() || input.traits().updating(),
                            input.traits().bounded(),
                            List.of())));
    return sets.isPlain() ? aggregate : inOrder(rel, sets, expanded, aggregate);
  }

  private static RowType rowType(
      Aggregate rel, GroupingSets.Expanded expanded, List<AggregateCall> aggregates) {
    List<String> names = rel.getRowType().getFieldNames();
    List<Field> fields = new ArrayList<>();
    for (int key : expanded.keys()) {
      fields.add(new Field(names.get(fields.size()), expanded.node().rowType().type(key)));
    }
    if (expanded.set() >= 0) {
      fields.add(expanded.node().rowType().fields().get(expanded.set()));
    }
    List<String> aggregateNames = new GroupingSets(rel).aggregateNames();
    for (int i = 0; i < aggregates.size(); i++) {
      fields.add(new Field(aggregateNames.get(i), aggregates.get(i).type()));
    }
    return new RowType(fields);
  }

  /** The columns of the query, where the aggregate has a set's number and no GROUPING. */
  private static PhysicalNode inOrder(
      Aggregate rel, GroupingSets sets, GroupingSets.Expanded expanded, PhysicalNode aggregate) {
    int keyCount = expanded.keys().size();
    List<Expr> columns = new ArrayList<>();
    for (int i = 0; i < keyCount; i++) {
      columns.add(CalcBuilder.ref(aggregate, i));
    }
    int firstResult = expanded.groupColumns().size();
    columns.addAll(sets.results(aggregate, expanded.set() < 0 ? -1 : keyCount, firstResult));
    return CalcBuilder.calc(aggregate, Optional.empty(), columns, rel.getRowType().getFieldNames());
  }
}
