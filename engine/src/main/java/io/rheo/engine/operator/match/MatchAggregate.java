package io.rheo.engine.operator.match;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.operator.aggregate.GroupValues;
import io.rheo.engine.operator.aggregate.Groups;
import io.rheo.engine.plan.MatchValue;
import io.rheo.engine.type.RowType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** An aggregate over some rows of a match. Costs O(1) a row. */
final class MatchAggregate {
  private static final long[] KEY = {0};
  private static final BitSet ONLY = BitSet.valueOf(new long[] {1}); // the one group

  private final MatchValue.Aggregate plan;
  private final AggregateLayout layout;
  private final Groups groups;
  private final GroupValues values;
  private final BitSet columns = new BitSet(); // that the call reads
  private final int[] row = new int[1];
  private final int[] bases = new int[1];
  private final long[] nothing;

  MatchAggregate(MatchValue.Aggregate plan, RowType input) {
    this.plan = plan;
    layout = new AggregateLayout(1, input, List.of(plan.call()), false);
    groups = new Groups(layout, 0);
    values = new GroupValues(layout);
    plan.call().arguments().forEach(columns::set);
    plan.call().order().forEach(key -> columns.set(key.column()));
    if (plan.call().filter() != AggregateCall.NONE) {
      columns.set(plan.call().filter());
    }
    bases[0] = groups.probe(KEY, 0);
    nothing = save();
  }

  MatchValue.Aggregate plan() {
    return plan;
  }

  /** Whether all that it knows of the rows is a few numbers, which can be saved and loaded. */
  boolean isNumbers() {
    return layout.isSelfContained();
  }

  /** The numbers of no rows. */
  long[] nothing() {
    return nothing;
  }

  long[] save() {
    int from = bases[0] + 1; // after the key
    return Arrays.copyOfRange(groups.words(), from, bases[0] + groups.stride());
  }

  void load(long[] numbers) {
    System.arraycopy(numbers, 0, groups.words(), bases[0] + 1, numbers.length);
  }

  /** Starts over. */
  void clear() {
    if (plan.call().distinct()) {
      groups.reset(ONLY);
      groups.collect();
      layout.collectStrings(List.of(groups));
    } else {
      groups.clear();
      bases[0] = groups.probe(KEY, 0);
    }
  }

  /** Whether it is about rows that are mapped to a variable. */
  boolean includes(int variable) {
    return plan.includes(variable);
  }

  /** Adds a row. */
  void add(Batch batch, int index) {
    Column[] single = new Column[batch.columnCount()]; // some functions encode whole batches
    for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
      single[i] = batch.column(i).slice(index, index + 1);
    }
    layout.update(new Batch(single, 1), row, bases, 0, 1, groups);
  }

  /** The result over the rows so far, as the only entry; {@code null} if it cannot be told. */
  Column result() {
    return values.read(groups, bases[0], 0);
  }
}
