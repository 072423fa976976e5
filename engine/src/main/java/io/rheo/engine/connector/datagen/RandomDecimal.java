package io.rheo.engine.connector.datagen;

import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.option.Options;
import io.rheo.engine.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;

/** DECIMAL evenly from {@code min} to {@code max}, both included. */
final class RandomDecimal implements Generator {
  private static final int SHARE_BITS = 192; // more than any DECIMAL, so that all values are even

  private final int scale;
  private final boolean isLong;
  private final BigInteger min; // unscaled
  private final BigInteger max;

  private RandomDecimal(DataType type, BigInteger min, BigInteger max) {
    scale = type.scale();
    isLong = type.precision() <= DataType.LONG_DECIMAL_DIGITS;
    this.min = min;
    this.max = max;
  }

  static RandomDecimal of(Options options, DataType type) {
    BigDecimal most =
        new BigDecimal(BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE), type.scale());
    BigDecimal min = Generators.real(options, "min", most.negate());
    BigDecimal max = Generators.real(options, "max", most);
    Generators.checkRange(options, min.compareTo(max) <= 0);
    Generators.checkRange(options, min.compareTo(most.negate()) >= 0 && max.compareTo(most) <= 0);
    BigInteger low = min.setScale(type.scale(), RoundingMode.CEILING).unscaledValue();
    BigInteger high = max.setScale(type.scale(), RoundingMode.FLOOR).unscaledValue();
    Generators.checkRange(options, low.compareTo(high) <= 0);
    return new RandomDecimal(type, low, high);
  }

  @Override
  public void append(SplittableRandom random, long row, long nowMillis, ColumnBuilder out) {
    if (isLong) {
      long value = Generators.between(random, min.longValueExact(), max.longValueExact());
      ((LongBuilder) out).append(value);
      return;
    }
    byte[] bytes = new byte[SHARE_BITS / 8];
    random.nextBytes(bytes);
    BigInteger share = new BigInteger(1, bytes);
    BigInteger range = max.subtract(min).add(BigInteger.ONE);
    BigInteger value = min.add(range.multiply(share).shiftRight(SHARE_BITS));
    BoxedValues.append(out, new BigDecimal(value, scale));
  }
}
