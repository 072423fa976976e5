package io.rheo.shell.render;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * JSON as RFC 8259 has it: text is UTF-8 and only what must be escaped is. NaN and infinities,
 * which JSON lacks, become strings; bytes become Base64.
 */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  static void appendString(StringBuilder out, CharSequence text) {
    out.append('"');
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (needsEscape(text, i, c)) {
        out.append(text, copied, i);
        appendEscaped(out, c);
        copied = i + 1;
      }
    }
    out.append(text, copied, text.length()).append('"');
  }

  private static boolean needsEscape(CharSequence text, int index, char c) {
    if (c < 0x20 || c == '"' || c == '\\') {
      return true;
    }
    if (!Character.isSurrogate(c)) {
      return false;
    }
    // Half of a pair cannot be written as UTF-8.
    return Character.isHighSurrogate(c)
        ? index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1))
        : index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
  }

  private static void appendEscaped(StringBuilder out, char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt(c >> shift & 15));
        }
      }
    }
  }

  /** Appends a value as JDBC gives it: an array, map or struct with everything in it. */
  static void appendValue(StringBuilder out, Object value) throws SQLException {
    if (value == null) {
      out.append("null");
    } else if (value instanceof Double || value instanceof Float) {
      appendFloating(out, (Number) value);
    } else if (value instanceof BigDecimal decimal) {
      out.append(decimal.toPlainString());
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof byte[] bytes) {
      appendString(out, Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof Map<?, ?> map) {
      appendObject(out, map);
    } else {
      List<?> elements = elements(value);
      if (elements == null) {
        appendString(out, value.toString());
      } else {
        appendArray(out, elements);
      }
    }
  }

  private static List<?> elements(Object value) throws SQLException {
    if (value instanceof List<?> list) {
      return list;
    }
    if (value instanceof Object[] array) {
      return Arrays.asList(array);
    }
    if (value instanceof Struct struct) {
      return Arrays.asList(struct.getAttributes());
    }
    if (value instanceof Array array) {
      return array.getBaseType() == Types.ARRAY ? arrays(array) : elements(array.getArray());
    }
    return null;
  }

  /** The arrays of an array; as an array Avatica gives them only if none of them is NULL. */
  private static List<?> arrays(Array array) throws SQLException {
    List<Object> elements = new ArrayList<>();
    try (ResultSet rows = array.getResultSet()) {
      while (rows.next()) {
        elements.add(rows.getObject(2));
      }
    }
    return elements;
  }

  private static void appendFloating(StringBuilder out, Number value) {
    if (Double.isNaN(value.doubleValue()) || Double.isInfinite(value.doubleValue())) {
      out.append('"').append(value).append('"');
    } else if (value instanceof Float) {
      DecimalDigits.append(out, value.floatValue());
    } else {
      DecimalDigits.append(out, value.doubleValue());
    }
  }

  private static void appendArray(StringBuilder out, List<?> elements) throws SQLException {
    out.append('[');
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      appendValue(out, elements.get(i));
    }
    out.append(']');
  }

  private static void appendObject(StringBuilder out, Map<?, ?> map) throws SQLException {
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      appendString(out, String.valueOf(entry.getKey()));
      out.append(':');
      appendValue(out, entry.getValue());
    }
    out.append('}');
  }
}
