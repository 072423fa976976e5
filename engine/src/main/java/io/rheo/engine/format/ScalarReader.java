package io.rheo.engine.format;

import io.rheo.engine.column.BooleanBuilder;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.DateTimes;
import io.rheo.engine.column.DateTimes.TimestampStyle;
import io.rheo.engine.column.Decimal128Builder;
import io.rheo.engine.column.DoubleBuilder;
import io.rheo.engine.column.IntBuilder;
import io.rheo.engine.column.LongBuilder;
import io.rheo.engine.column.NumberParser;
import io.rheo.engine.column.NumberParser.Result;
import io.rheo.engine.column.TimestampParser;
import io.rheo.engine.type.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads values of one type, other than ARRAY, MAP and ROW, from text in UTF-8. What every text
 * format agrees on: numbers and times may be surrounded by blanks, text is taken as it is, bytes
 * are in Base64. For one thread.
 */
public final class ScalarReader {
  private static final int SHOWN_BYTES = 40;

  private final DataType type;
  private final boolean isDecimal;
  private final TimestampParser timestamps;
  private final NumberParser number = new NumberParser();
  private long value; // of a type that a column holds as boolean, int or long, except DECIMAL
  private int start; // of the text without blanks
  private int end;

  public ScalarReader(DataType type, TimestampStyle style) {
    this.type = type;
    timestamps = new TimestampParser(style, type.isInstant());
    isDecimal = type.isDecimal();
  }

  public DataType type() {
    return type;
  }

  /**
   * Appends the value to a column of this type.
   *
   * @return {@code null}, or why the text is not such a value; nothing was appended then
   */
  public String append(byte[] text, int from, int to, ColumnBuilder out) {
    switch (type.name()) {
      case CHAR, VARCHAR -> {
        ((BytesBuilder) out).append(text, from, to - from);
        return null;
      }
      case BINARY, VARBINARY -> {
        byte[] decoded = base64(text, from, to);
        if (decoded == null) {
          return complaint(text, from, to, Result.NOT_A_NUMBER);
        }
        ((BytesBuilder) out).append(decoded);
        return null;
      }
      default -> {
        Result result = parse(text, from, to);
        if (result != Result.OK) {
          return complaint(text, from, to, result);
        }
        appendParsed(out);
        return null;
      }
    }
  }

  /** The value in the form of {@code BoxedValues}. Fails if the text is not such a value. */
  public Object read(byte[] text, int from, int to) throws BadValueException {
    switch (type.name()) {
      case CHAR, VARCHAR -> {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
      }
      case BINARY, VARBINARY -> {
        byte[] decoded = base64(text, from, to);
        if (decoded == null) {
          throw new BadValueException(complaint(text, from, to, Result.NOT_A_NUMBER));
        }
        return decoded;
      }
      default -> {
        Result result = parse(text, from, to);
        if (result != Result.OK) {
          throw new BadValueException(complaint(text, from, to, result));
        }
        return boxed();
      }
    }
  }

