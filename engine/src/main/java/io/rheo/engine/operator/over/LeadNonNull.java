package io.rheo.engine.operator.over;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.plan.OverCall;

/** {@code LEAD … IGNORE NULLS}: looks at each row once, as far ahead as rows are there. */
final class LeadNonNull extends OverFunction {
  private final OverCall.Shift call;
  private final PartitionRows rows;
  private final LongDeque numbers = new LongDeque(); // rows that are not NULL, up to `looked`
  private long looked;

  LeadNonNull(OverCall.Shift call, PartitionRows rows) {
    this.call = call;
    this.rows = rows;
  }

  @Override
  boolean isReady(long current, boolean ended) {
    lookAhead(current);
    return ended || numbers.size() >= call.offset();
  }

  /** Makes {@code numbers} those after the current row. */
  private void lookAhead(long current) {
    while (!numbers.isEmpty() && numbers.first() <= current) {
      numbers.removeFirst();
    }
    looked = Math.max(looked, current + 1);
    while (looked < rows.end() && numbers.size() < call.offset()) {
      if (!rows.isNull(looked, call.argument())) {
        numbers.addLast(looked);
      }
      looked++;
    }
  }

  @Override
  boolean append(long current, ColumnBuilder out) {
    lookAhead(current);
    if (numbers.size() >= call.offset()) {
      long number = numbers.get((int) call.offset() - 1);
      out.append(rows.batch(number).column(call.argument()), rows.row(number));
    } else if (call.otherwise() >= 0) {
      out.append(rows.batch(current).column(call.otherwise()), rows.row(current));
    } else {
      out.appendNull();
    }
    return true;
  }
}
