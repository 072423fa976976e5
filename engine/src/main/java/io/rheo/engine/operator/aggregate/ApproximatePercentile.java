package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BooleanBuilder;
import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntBuilder;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.ObjectBuilder;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.operator.sketch.QuantileSketch;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * APPROX_PERCENTILE over rows that only come, of values that are not NULL and fit into 64 bits: see
 * {@link QuantileSketch}, where they are numbers in the same order.
 */
final class ApproximatePercentile implements CustomAggregate {
  private static final int SIZE_PER_ACCURACY = 4; // measured: the error stays below 1 / accuracy
  private static final int SIZE_MIN = 64;
  private static final int SIZE_MAX = 1 << 16;

  private final Percentiles.Places places;
  private final DataType type;
  private final boolean isArray;
  private final int size;

  ApproximatePercentile(AggregateCall call, int accuracy) {
    places = Percentiles.Places.of(call);
    type = call.argumentType();
    isArray = call.type().name() == TypeName.ARRAY;
    size = (int) Math.max(SIZE_MIN, Math.min(SIZE_MAX, (long) SIZE_PER_ACCURACY * accuracy));
  }

  @Override
  public Object add(Object state, Batch batch, int[] columns, int row, int weight) {
    QuantileSketch sketch = state == null ? new QuantileSketch(size) : (QuantileSketch) state;
    long number = number(batch.column(columns[0]), row);
    for (int copy = weight; copy > 0; copy--) {
      sketch.add(number);
    }
    return sketch;
  }

  private static long number(Column column, int row) {
    if (column instanceof LongColumn longs) {
      return longs.values()[row];
    } else if (column instanceof IntColumn ints) {
      return ints.values()[row];
    } else if (column instanceof DoubleColumn doubles) {
      return flip(Double.doubleToLongBits(doubles.values()[row]));
    }
    return ((BooleanColumn) column).values()[row];
  }

  /** The bits of a DOUBLE as a number in the order of the values, and that number as the bits. */
  private static long flip(long bits) {
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  @Override
  public boolean canRetract() {
    return false;
  }

  @Override
  public boolean canMerge() {
    return true;
  }

  @Override
  public Object merge(Object state, Object from) {
    QuantileSketch sketch = state == null ? new QuantileSketch(size) : (QuantileSketch) state;
    sketch.merge((QuantileSketch) from);
    return sketch;
  }

  @Override
  public void appendResult(Object state, ColumnBuilder builder) {
    if (state == null) {
      builder.appendNull();
      return;
    }
    QuantileSketch sketch = (QuantileSketch) state;
    if (!isArray) {
      append(builder, sketch.at(places.place(0, sketch.total())));
      return;
    }
    List<Object> values = new ArrayList<>(places.count());
    for (int i = 0; i < places.count(); i++) {
      ColumnBuilder single = ColumnBuilder.of(type);
      append(single, sketch.at(places.place(i, sketch.total())));
      values.add(BoxedValues.get(single.build(), type, 0));
    }
    ((ObjectBuilder) builder).append(values);
  }

  private void append(ColumnBuilder builder, long number) {
    if (builder instanceof LongBuilder longs) {
      longs.append(number);
    } else if (builder instanceof IntBuilder ints) {
      ints.append((int) number);
    } else if (builder instanceof DoubleBuilder doubles) {
      doubles.append(Double.longBitsToDouble(flip(number)));
    } else {
      ((BooleanBuilder) builder).append((byte) number);
    }
  }

  @Override
  public void write(Object state, StateWriter out) throws IOException {
    ((QuantileSketch) state).writeTo(out);
  }

  @Override
  public Object read(StateReader in) throws IOException {
    return QuantileSketch.read(in, size);
  }
}
