package io.rheo.engine.operator.match;

import io.rheo.engine.column.Column;
import io.rheo.engine.plan.MatchPattern;
import io.rheo.engine.plan.MatchValue;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The aggregates that conditions ask for, over the rows of a try up to its last one.
 *
 * <p>An aggregate that is a few numbers is kept with each row that it was computed for, so that the
 * next row costs O(1), in whatever try it is. One that holds values goes on from the row that it
 * was last computed for where that is in the try, and else starts over.
 */
final class RunningAggregates {
  private final MatchPattern pattern;
  private final RowType input;
  private final List<MatchAggregate> aggregates = new ArrayList<>();
  private final List<MappedRow> reached = new ArrayList<>(); // by those that hold values
  private MappedRow[] path = new MappedRow[16];

  RunningAggregates(MatchPattern pattern, RowType input) {
    this.pattern = pattern;
    this.input = input;
  }

  /** Adds what a condition asks for; returns its number. */
  int add(MatchValue.Aggregate plan) {
    for (int i = 0; i < aggregates.size(); i++) {
      if (aggregates.get(i).isNumbers() && aggregates.get(i).plan().equals(plan)) {
        return i;
      }
    }
    aggregates.add(new MatchAggregate(plan, input));
    reached.add(null);
    return aggregates.size() - 1;
  }

  /** The result as the only entry; {@code null} if it cannot be told. */
  Column result(int number, MappedRow last, MatchPartition partition) {
    MatchAggregate aggregate = aggregates.get(number);
    if (aggregate.isNumbers()) {
      sumUp(number, last, partition);
    } else {
      goOn(number, last, partition);
    }
    return aggregate.result();
  }

  private void sumUp(int number, MappedRow last, MatchPartition partition) {
    MatchAggregate aggregate = aggregates.get(number);
    int length = 0;
    MappedRow row = last;
    while (row != null && row.sums(number) == null) {
      push(row, length++);
      row = row.before();
    }
    long[] sums = row == null ? aggregate.nothing() : row.sums(number);
    aggregate.load(sums);
    while (length > 0) {
      MappedRow next = pop(--length);
      if (includes(aggregate, next)) {
        add(aggregate, next, partition);
        sums = aggregate.save();
      }
      next.keep(number, aggregates.size(), sums);
    }
  }

  private void goOn(int number, MappedRow last, MatchPartition partition) {
    MatchAggregate aggregate = aggregates.get(number);
    int length = 0;
    MappedRow row = last;
    while (row != null && row != reached.get(number)) {
      push(row, length++);
      row = row.before();
    }
    if (row == null) {
      aggregate.clear();
    }
    while (length > 0) {
      MappedRow next = pop(--length);
      if (includes(aggregate, next)) {
        add(aggregate, next, partition);
      }
    }
    reached.set(number, last);
  }

  private void push(MappedRow row, int at) {
    if (at == path.length) {
      path = Arrays.copyOf(path, at * 2);
    }
    path[at] = row;
  }

  private MappedRow pop(int at) {
    MappedRow row = path[at];
    path[at] = null;
    return row;
  }

  private boolean includes(MatchAggregate aggregate, MappedRow row) {
    return aggregate.includes(pattern.steps().get(row.step()).variable());
  }

  private static void add(MatchAggregate aggregate, MappedRow row, MatchPartition partition) {
    aggregate.add(partition.rows().batch(row.row()), partition.rows().row(row.row()));
  }
}
