package io.rheo.engine.operator.over;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.state.BatchCodec;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.io.IOException;

/** A copy of one value, kept when its row is gone. */
final class HeldValue {
  private final DataType type;
  private Column value; // one entry; null if there is none

  HeldValue(DataType type) {
    this.type = type;
  }

  void set(Batch batch, int column, int row) {
    ColumnBuilder builder = ColumnBuilder.of(type);
    builder.append(batch.column(column), row);
    value = builder.build();
  }

  void appendTo(ColumnBuilder out) {
    if (value == null) {
      out.appendNull();
    } else {
      out.append(value, 0);
    }
  }

  private BatchCodec codec() {
    return new BatchCodec(RowType.of(new Field("value", type)));
  }

  void writeTo(StateWriter state) throws IOException {
    state.putInt(value == null ? 0 : 1);
    if (value != null) {
      codec().write(new Batch(new Column[] {value}, 1), state);
    }
  }

  void readFrom(StateReader state) throws IOException {
    if (state.getInt() != 0) {
      value = codec().read(state).column(0);
    }
  }
}
