package io.rheo.engine.operator.match;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.operator.aggregate.GroupValues;
import io.rheo.engine.operator.aggregate.Groups;
import io.rheo.engine.plan.MatchValue;
import io.rheo.engine.type.RowType;
import java.util.BitSet;
import java.util.List;

/** An aggregate over rows of one match after the other. Costs O(1) a row; keeps nothing after. */
final class MatchAggregate {
  private final MatchValue.Aggregate plan;
  private final AggregateLayout layout;
  private final Groups groups;
  private final GroupValues values;
  private final BitSet columns = new BitSet(); // that the call reads
  private final int[] row = new int[1];
  private final int[] bases = new int[1];

  MatchAggregate(MatchValue.Aggregate plan, RowType input) {
    this.plan = plan;
    layout = new AggregateLayout(1, input, List.of(plan.call()), false);
    groups = new Groups(layout, 0);
    values = new GroupValues(layout);
    plan.call().arguments().forEach(columns::set);
    plan.call().order().forEach(key -> columns.set(key.column()));
    clear();
  }

  /** Starts over. */
  void clear() {
    groups.clear();
    bases[0] = groups.probe(new long[1], 0);
  }

  /** Adds a row that is mapped to a variable, if that is one of the aggregate's. */
  void add(int variable, Batch batch, int index) {
    if (plan.includes(variable)) {
      Column[] single = new Column[batch.columnCount()]; // some functions encode whole batches
      for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
        single[i] = batch.column(i).slice(index, index + 1);
      }
      layout.update(new Batch(single, 1), row, bases, 0, 1, groups);
    }
  }

  /** The result over the rows so far, as the only entry; {@code null} if it cannot be told. */
  Column result() {
    return values.read(groups, bases[0], 0);
  }
}