  private Result parse(byte[] text, int from, int to) {
    trim(text, from, to);
    return switch (type.name()) {
      case BOOLEAN -> parseBoolean(text);
      case TINYINT -> parseWhole(text, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> parseWhole(text, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER, INTERVAL_YEAR_MONTH -> parseWhole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT, INTERVAL_DAY_TIME -> parseWhole(text, Long.MIN_VALUE, Long.MAX_VALUE);
      case DECIMAL -> number.parseDecimal(text, start, end, type.precision(), type.scale());
      case FLOAT -> number.parseFloat(text, start, end);
      case DOUBLE -> number.parseDouble(text, start, end);
      case DATE -> time(DateTimes.parseDate(text, start, end), DateTimes.NO_DATE);
      case TIME -> parseTime(text);
      case TIMESTAMP, TIMESTAMP_LTZ -> parseTimestamp(text);
      case CHAR, VARCHAR, BINARY, VARBINARY, ARRAY, MAP, ROW ->
          throw new IllegalStateException(type + " is not read from plain text");
    };
  }

  private Result parseWhole(byte[] text, long min, long max) {
    Result result = number.parseWhole(text, start, end, min, max);
    value = number.asLong();
    return result;
  }

  private Result parseBoolean(byte[] text) {
    if (isWord(text, "true")) {
      value = 1;
    } else if (isWord(text, "false")) {
      value = 0;
    } else {
      return Result.NOT_A_NUMBER;
    }
    return Result.OK;
  }

  private Result parseTime(byte[] text) {
    int millis = DateTimes.parseTime(text, start, end);
    if (millis == DateTimes.NO_TIME) {
      return Result.NOT_A_NUMBER;
    }
    value = DateTimes.truncateMillis(millis, type.precision());
    return Result.OK;
  }

  private Result parseTimestamp(byte[] text) {
    long millis = timestamps.parse(text, start, end);
    if (millis == DateTimes.NO_TIMESTAMP) {
      return Result.NOT_A_NUMBER;
    }
    value = DateTimes.truncateMillis(millis, type.precision());
    return Result.OK;
  }

  private Result time(int parsed, int none) {
    value = parsed;
    return parsed == none ? Result.NOT_A_NUMBER : Result.OK;
  }

  private void appendParsed(ColumnBuilder out) {
    switch (type.storage()) {
      case BOOLEAN -> ((BooleanBuilder) out).append((byte) value);
      case INT -> ((IntBuilder) out).append((int) value);
      case LONG -> ((LongBuilder) out).append(isDecimal ? number.low() : value);
      case DOUBLE -> ((DoubleBuilder) out).append(number.asDouble());
      case DECIMAL128 -> ((Decimal128Builder) out).append(number.high(), number.low());
      case BYTES, OBJECT -> throw new IllegalStateException(type + " is not read from plain text");
    }
  }

  private Object boxed() {
    return switch (type.storage()) {
      case BOOLEAN -> value != 0;
      case INT -> (int) value;
      case LONG -> isDecimal ? BigDecimal.valueOf(number.low(), type.scale()) : (Object) value;
      case DOUBLE -> number.asDouble();
      case DECIMAL128 ->
          new BigDecimal(BoxedValues.toBigInteger(number.high(), number.low()), type.scale());
      case BYTES, OBJECT -> throw new IllegalStateException(type + " is not read from plain text");
    };
  }

  private void trim(byte[] text, int from, int to) {
    start = from;
    end = to;
    while (start < end && text[start] == ' ') {
      start++;
    }
    while (end > start && text[end - 1] == ' ') {
      end--;
    }
  }

  private boolean isWord(byte[] text, String word) {
    if (end - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((text[start + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] base64(byte[] text, int from, int to) {
    try {
      return Base64.getDecoder().decode(Arrays.copyOfRange(text, from, to));
    } catch (IllegalArgumentException e) {
      return null; // the caller says so
    }
  }

  private String complaint(byte[] text, int from, int to, Result result) {
    int shownEnd = Math.min(to, from + SHOWN_BYTES);
    String shown =
        new String(text, from, shownEnd - from, StandardCharsets.UTF_8)
            + (shownEnd < to ? "…" : "");
    return switch (result) {
      case OK -> throw new IllegalStateException("nothing to complain about");
      case NOT_A_NUMBER -> isNot("'" + shown + "'", type);
      case NOT_A_WHOLE_NUMBER -> "'" + shown + "' is not a whole number";
      case OUT_OF_RANGE -> "'" + shown + "' is out of the range of " + type.withNullable(true);
    };
  }

  /** A complaint: {@code 'x' is not an INTEGER}. */
  public static String isNot(String what, DataType type) {
    String name = type.withNullable(true).toString();
    String article = "AEIOU".indexOf(name.charAt(0)) >= 0 ? " is not an " : " is not a ";
    return what + article + name;
  }
}
