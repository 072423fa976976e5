package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.Decimal128Column;
import io.rheo.engine.column.DoubleColumn;
import io.rheo.engine.column.IntColumn;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.column.Validity;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.math.BigDecimal;

/**
 * Results of SUM and AVG.
 *
 * @param type of the result
 * @param argument its type
 * @param sumAt where the sum's words are
 * @param sumWidth how many they are; of a DOUBLE: 1, or 6 if it is one that retracts
 * @param countAt where the number of values is: the result is NULL if it is 0
 */
record SumResults(DataType type, DataType argument, int sumAt, int sumWidth, int countAt) {

  AggregateResult sum() {
    return switch (type.storage()) {
      case INT -> rows -> longs(rows, false, true);
      case LONG -> rows -> longs(rows, false, false);
      case DECIMAL128 -> rows -> decimals(rows, false);
      case DOUBLE -> rows -> doubles(rows, false);
      case BOOLEAN, BYTES, OBJECT -> throw unsupported();
    };
  }

  AggregateResult average() {
    return switch (type.storage()) {
      case INT -> rows -> longs(rows, true, true);
      case LONG -> rows -> longs(rows, true, false);
      case DECIMAL128 -> rows -> decimals(rows, true);
      case DOUBLE -> rows -> doubles(rows, true);
      case BOOLEAN, BYTES, OBJECT -> throw unsupported();
    };
  }

  private IllegalArgumentException unsupported() {
    return new IllegalArgumentException("no sum of " + argument + " is a " + type);
  }

  private Column longs(ResultRows rows, boolean average, boolean narrow) {
    long[] values = new long[rows.count()];
    long[] valid = rows.validWhereNotZero(countAt);
    WideInteger sum = new WideInteger();
    for (int i = 0; i < values.length; i++) {
      if (Validity.isSet(valid, i)) {
        sum.read(rows.words(), rows.bases()[i] + sumAt, sumWidth);
        values[i] = average ? average(rows, i, sum).longValue() : sum.low();
        if (!average && !sum.fitsLong()) {
          rows.overflow(i);
        }
      }
    }
    return narrow ? narrow(values, valid, rows) : new LongColumn(values, valid);
  }

  /** The unscaled average. */
  private BigDecimal average(ResultRows rows, int i, WideInteger sum) {
    long count = rows.words()[rows.bases()[i] + countAt];
    return sum.average(argument.scale(), count, type.scale()).scaleByPowerOfTen(type.scale());
  }

  private static Column narrow(long[] values, long[] valid, ResultRows rows) {
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) values[i];
      if (ints[i] != values[i]) {
        rows.overflow(i);
      }
    }
    return new IntColumn(ints, valid);
  }

  private Column decimals(ResultRows rows, boolean average) {
    long[] high = new long[rows.count()];
    long[] low = new long[rows.count()];
    long[] valid = rows.validWhereNotZero(countAt);
    WideInteger sum = new WideInteger();
    for (int i = 0; i < high.length; i++) {
      if (Validity.isSet(valid, i)) {
        sum.read(rows.words(), rows.bases()[i] + sumAt, sumWidth);
        if (average) {
          sum.set(average(rows, i, sum).toBigIntegerExact());
        }
        high[i] = sum.high();
        low[i] = sum.low();
        if (!sum.fitsDecimal()) {
          rows.overflow(i);
        }
      }
    }
    return new Decimal128Column(high, low, valid);
  }

  private Column doubles(ResultRows rows, boolean average) {
    double[] values = new double[rows.count()];
    long[] valid = rows.validWhereNotZero(countAt);
    WideInteger sum = new WideInteger();
    for (int i = 0; i < values.length; i++) {
      if (Validity.isSet(valid, i)) {
        int base = rows.bases()[i];
        double value = value(rows.words(), base, sum);
        value = average ? value / rows.words()[base + countAt] : value;
        values[i] = type.name() == TypeName.FLOAT ? (float) value : value;
      }
    }
    return new DoubleColumn(values, valid);
  }

  private double value(long[] words, int base, WideInteger sum) {
    if (argument.name() != TypeName.FLOAT && argument.name() != TypeName.DOUBLE) {
      sum.read(words, base + sumAt, sumWidth);
      double value = sum.toDouble();
      return argument.scale() == 0 ? value : value / Math.pow(10, argument.scale());
    }
    return sumWidth == 1
        ? Double.longBitsToDouble(words[base + sumAt])
        : DoubleSumAccumulators.Retracting.value(words, base + sumAt);
  }
}
