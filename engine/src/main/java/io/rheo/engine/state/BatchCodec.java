package io.rheo.engine.state;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.BooleanBuilder;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.Decimal128Builder;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntBuilder;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.ObjectBuilder;
import io.rheo.engine.column.ObjectColumn;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.List;

/** Writes and reads the batches that an operator holds. */
public final class BatchCodec {
  private final RowType rowType;

  public BatchCodec(RowType rowType) {
    this.rowType = rowType;
  }

  public void write(Batch batch, StateWriter state) throws IOException {
    int rowCount = batch.rowCount();
    state.putInt(rowCount);
    for (int row = 0; row < rowCount; row++) {
      state.putInt(batch.weight(row));
    }
    for (int i = 0; i < rowType.size(); i++) {
      Column column = batch.column(i);
      ValueCodec codec = new ValueCodec(rowType.type(i));
      for (int row = 0; row < rowCount; row++) {
        state.putInt(column.isNull(row) ? 0 : 1);
        if (!column.isNull(row)) {
          writeValue(column, row, codec, state);
        }
      }
    }
  }

  /** Writes several batches, of which {@link #readAll} reads as many. */
  public void writeAll(List<Batch> batches, StateWriter state) throws IOException {
    state.putInt(batches.size());
    for (Batch batch : batches) {
      write(batch, state);
    }
  }

  /** Adds batches to a list; returns how many rows they have. */
  public long readAll(List<Batch> batches, StateReader state) throws IOException {
    long rowCount = 0;
    for (int count = state.getInt(); count > 0; count--) {
      Batch batch = read(state);
      rowCount += batch.rowCount();
      batches.add(batch);
    }
    return rowCount;
  }

  private static void writeValue(Column column, int row, ValueCodec codec, StateWriter state)
      throws IOException {
    if (column instanceof LongColumn longs) {
      state.putLong(longs.values()[row]);
    } else if (column instanceof IntColumn ints) {
      state.putInt(ints.values()[row]);
    } else if (column instanceof DoubleColumn doubles) {
      state.putLong(Double.doubleToRawLongBits(doubles.values()[row]));
    } else if (column instanceof BooleanColumn booleans) {
      state.putInt(booleans.values()[row]);
    } else if (column instanceof Decimal128Column decimals) {
      state.putLong(decimals.high()[row]);
      state.putLong(decimals.low()[row]);
    } else if (column instanceof BytesColumn bytes) {
      byte[] copy = bytes.copy(row);
      state.putBytes(copy, copy.length);
    } else {
      byte[] bytes = codec.toBytes(((ObjectColumn) column).values()[row]);
      state.putBytes(bytes, bytes.length);
    }
  }

  public Batch read(StateReader state) throws IOException {
    int rowCount = state.getInt();
    int[] weights = new int[rowCount];
    for (int row = 0; row < rowCount; row++) {
      weights[row] = state.getInt();
    }
    BatchBuilder builder = new BatchBuilder(rowType);
    for (int i = 0; i < rowType.size(); i++) {
      DataType type = rowType.type(i);
      ValueCodec codec = new ValueCodec(type);
      for (int row = 0; row < rowCount; row++) {
        if (state.getInt() == 0) {
          builder.column(i).appendNull();
        } else {
          readValue(builder.column(i), codec, state);
        }
      }
    }
    for (int weight : weights) {
      builder.endRow(weight);
    }
    return builder.build();
  }

  private static void readValue(ColumnBuilder builder, ValueCodec codec, StateReader state)
      throws IOException {
    if (builder instanceof LongBuilder longs) {
      longs.append(state.getLong());
    } else if (builder instanceof IntBuilder ints) {
      ints.append(state.getInt());
    } else if (builder instanceof DoubleBuilder doubles) {
      doubles.append(Double.longBitsToDouble(state.getLong()));
    } else if (builder instanceof BooleanBuilder booleans) {
      booleans.append((byte) state.getInt());
    } else if (builder instanceof Decimal128Builder decimals) {
      long high = state.getLong();
      decimals.append(high, state.getLong());
    } else if (builder instanceof BytesBuilder bytes) {
      bytes.append(state.getBytes());
    } else {
      ((ObjectBuilder) builder).append(codec.fromBytes(state.getBytes()));
    }
  }
}
