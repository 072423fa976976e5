package io.rheo.engine.operator.over;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.plan.OverCall;

/** {@code LAG} and {@code LEAD}: needs as many rows as the offset says. */
final class Shift extends OverFunction {
  private final OverCall.Shift call;
  private final PartitionRows rows;

  Shift(OverCall.Shift call, PartitionRows rows) {
    this.call = call;
    this.rows = rows;
  }

  @Override
  boolean isReady(long current, boolean ended) {
    return ended || call.offset() <= 0 || current + call.offset() < rows.end();
  }

  @Override
  boolean append(long current, ColumnBuilder out) {
    long number = current + call.offset();
    if (number >= 0 && number < rows.end()) {
      out.append(rows.batch(number).column(call.argument()), rows.row(number));
    } else if (call.otherwise() >= 0) {
      out.append(rows.batch(current).column(call.otherwise()), rows.row(current));
    } else {
      out.appendNull();
    }
    return true;
  }

  @Override
  long needs(long next) {
    return next + Math.min(0, call.offset());
  }
}
