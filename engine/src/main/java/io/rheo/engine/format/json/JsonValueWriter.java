package io.rheo.engine.format.json;

import io.rheo.engine.column.DateTimes;
import io.rheo.engine.column.DateTimes.TimestampStyle;
import io.rheo.engine.column.ValueText;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.option.OptionException;
import io.rheo.engine.option.OptionException.Kind;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Writes boxed values as JSON, in the forms that Flink writes. */
final class JsonValueWriter {
  private final JsonOptions options;
  private final StringBuilder plain = new StringBuilder();

  JsonValueWriter(JsonOptions options) {
    this.options = options;
  }

  void put(Object value, DataType type, ByteSink out) {
    if (value == null) {
      out.putAscii("null");
      return;
    }
    switch (type.name()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT -> out.putAscii(value.toString());
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> out.putAscii(value.toString());
      case DECIMAL -> putDecimal((BigDecimal) value, out);
      case FLOAT, DOUBLE -> putDouble((Double) value, type, out);
      case CHAR, VARCHAR -> JsonStrings.put((String) value, out);
      case BINARY, VARBINARY -> putQuoted(Base64.getEncoder().encodeToString((byte[]) value), out);
      case DATE -> putQuoted(ValueText.of(value, type), out);
      case TIME -> putTime((Integer) value, out);
      case TIMESTAMP, TIMESTAMP_LTZ -> putTimestamp((Long) value, type, out);
      case ARRAY -> putArray((List<?>) value, type.element(), out);
      case MAP -> putMap((Map<?, ?>) value, type.children().get(1).type(), out);
      case ROW -> putRow((List<?>) value, type.children(), out);
    }
  }

  private void putDecimal(BigDecimal value, ByteSink out) {
    out.putAscii(options.plainDecimals() ? value.toPlainString() : value.toString());
  }

  /** JSON has no NaN and no infinity: these are strings. */
  private void putDouble(double value, DataType type, ByteSink out) {
    plain.setLength(0);
    ValueText.appendDouble(plain, value, type);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      putQuoted(plain, out);
    } else {
      out.putAscii(plain);
    }
  }

  private void putTime(int millis, ByteSink out) {
    plain.setLength(0);
    DateTimes.appendTime(plain, millis, DateTimes.fractionDigits(millis));
    putQuoted(plain, out);
  }

  private void putTimestamp(long millis, DataType type, ByteSink out) {
    plain.setLength(0);
    char joint = options.timestampStyle() == TimestampStyle.ISO_8601 ? 'T' : ' ';
    DateTimes.appendTimestamp(plain, millis, DateTimes.fractionDigits(millis), joint);
    if (type.isInstant()) {
      plain.append('Z');
    }
    putQuoted(plain, out);
  }

  private static void putQuoted(CharSequence ascii, ByteSink out) {
    out.put('"');
    out.putAscii(ascii);
    out.put('"');
  }

  private void putArray(List<?> values, DataType element, ByteSink out) {
    out.put('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.put(',');
      }
      put(values.get(i), element, out);
    }
    out.put(']');
  }

  private void putRow(List<?> values, List<Field> members, ByteSink out) {
    out.put('{');
    boolean first = true;
    for (int i = 0; i < members.size(); i++) {
      Object value = values.get(i);
      if (value == null && options.ignoreNullFields()) {
        continue;
      }
      if (!first) {
        out.put(',');
      }
      first = false;
      JsonStrings.put(members.get(i).name(), out);
      out.put(':');
      put(value, members.get(i).type(), out);
    }
    out.put('}');
  }

  private void putMap(Map<?, ?> map, DataType valueType, ByteSink out) {
    out.put('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getKey() == null && options.nullKeys() == JsonOptions.NullKeys.DROP) {
        continue;
      }
      if (!first) {
        out.put(',');
      }
      first = false;
      JsonStrings.put(entry.getKey() == null ? nullKey() : (String) entry.getKey(), out);
      out.put(':');
      put(entry.getValue(), valueType, out);
    }
    out.put('}');
  }

  private String nullKey() {
    return switch (options.nullKeys()) {
      case LITERAL -> options.nullKeyLiteral();
      case DROP, FAIL ->
          throw new OptionException(
              Kind.INVALID,
              "json.map-null-key.mode",
              "a MAP with a NULL key cannot be written to JSON",
              "the names in a JSON object are texts",
              "set 'json.map-null-key.mode' to 'drop' or 'literal'");
    };
  }
}
