package io.rheo.server.avatica;

import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Values that JDBC has no form for as text: MAP and ROW as JSON, intervals as SQL spells them. */
final class NestedText {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final ZoneId zone;
  private final StringBuilder text = new StringBuilder();

  private NestedText(ZoneId zone) {
    this.zone = zone;
  }

  /** The value, in the form of {@code BoxedValues}, as JSON. */
  static String json(Object value, DataType type, ZoneId zone) {
    NestedText json = new NestedText(zone);
    json.append(value, type);
    return json.text.toString();
  }

  /** Months as {@code +1-02}. */
  static String months(long months) {
    long positive = Math.abs(months);
    return "%s%d-%02d".formatted(months < 0 ? "-" : "+", positive / 12, positive % 12);
  }

  /** Milliseconds as {@code +1 02:03:04.005}: days, then the time. */
  static String dayTime(long millis) {
    long positive = Math.abs(millis);
    return "%s%d %02d:%02d:%02d.%03d"
        .formatted(
            millis < 0 ? "-" : "+",
            TimeUnit.MILLISECONDS.toDays(positive),
            TimeUnit.MILLISECONDS.toHours(positive) % 24,
            TimeUnit.MILLISECONDS.toMinutes(positive) % 60,
            TimeUnit.MILLISECONDS.toSeconds(positive) % 60,
            positive % 1000);
  }

  private void append(Object value, DataType type) {
    if (value == null) {
      text.append("null");
      return;
    }
    switch (type.name()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT -> text.append(value);
      case DECIMAL -> text.append(((BigDecimal) value).toPlainString());
      case FLOAT -> number(((Double) value).floatValue());
      case DOUBLE -> number((Double) value);
      case CHAR, VARCHAR -> quoted((String) value);
      case BINARY, VARBINARY -> quoted(Base64.getEncoder().encodeToString((byte[]) value));
      case DATE -> quoted(LocalDate.ofEpochDay((Integer) value).toString());
      case TIME -> quoted(TIME.format(LocalTime.ofNanoOfDay((Integer) value * 1_000_000L)));
      case TIMESTAMP -> quoted(TIMESTAMP.format(at((Long) value, ZoneOffset.UTC)));
      case TIMESTAMP_LTZ -> quoted(TIMESTAMP.format(at((Long) value, zone)));
      case INTERVAL_YEAR_MONTH -> quoted(months((Long) value));
      case INTERVAL_DAY_TIME -> quoted(dayTime((Long) value));
      case ARRAY -> array((List<?>) value, type.element());
      case MAP -> map((Map<?, ?>) value, type);
      case ROW -> row((List<?>) value, type.children());
    }
  }

  private static java.time.ZonedDateTime at(long millis, ZoneId zone) {
    return Instant.ofEpochMilli(millis).atZone(zone);
  }

  /** JSON has no NaN and infinities; they are text. */
  private void number(double value) {
    if (Double.isFinite(value)) {
      text.append(value);
    } else {
      quoted(Double.toString(value));
    }
  }

  private void number(float value) {
    if (Float.isFinite(value)) {
      text.append(value);
    } else {
      quoted(Float.toString(value));
    }
  }

  private void array(List<?> elements, DataType type) {
    text.append('[');
    String separator = "";
    for (Object element : elements) {
      text.append(separator);
      append(element, type);
      separator = ",";
    }
    text.append(']');
  }

  private void map(Map<?, ?> map, DataType type) {
    DataType key = type.children().get(0).type();
    DataType value = type.children().get(1).type();
    text.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(separator);
      key(entry.getKey(), key);
      text.append(':');
      append(entry.getValue(), value);
      separator = ",";
    }
    text.append('}');
  }

  /** A JSON key is a string, whatever the key's type. */
  private void key(Object key, DataType type) {
    String json = json(key, type, zone);
    if (json.startsWith("\"")) {
      text.append(json);
    } else {
      quoted(json);
    }
  }

  private void row(List<?> members, List<Field> fields) {
    text.append('{');
    Iterator<?> values = members.iterator();
    String separator = "";
    for (Field field : fields) {
      text.append(separator);
      quoted(field.name());
      text.append(':');
      append(values.next(), field.type());
      separator = ",";
    }
    text.append('}');
  }

  private void quoted(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < 0x20) {
            text.append("\\u%04x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
