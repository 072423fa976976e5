package io.rheo.engine.state;

import io.rheo.engine.column.BooleanColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;

/** Columns whose values all have one length. */
abstract sealed class PackedNumbers extends PackedColumn {
  private final int at;

  private PackedNumbers(int at) {
    this.at = at;
  }

  /** Where the value is within the bytes of the row. */
  final int at(Rows rows, int index) {
    return rows.start(index) + at;
  }

  static final class OfBoolean extends PackedNumbers {
    OfBoolean(int at) {
      super(at);
    }

    @Override
    void write(Column column, int[] selection, Rows rows, int[] ends) {
      byte[] values = ((BooleanColumn) column).values();
      for (int i = 0; i < rows.count(); i++) {
        rows.bytes(i)[at(rows, i)] = values[selection[i]];
      }
    }

    @Override
    Column read(Rows rows, long[] validity) {
      byte[] values = new byte[rows.count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = rows.bytes(i)[at(rows, i)];
      }
      return new BooleanColumn(values, validity);
    }
  }

  static final class OfInt extends PackedNumbers {
    OfInt(int at) {
      super(at);
    }

    @Override
    void write(Column column, int[] selection, Rows rows, int[] ends) {
      int[] values = ((IntColumn) column).values();
      for (int i = 0; i < rows.count(); i++) {
        Words.putInt(rows.bytes(i), at(rows, i), values[selection[i]]);
      }
    }

    @Override
    Column read(Rows rows, long[] validity) {
      int[] values = new int[rows.count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = Words.getInt(rows.bytes(i), at(rows, i));
      }
      return new IntColumn(values, validity);
    }
  }

  static final class OfLong extends PackedNumbers {
    OfLong(int at) {
      super(at);
    }

    @Override
    void write(Column column, int[] selection, Rows rows, int[] ends) {
      long[] values = ((LongColumn) column).values();
      for (int i = 0; i < rows.count(); i++) {
        Words.putLong(rows.bytes(i), at(rows, i), values[selection[i]]);
      }
    }

    @Override
    Column read(Rows rows, long[] validity) {
      long[] values = new long[rows.count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = Words.getLong(rows.bytes(i), at(rows, i));
      }
      return new LongColumn(values, validity);
    }
  }

  static final class OfDouble extends PackedNumbers {
    OfDouble(int at) {
      super(at);
    }

    @Override
    void write(Column column, int[] selection, Rows rows, int[] ends) {
      double[] values = ((DoubleColumn) column).values();
      for (int i = 0; i < rows.count(); i++) {
        long bits = Double.doubleToLongBits(values[selection[i]]); // one NaN
        Words.putLong(rows.bytes(i), at(rows, i), bits);
      }
    }

    @Override
    Column read(Rows rows, long[] validity) {
      double[] values = new double[rows.count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = Double.longBitsToDouble(Words.getLong(rows.bytes(i), at(rows, i)));
      }
      return new DoubleColumn(values, validity);
    }
  }

  static final class OfDecimal extends PackedNumbers {
    OfDecimal(int at) {
      super(at);
    }

    @Override
    void write(Column column, int[] selection, Rows rows, int[] ends) {
      Decimal128Column values = (Decimal128Column) column;
      for (int i = 0; i < rows.count(); i++) {
        int to = at(rows, i);
        Words.putLong(rows.bytes(i), to, values.high()[selection[i]]);
        Words.putLong(rows.bytes(i), to + Long.BYTES, values.low()[selection[i]]);
      }
    }

    @Override
    Column read(Rows rows, long[] validity) {
      long[] high = new long[rows.count()];
      long[] low = new long[rows.count()];
      for (int i = 0; i < high.length; i++) {
        int from = at(rows, i);
        high[i] = Words.getLong(rows.bytes(i), from);
        low[i] = Words.getLong(rows.bytes(i), from + Long.BYTES);
      }
      return new Decimal128Column(high, low, validity);
    }
  }
}
