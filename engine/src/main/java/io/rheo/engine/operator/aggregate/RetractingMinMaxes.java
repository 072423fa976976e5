package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.state.BytesHeap;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;

/** {@link RetractingMinMax} for each layout of values. */
final class RetractingMinMaxes {
  private RetractingMinMaxes() {}

  /** Values that are ordered as one word is; complemented for MAX. */
  static final class OfWords extends RetractingMinMax<Long> {
    private final long flip;

    OfWords(int at, boolean max, int index) {
      super(at, 1, index);
      flip = max ? -1 : 0;
    }

    @Override
    Long value(Column column, int row) {
      return word(column, row) ^ flip;
    }

    private static long word(Column column, int row) {
      if (column instanceof LongColumn longs) {
        return longs.values()[row];
      } else if (column instanceof DoubleColumn doubles) {
        return SortWords.ofDouble(doubles.values()[row]);
      } else if (column instanceof IntColumn ints) {
        return ints.values()[row];
      } else {
        return ((BooleanColumn) column).values()[row];
      }
    }

    @Override
    void store(Long extreme, Groups groups, int to) {
      groups.words()[to] = extreme;
    }

    @Override
    void writeValue(Long value, StateWriter state) throws IOException {
      state.putLong(value);
    }

    @Override
    Long readValue(StateReader state) throws IOException {
      return state.getLong();
    }
  }

  /** Decimals of 128 bits; complemented for MAX. */
  static final class OfDecimals extends RetractingMinMax<BigInteger> {
    private final boolean max;

    OfDecimals(int at, boolean max, int index) {
      super(at, 2, index);
      this.max = max;
    }

    @Override
    BigInteger value(Column column, int row) {
      Decimal128Column values = (Decimal128Column) column;
      BigInteger value = BoxedValues.toBigInteger(values.high()[row], values.low()[row]);
      return max ? value.not() : value;
    }

    @Override
    void store(BigInteger extreme, Groups groups, int to) {
      groups.words()[to] = extreme.shiftRight(64).longValue();
      groups.words()[to + 1] = extreme.longValue();
    }

    @Override
    void writeValue(BigInteger value, StateWriter state) throws IOException {
      byte[] bytes = value.toByteArray();
      state.putBytes(bytes, bytes.length);
    }

    @Override
    BigInteger readValue(StateReader state) throws IOException {
      return new BigInteger(state.getBytes());
    }
  }

  /** A byte string and the direction in which it is compared. */
  @SuppressWarnings("ArrayRecordComponent") // equal as compareTo says, which TreeMap asks
  record ByteString(byte[] bytes, boolean reversed) implements Comparable<ByteString> {
    @Override
    public int compareTo(ByteString other) {
      int order = Arrays.compareUnsigned(bytes, other.bytes);
      return reversed ? -order : order;
    }
  }

  /** Byte strings, the extreme one copied into the group's heap. */
  static final class OfBytes extends RetractingMinMax<ByteString> {
    private final boolean max;

    OfBytes(int at, boolean max, int index) {
      super(at, 1, index);
      this.max = max;
    }

    @Override
    void init(long[] words, int base) {
      words[base + at] = MinMaxAccumulators.OfBytes.NONE;
    }

    @Override
    ByteString value(Column column, int row) {
      return new ByteString(((BytesColumn) column).copy(row), max);
    }

    @Override
    void store(ByteString extreme, Groups groups, int to) {
      byte[] bytes = extreme.bytes();
      long handle = groups.words()[to];
      if (handle == MinMaxAccumulators.OfBytes.NONE
          || !groups.heap().equals(handle, bytes, 0, bytes.length)) {
        groups.words()[to] = groups.heap().add(bytes, 0, bytes.length);
      }
    }

    @Override
    void writeValue(ByteString value, StateWriter state) throws IOException {
      state.putBytes(value.bytes(), value.bytes().length);
    }

    @Override
    ByteString readValue(StateReader state) throws IOException {
      return new ByteString(state.getBytes(), max);
    }

    @Override
    boolean usesHeap() {
      return true;
    }

    @Override
    void relocate(long[] words, int base, BytesHeap from, BytesHeap to) {
      long handle = words[base + at];
      if (handle != MinMaxAccumulators.OfBytes.NONE) {
        words[base + at] = to.add(from.bytes(), BytesHeap.start(handle), BytesHeap.length(handle));
      }
    }
  }
}
