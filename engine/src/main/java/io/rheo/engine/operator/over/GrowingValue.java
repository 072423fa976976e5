package io.rheo.engine.operator.over;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.DataType;
import java.io.IOException;

/**
 * {@code FIRST_VALUE} or {@code NTH_VALUE}, or {@code LAST_VALUE} with {@code IGNORE NULLS}, of a
 * frame that begins with the partition: the row may be long gone, so the value is copied.
 */
final class GrowingValue extends OverFunction {
  private final OverCall.Value call;
  private final PartitionRows rows;
  private final long nth; // 0: the last one
  private final HeldValue value;
  private long seen; // rows so far that count

  GrowingValue(OverCall.Value call, DataType argumentType, PartitionRows rows) {
    this.call = call;
    this.rows = rows;
    value = new HeldValue(argumentType);
    nth =
        switch (call.place()) {
          case FIRST -> 1;
          case LAST -> 0;
          case NTH -> call.nth();
        };
  }

  @Override
  void enter(long number) {
    if (call.ignoreNulls() && rows.isNull(number, call.argument())) {
      return;
    }
    seen++;
    if (nth == 0 || seen == nth) {
      value.set(rows.batch(number), call.argument(), rows.row(number));
    }
  }

  @Override
  boolean append(long current, ColumnBuilder out) {
    value.appendTo(out);
    return true;
  }

  @Override
  boolean isRebuilt() {
    return false;
  }

  @Override
  void writeTo(StateWriter state) throws IOException {
    state.putLong(seen);
    value.writeTo(state);
  }

  @Override
  void readFrom(StateReader state) throws IOException {
    seen = state.getLong();
    value.readFrom(state);
  }
}
