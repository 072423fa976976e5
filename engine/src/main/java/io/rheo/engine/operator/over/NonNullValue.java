package io.rheo.engine.operator.over;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.plan.OverCall;

/**
 * {@code FIRST_VALUE}, {@code LAST_VALUE} or {@code NTH_VALUE} with {@code IGNORE NULLS} of a frame
 * whose rows are there: keeps the numbers of those that are not NULL.
 */
final class NonNullValue extends OverFunction {
  private final OverCall.Value call;
  private final PartitionRows rows;
  private final LongDeque numbers = new LongDeque();

  NonNullValue(OverCall.Value call, PartitionRows rows) {
    this.call = call;
    this.rows = rows;
  }

  @Override
  void enter(long number) {
    if (!rows.isNull(number, call.argument())) {
      numbers.addLast(number);
    }
  }

  @Override
  void leave(long number) {
    if (!numbers.isEmpty() && numbers.first() == number) {
      numbers.removeFirst();
    }
  }

  @Override
  boolean append(long current, ColumnBuilder out) {
    long index =
        switch (call.place()) {
          case FIRST -> 0;
          case LAST -> numbers.size() - 1;
          case NTH -> call.nth() - 1;
        };
    if (index >= 0 && index < numbers.size()) {
      long number = numbers.get((int) index);
      out.append(rows.batch(number).column(call.argument()), rows.row(number));
    } else {
      out.appendNull();
    }
    return true;
  }
}
