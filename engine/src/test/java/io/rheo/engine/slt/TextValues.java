package io.rheo.engine.slt;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Values in the form of {@code BoxedValues}, as text and back. Slow and simple on purpose. */
final class TextValues {
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd[ HH:mm:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
          .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
          .toFormatter();

  private static final DateTimeFormatter TIMESTAMP_OUT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private TextValues() {}

  /** Reads a value of a scalar type; {@code null} is NULL. */
  static Object parse(DataType type, String text) {
    if (text == null) {
      return null;
    }
    return switch (type.name()) {
      case BOOLEAN -> parseBoolean(text);
      case TINYINT, SMALLINT, INTEGER -> Integer.valueOf(text);
      case BIGINT, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> Long.valueOf(text);
      case DECIMAL -> new BigDecimal(text).setScale(type.scale(), RoundingMode.HALF_UP);
      case FLOAT -> (double) (float) parseDouble(text);
      case DOUBLE -> parseDouble(text);
      case CHAR, VARCHAR -> text;
      case BINARY, VARBINARY -> parseBytes(text);
      case DATE -> (int) LocalDate.parse(text).toEpochDay();
      case TIME -> (int) (LocalTime.parse(text).toNanoOfDay() / 1_000_000);
      case TIMESTAMP, TIMESTAMP_LTZ -> parseTimestamp(text);
      case ARRAY, MAP, ROW ->
          throw new IllegalArgumentException("no text form to read for " + type);
    };
  }

  private static boolean parseBoolean(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("not a BOOLEAN: " + text);
    }
    return Boolean.parseBoolean(text);
  }

  private static double parseDouble(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  private static byte[] parseBytes(String text) {
    return text.startsWith("x'")
        ? HexFormat.of().parseHex(text.substring(2, text.length() - 1))
        : text.getBytes(StandardCharsets.UTF_8);
  }

  private static long parseTimestamp(String text) {
    return LocalDateTime.parse(text, TIMESTAMP).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** The text of a value; {@code null} for NULL. {@link #parse} reads it back. */
  static String format(DataType type, Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.name()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT -> value.toString();
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> value.toString();
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case FLOAT -> Float.toString(((Double) value).floatValue());
      case DOUBLE -> value.toString();
      case CHAR, VARCHAR -> (String) value;
      case BINARY, VARBINARY -> "x'" + HexFormat.of().formatHex((byte[]) value) + "'";
      case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
      case TIME -> formatTime((Integer) value, type.precision());
      case TIMESTAMP, TIMESTAMP_LTZ -> formatTimestamp((Long) value, type.precision());
      case ARRAY -> formatAll(type.element(), (List<?>) value).toString();
      case MAP -> formatMap(type, (Map<?, ?>) value).toString();
      case ROW -> formatRow(type, (List<?>) value);
    };
  }

  private static String formatTime(int millis, int digits) {
    LocalTime time = LocalTime.ofNanoOfDay(millis * 1_000_000L);
    return DateTimeFormatter.ofPattern("HH:mm:ss").format(time) + fraction(millis % 1000, digits);
  }

  private static String formatTimestamp(long millis, int digits) {
    LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    return TIMESTAMP_OUT.format(time) + fraction((int) Math.floorMod(millis, 1000L), digits);
  }

  /** Three digits if there are any, and none for a full second: short lines are easier to read. */
  private static String fraction(int millis, int digits) {
    return digits == 0 || millis == 0 ? "" : String.format(".%03d", millis);
  }

  private static List<String> formatAll(DataType element, List<?> values) {
    return values.stream().map(value -> Objects.toString(format(element, value))).toList();
  }

  private static List<String> formatMap(DataType type, Map<?, ?> map) {
    return map.entrySet().stream()
        .map(
            entry ->
                format(type.element(), entry.getKey())
                    + "="
                    + format(type.children().get(1).type(), entry.getValue()))
        .sorted()
        .toList();
  }

  private static String formatRow(DataType type, List<?> values) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Field member = type.children().get(i);
      members.add(Objects.toString(format(member.type(), values.get(i))));
    }
    return "(" + String.join(", ", members) + ")";
  }
}
