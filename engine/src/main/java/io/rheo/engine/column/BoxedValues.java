package io.rheo.engine.column;

import io.rheo.engine.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * One value at a time as a Java object, for the control plane, for nested values and for edges that
 * work row by row. NULL is {@code null}; else
 *
 * <ul>
 *   <li>BOOLEAN is {@code Boolean}; TINYINT, SMALLINT, INTEGER, DATE (days) and TIME (ms) are
 *       {@code Integer}; BIGINT, TIMESTAMP, TIMESTAMP_LTZ (ms) and intervals are {@code Long};
 *   <li>DECIMAL is a {@code BigDecimal} of the type's scale; FLOAT and DOUBLE are {@code Double};
 *   <li>CHAR and VARCHAR are {@code String}; BINARY and VARBINARY are {@code byte[]};
 *   <li>ARRAY and ROW are {@code List}, MAP is {@code Map}, of values in this form.
 * </ul>
 */
public final class BoxedValues {
  private BoxedValues() {}

  /** The value of one row. */
  public static Object get(Column column, DataType type, int row) {
    if (column.isNull(row)) {
      return null;
    }
    if (column instanceof BooleanColumn booleans) {
      return booleans.values()[row] != 0;
    } else if (column instanceof IntColumn ints) {
      return ints.values()[row];
    } else if (column instanceof LongColumn longs) {
      return long64(longs.values()[row], type);
    } else if (column instanceof DoubleColumn doubles) {
      return doubles.values()[row];
    } else if (column instanceof Decimal128Column decimals) {
      BigInteger unscaled = toBigInteger(decimals.high()[row], decimals.low()[row]);
      return new BigDecimal(unscaled, type.scale());
    } else if (column instanceof BytesColumn bytes) {
      return isText(type) ? bytes.string(row) : bytes.copy(row);
    } else {
      return ((ObjectColumn) column).values()[row];
    }
  }

  private static Object long64(long value, DataType type) {
    return switch (type.name()) {
      case DECIMAL -> BigDecimal.valueOf(value, type.scale());
      default -> value;
    };
  }

  private static boolean isText(DataType type) {
    return switch (type.name()) {
      case CHAR, VARCHAR -> true;
      default -> false;
    };
  }

  /**
   * Appends a value in the form that {@link #get} returns; a DECIMAL must have the type's scale.
   */
  public static void append(ColumnBuilder builder, Object value) {
    if (value == null) {
      builder.appendNull();
    } else if (builder instanceof BooleanBuilder booleans) {
      booleans.append((byte) ((Boolean) value ? 1 : 0));
    } else if (builder instanceof IntBuilder ints) {
      ints.append((Integer) value);
    } else if (builder instanceof LongBuilder longs) {
      longs.append(
          value instanceof BigDecimal decimal
              ? decimal.unscaledValue().longValueExact()
              : (Long) value);
    } else if (builder instanceof DoubleBuilder doubles) {
      doubles.append((Double) value);
    } else if (builder instanceof Decimal128Builder decimals) {
      BigInteger unscaled = ((BigDecimal) value).unscaledValue();
      decimals.append(unscaled.shiftRight(64).longValueExact(), unscaled.longValue());
    } else if (builder instanceof BytesBuilder bytes) {
      bytes.append(
          value instanceof String string
              ? string.getBytes(StandardCharsets.UTF_8)
              : (byte[]) value);
    } else {
      ((ObjectBuilder) builder).append(value);
    }
  }

  /** The number {@code high * 2^64 + unsigned low}. */
  public static BigInteger toBigInteger(long high, long low) {
    BigInteger lower = BigInteger.valueOf(low & Long.MAX_VALUE);
    if (low < 0) {
      lower = lower.setBit(63);
    }
    return BigInteger.valueOf(high).shiftLeft(64).add(lower);
  }
}
