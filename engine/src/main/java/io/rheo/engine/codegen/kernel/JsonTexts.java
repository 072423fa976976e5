package io.rheo.engine.codegen.kernel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON as text. As in Flink, the members of an object are written in the order of their names, and
 * numbers as they were, not by way of DOUBLE.
 */
public final class JsonTexts {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true)
          .build();

  private JsonTexts() {}

  /** A value in the form that {@link JsonShape} gives. */
  public static Slice write(Object value) {
    try {
      return Slice.of(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new RowException("no JSON of " + value + ": " + e.getOriginalMessage());
    }
  }

  /** Appends a text as {@link #write} writes it: between quotes, escaped where JSON demands it. */
  public static void appendString(StringBuilder json, String text) {
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    json.append('"');
  }

  /** The value of JSON text; blank text is {@code null}. */
  static Object parse(String json) {
    if (json.isBlank()) {
      return null;
    }
    try {
      return MAPPER.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new RowException("this is no JSON: " + e.getOriginalMessage());
    }
  }

  /**
   * An object.
   *
   * @param nulls whether members that are NULL are written
   * @param entries name, value, name, value …
   */
  public static Slice object(boolean nulls, Object[] entries) {
    Map<String, Object> object = new TreeMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      if (entries[i] == null) {
        throw new RowException("JSON_OBJECT: a name is NULL");
      }
      if (nulls || entries[i + 1] != null) {
        object.put((String) entries[i], entries[i + 1]);
      }
    }
    return write(object);
  }

  /** An array; {@code nulls} tells whether elements that are NULL are written. */
  public static Slice array(boolean nulls, Object[] elements) {
    List<Object> array = new ArrayList<>();
    for (Object element : elements) {
      if (nulls || element != null) {
        array.add(element);
      }
    }
    return write(array);
  }

  /** The text as a JSON string, in ASCII. */
  public static Slice quote(Slice text) {
    StringBuilder quoted = new StringBuilder("\"");
    String string = text.toString();
    for (int i = 0; i < string.length(); i++) {
      appendEscaped(quoted, string.charAt(i));
    }
    return Slice.of(quoted.append('"').toString());
  }

  private static void appendEscaped(StringBuilder quoted, char character) {
    switch (character) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\b' -> quoted.append("\\b");
      case '\f' -> quoted.append("\\f");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (character >= ' ' && character < 127) {
          quoted.append(character);
        } else {
          quoted.append(String.format("\\u%04x", (int) character));
        }
      }
    }
  }

  /** The text of a JSON string; any other text stays as it is. */
  public static Slice unquote(Slice text) {
    String string = text.toString();
    if (string.length() < 2 || !string.startsWith("\"") || !string.endsWith("\"")) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    int end = string.length() - 1;
    for (int at = 1; at < end; ) {
      at =
          string.charAt(at) == '\\'
              ? unescape(string, at + 1, end, plain)
              : copy(string, at, plain);
      if (at < 0) {
        return text;
      }
    }
    return Slice.of(plain.toString());
  }

  private static int copy(String string, int at, StringBuilder plain) {
    plain.append(string.charAt(at));
    return at + 1;
  }

  /** Appends the character after a backslash; returns where to go on, -1 if there is none. */
  private static int unescape(String string, int at, int end, StringBuilder plain) {
    if (at >= end) {
      return -1;
    }
    char kind = string.charAt(at);
    int simple = "\"\\/bfnrt".indexOf(kind);
    if (simple >= 0) {
      plain.append("\"\\/\b\f\n\r\t".charAt(simple));
      return at + 1;
    }
    if (kind != 'u' || at + 5 > end) {
      return -1;
    }
    int character = 0;
    for (int i = at + 1; i < at + 5; i++) {
      int digit = Character.digit(string.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      character = character * 16 + digit;
    }
    plain.append((char) character);
    return at + 5;
  }
}
