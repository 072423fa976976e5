package io.rheo.engine.operator.over;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.plan.OverCall;

/** {@code FIRST_VALUE}, {@code LAST_VALUE} or {@code NTH_VALUE} of a frame whose rows are there. */
final class PlacedValue extends OverFunction {
  private final OverCall.Value call;
  private final PartitionRows rows;
  private final Frame frame;

  PlacedValue(OverCall.Value call, PartitionRows rows, Frame frame) {
    this.call = call;
    this.rows = rows;
    this.frame = frame;
  }

  @Override
  boolean append(long current, ColumnBuilder out) {
    long number =
        switch (call.place()) {
          case FIRST -> frame.start();
          case LAST -> frame.end() - 1;
          case NTH -> frame.start() + call.nth() - 1;
        };
    if (number >= frame.start() && number < frame.end()) {
      out.append(rows.batch(number).column(call.argument()), rows.row(number));
    } else {
      out.appendNull();
    }
    return true;
  }

  @Override
  long needs(long next) {
    return call.place() == OverCall.Place.LAST ? frame.end() - 1 : frame.start();
  }
}
