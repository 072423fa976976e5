package io.rheo.engine.operator.over;

import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.plan.OverCall;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.DataType;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** {@code LAG … IGNORE NULLS}: copies of the last values that were not NULL. */
final class LagNonNull extends OverFunction {
  private final OverCall.Shift call;
  private final DataType argumentType;
  private final PartitionRows rows;
  private final Deque<HeldValue> values = new ArrayDeque<>(); // at most as many as the offset

  LagNonNull(OverCall.Shift call, DataType argumentType, PartitionRows rows) {
    this.call = call;
    this.argumentType = argumentType;
    this.rows = rows;
  }

  @Override
  boolean append(long current, ColumnBuilder out) {
    if (values.size() == -call.offset()) {
      values.getFirst().appendTo(out);
    } else if (call.otherwise() >= 0) {
      out.append(rows.batch(current).column(call.otherwise()), rows.row(current));
    } else {
      out.appendNull();
    }
    if (!rows.isNull(current, call.argument())) {
      keep(current);
    }
    return true;
  }

  private void keep(long number) {
    HeldValue value =
        values.size() == -call.offset() ? values.removeFirst() : new HeldValue(argumentType);
    value.set(rows.batch(number), call.argument(), rows.row(number));
    values.addLast(value);
  }

  @Override
  boolean isRebuilt() {
    return false;
  }

  @Override
  void writeTo(StateWriter state) throws IOException {
    state.putInt(values.size());
    for (HeldValue value : values) {
      value.writeTo(state);
    }
  }

  @Override
  void readFrom(StateReader state) throws IOException {
    int count = state.getInt();
    for (int i = 0; i < count; i++) {
      HeldValue value = new HeldValue(argumentType);
      value.readFrom(state);
      values.addLast(value);
    }
  }
}
