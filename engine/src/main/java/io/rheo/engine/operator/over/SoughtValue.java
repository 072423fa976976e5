package io.rheo.engine.operator.over;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.plan.OverCall;

/**
 * {@code FIRST_VALUE}, {@code LAST_VALUE} or {@code NTH_VALUE} of a frame that leaves rows out:
 * looks for the row from one end of the frame, past those that do not count.
 */
final class SoughtValue extends OverFunction {
  private final OverCall.Value call;
  private final PartitionRows rows;
  private final Frame frame;

  SoughtValue(OverCall.Value call, PartitionRows rows, Frame frame) {
    this.call = call;
    this.rows = rows;
    this.frame = frame;
  }

  @Override
  boolean append(long current, ColumnBuilder out) {
    boolean last = call.place() == OverCall.Place.LAST;
    long left = call.place() == OverCall.Place.NTH ? call.nth() : 1;
    long number = last ? frame.end() - 1 : frame.start();
    while (number >= frame.start() && number < frame.end()) {
      if (counts(number) && --left == 0) {
        out.append(rows.batch(number).column(call.argument()), rows.row(number));
        return true;
      }
      number += last ? -1 : 1;
    }
    out.appendNull();
    return true;
  }

  private boolean counts(long number) {
    return !frame.isExcluded(number)
        && !(call.ignoreNulls() && rows.isNull(number, call.argument()));
  }

  @Override
  long needs(long next) {
    return frame.start();
  }
}
