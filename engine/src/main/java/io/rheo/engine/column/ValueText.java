package io.rheo.engine.column;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Values as people read them, the same in CAST, in the shell and in files: {@code 2026-01-31
 * 10:00:00.000}, {@code 1.50}, {@code 1.0E10} (the shortest form that reads back exactly), {@code
 * true}, {@code +1 02:00:00.000}, {@code [a, b]}, {@code {k=v}}, {@code (1, x)}, bytes as {@code
 * x'0aff'}. NULL is {@code NULL}.
 */
public final class ValueText {
  private static final String NULL = "NULL";
  private static final int SAFE_DIGITS = 15; // the JDK never prints one too many below this

  private ValueText() {}

  /** The text of one entry of a column. */
  public static String of(Column column, DataType type, int row) {
    StringBuilder out = new StringBuilder();
    append(out, column, type, row);
    return out.toString();
  }

  /** The text of a value in the form of {@link BoxedValues}. */
  public static String of(Object boxed, DataType type) {
    StringBuilder out = new StringBuilder();
    append(out, boxed, type);
    return out.toString();
  }

  /** Appends the text of one entry of a column. */
  public static void append(StringBuilder out, Column column, DataType type, int row) {
    if (column.isNull(row)) {
      out.append(NULL);
    } else if (column instanceof BooleanColumn booleans) {
      out.append(booleans.values()[row] != 0);
    } else if (column instanceof IntColumn ints) {
      appendNumber(out, ints.values()[row], type);
    } else if (column instanceof LongColumn longs) {
      appendNumber(out, longs.values()[row], type);
    } else if (column instanceof DoubleColumn doubles) {
      appendDouble(out, doubles.values()[row], type);
    } else if (column instanceof Decimal128Column decimals) {
      BigInteger unscaled = BoxedValues.toBigInteger(decimals.high()[row], decimals.low()[row]);
      out.append(new BigDecimal(unscaled, type.scale()).toPlainString());
    } else {
      append(out, BoxedValues.get(column, type, row), type);
    }
  }

  /** Appends the text of a value in the form of {@link BoxedValues}. */
  public static void append(StringBuilder out, Object boxed, DataType type) {
    if (boxed == null) {
      out.append(NULL);
      return;
    }
    switch (type.name()) {
      case BOOLEAN, CHAR, VARCHAR -> out.append(boxed);
      case TINYINT, SMALLINT, INTEGER, DATE, TIME -> appendNumber(out, (Integer) boxed, type);
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
          appendNumber(out, (Long) boxed, type);
      case DECIMAL -> out.append(((BigDecimal) boxed).toPlainString());
      case FLOAT, DOUBLE -> appendDouble(out, (Double) boxed, type);
      case BINARY, VARBINARY ->
          out.append("x'").append(HexFormat.of().formatHex((byte[]) boxed)).append('\'');
      case ARRAY -> appendArray(out, (List<?>) boxed, type.element());
      case MAP -> appendMap(out, (Map<?, ?>) boxed, type);
      case ROW -> appendRow(out, (List<?>) boxed, type.children());
    }
  }

  /**
   * Appends a value that a column holds as {@code int} or {@code long}: a whole number, DATE, TIME,
   * TIMESTAMP, interval, or DECIMAL of up to 18 digits.
   */
  public static void appendNumber(StringBuilder out, long value, DataType type) {
    switch (type.name()) {
      case DATE -> DateTimes.appendDate(out, value);
      case TIME -> DateTimes.appendTime(out, (int) value, type.precision());
      case TIMESTAMP, TIMESTAMP_LTZ -> DateTimes.appendTimestamp(out, value, type.precision(), ' ');
      case INTERVAL_YEAR_MONTH -> DateTimes.appendMonthInterval(out, value);
      case INTERVAL_DAY_TIME -> DateTimes.appendDayInterval(out, value);
      case DECIMAL -> appendDecimal(out, value, type.scale());
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          FLOAT,
          DOUBLE,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          ARRAY,
          MAP,
          ROW ->
          out.append(value);
    }
  }

  /** Appends an unscaled DECIMAL with all digits of its scale: {@code -0.50}. */
  public static void appendDecimal(StringBuilder out, long unscaled, int scale) {
    if (scale == 0) {
      out.append(unscaled);
      return;
    }
    if (unscaled < 0) {
      out.append('-');
    }
    int start = out.length();
    out.append(Long.toUnsignedString(Math.abs(unscaled)));
    while (out.length() - start <= scale) {
      out.insert(start, '0');
    }
    out.insert(out.length() - scale, '.');
  }

  /** Appends a FLOAT or DOUBLE in the shortest form that reads back as the same number. */
  public static void appendDouble(StringBuilder out, double value, DataType type) {
    switch (type.name()) {
      case FLOAT -> out.append((float) value);
      default -> out.append(shortest(value));
    }
  }

  /** JDK 17 prints a digit too many for some numbers: 2.0E-322 as {@code 1.98E-322}. */
  private static String shortest(double value) {
    String text = Double.toString(value);
    if ((text.length() <= SAFE_DIGITS && Math.abs(value) >= Double.MIN_NORMAL)
        || Double.isNaN(value)
        || Double.isInfinite(value)
        || value == 0) {
      return text;
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal best = new BigDecimal(text).stripTrailingZeros();
    boolean shortened = false;
    while (best.precision() > 2) { // newer JDKs print two digits at least, too
      BigDecimal candidate =
          exact.round(new MathContext(best.precision() - 1, RoundingMode.HALF_EVEN));
      if (candidate.doubleValue() != value) {
        break;
      }
      best = candidate.stripTrailingZeros();
      shortened = true;
    }
    return shortened ? inFormOfDouble(best) : text;
  }

  /** The number in the form of {@link Double#toString}: plain from 1e-3 up to 1e7. */
  private static String inFormOfDouble(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    if (exponent >= -3 && exponent < 7) {
      return number.setScale(Math.max(1, number.scale())).toPlainString();
    }
    BigDecimal mantissa = number.scaleByPowerOfTen(-exponent);
    return mantissa.setScale(Math.max(1, mantissa.scale())).toPlainString() + "E" + exponent;
  }

  private static void appendArray(StringBuilder out, List<?> values, DataType element) {
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      append(out, values.get(i), element);
    }
    out.append(']');
  }

  private static void appendMap(StringBuilder out, Map<?, ?> map, DataType type) {
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      append(out, entry.getKey(), type.children().get(0).type());
      out.append('=');
      append(out, entry.getValue(), type.children().get(1).type());
      out.append(entries.hasNext() ? ", " : "");
    }
    out.append('}');
  }

  private static void appendRow(StringBuilder out, List<?> values, List<Field> members) {
    out.append('(');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      append(out, values.get(i), members.get(i).type());
    }
    out.append(')');
  }
}
