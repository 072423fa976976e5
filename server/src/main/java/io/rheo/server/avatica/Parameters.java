package io.rheo.server.avatica;

import io.rheo.engine.type.DataType;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.remote.TypedValue;
import org.apache.calcite.avatica.util.ByteString;

/**
 * The values of {@code ?} as the engine wants them. They come as what the client set; a value that
 * does not fit the parameter's type is refused, never cut.
 */
final class Parameters {
  private static final long MILLIS_PER_DAY = TimeUnit.DAYS.toMillis(1);

  private final ZoneId clientZone;
  private final ZoneId sessionZone;

  /**
   * @param clientZone of the client's wall clock
   * @param sessionZone of an instant that is given as text
   */
  Parameters(ZoneId clientZone, ZoneId sessionZone) {
    this.clientZone = clientZone;
    this.sessionZone = sessionZone;
  }

  List<Object> convert(List<TypedValue> values, List<DataType> types) {
    if (values.size() != types.size()) {
      throw SqlError.of(
          ErrorCode.PARAMETER_COUNT,
          "the statement has " + types.size() + " parameters, got " + values.size() + " values");
    }
    List<Object> converted = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      converted.add(convert(i, values.get(i), types.get(i)));
    }
    return converted;
  }

  private Object convert(int index, TypedValue typed, DataType type) {
    Object value = typed == null ? null : typed.toLocal();
    if (value == null) {
      return null;
    }
    try {
      return convert(value, typed.type, type);
    } catch (ArithmeticException
        | NumberFormatException
        | DateTimeException
        | ClassCastException e) {
      throw SqlError.of(
              ErrorCode.PARAMETER_VALUE,
              "parameter %d is a %s, '%s' is not one"
                  .formatted(index + 1, ColumnTypes.typeName(type), shortened(value)))
          .causedBy(e);
    }
  }

  private static String shortened(Object value) {
    String text = value.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private Object convert(Object value, Rep rep, DataType type) {
    return switch (type.name()) {
      case BOOLEAN -> bool(value);
      case TINYINT -> (int) number(value).byteValueExact();
      case SMALLINT -> (int) number(value).shortValueExact();
      case INTEGER -> number(value).intValueExact();
      case BIGINT, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> number(value).longValueExact();
      case DECIMAL -> decimal(number(value), type);
      case FLOAT -> (double) (float) floating(value);
      case DOUBLE -> floating(value);
      case CHAR, VARCHAR -> text(value, rep, type);
      case BINARY, VARBINARY -> bytes(value, type);
      case DATE -> date(value, rep);
      case TIME -> time(value, rep);
      case TIMESTAMP -> wallClock(value, rep).toInstant(ZoneOffset.UTC).toEpochMilli();
      case TIMESTAMP_LTZ -> {
        ZoneId zone = value instanceof String ? sessionZone : clientZone;
        yield wallClock(value, rep).atZone(zone).toInstant().toEpochMilli();
      }
      case ARRAY -> array((List<?>) value, type.element());
      case MAP, ROW -> throw new ClassCastException("no JDBC type for it");
    };
  }

  private static Boolean bool(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    } else if (value instanceof String text) {
      if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
        return text.equalsIgnoreCase("true");
      }
      throw new NumberFormatException(text);
    }
    return number(value).signum() != 0;
  }

  private static BigDecimal number(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    } else if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    } else if (value instanceof Number || value instanceof String) {
      return new BigDecimal(value.toString().trim());
    } else if (value instanceof Boolean bool) {
      return bool ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    throw new ClassCastException(value.getClass().getName());
  }

  private static BigDecimal decimal(BigDecimal value, DataType type) {
    BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
    if (rounded.precision() > type.precision()) {
      throw new ArithmeticException("too many digits");
    }
    return rounded;
  }

  private static double floating(Object value) {
    return value instanceof Number number
        ? number.doubleValue()
        : Double.parseDouble((String) value);
  }

  private String text(Object value, Rep rep, DataType type) {
    String text =
        switch (rep) {
          case JAVA_SQL_DATE -> LocalDate.ofEpochDay(((Number) value).longValue()).toString();
          case JAVA_SQL_TIME -> timeOf(value).toString();
          case JAVA_SQL_TIMESTAMP -> wallClock(value, rep).toString().replace('T', ' ');
          default -> value.toString();
        };
    if (text.codePointCount(0, text.length()) > type.precision()) {
      throw new ArithmeticException("too long");
    }
    return text;
  }

  private static byte[] bytes(Object value, DataType type) {
    byte[] bytes;
    if (value instanceof ByteString string) {
      bytes = string.getBytes();
    } else if (value instanceof byte[] array) {
      bytes = array;
    } else {
      bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
    }
    if (bytes.length > type.precision()) {
      throw new ArithmeticException("too long");
    }
    return bytes;
  }

  private Integer date(Object value, Rep rep) {
    if (rep == Rep.JAVA_SQL_DATE) {
      return ((Number) value).intValue();
    }
    return value instanceof String text
        ? (int) LocalDate.parse(text.trim()).toEpochDay()
        : (int) wallClock(value, rep).toLocalDate().toEpochDay();
  }

  private static Integer time(Object value, Rep rep) {
    LocalTime time =
        rep == Rep.JAVA_SQL_TIME ? timeOf(value) : LocalTime.parse(((String) value).trim());
    return (int) TimeUnit.NANOSECONDS.toMillis(time.toNanoOfDay());
  }

  private static LocalTime timeOf(Object millisOfDay) {
    long millis = Math.floorMod(((Number) millisOfDay).longValue(), MILLIS_PER_DAY);
    return LocalTime.ofNanoOfDay(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static LocalDateTime wallClock(Object value, Rep rep) {
    if (value instanceof String text) {
      String trimmed = text.trim();
      return trimmed.length() <= 10
          ? LocalDate.parse(trimmed).atStartOfDay()
          : LocalDateTime.parse(trimmed.replace(' ', 'T'));
    }
    return switch (rep) {
      case JAVA_SQL_DATE -> LocalDate.ofEpochDay(((Number) value).longValue()).atStartOfDay();
      case JAVA_SQL_TIMESTAMP -> {
        long millis = ((Number) value).longValue();
        yield LocalDateTime.ofEpochSecond(
            Math.floorDiv(millis, 1000L),
            (int) Math.floorMod(millis, 1000L) * 1_000_000,
            ZoneOffset.UTC);
      }
      default -> throw new ClassCastException(rep + " is no point in time");
    };
  }

  private List<Object> array(List<?> elements, DataType type) {
    List<Object> converted = new ArrayList<>(elements.size());
    for (Object element : elements) {
      if (element instanceof TypedValue typed) {
        Object value = typed.toLocal();
        converted.add(value == null ? null : convert(value, typed.type, type));
      } else {
        converted.add(element == null ? null : convert(element, Rep.of(element.getClass()), type));
      }
    }
    return converted;
  }
}
