package io.rheo.engine.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rheo.engine.column.DateTimes.TimestampStyle;
import io.rheo.engine.format.BadValueException;
import io.rheo.engine.format.ScalarReader;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.Storage;
import io.rheo.engine.type.TypeName;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON values of one type with Jackson, in the form of {@code BoxedValues}. */
final class JsonValueReader {
  private final DataType type;
  private final ScalarReader scalar; // null for ARRAY, MAP and ROW
  private final JsonFields members; // of a ROW
  private final List<JsonValueReader> children;
  private final boolean[] unwanted; // members of a ROW that are stepped over, and NULL

  JsonValueReader(DataType type, TimestampStyle style) {
    this(type, new int[type.children().size()], style);
  }

  /**
   * A reader of which some members of a ROW are wanted.
   *
   * @param targets negative where a member is not
   */
  JsonValueReader(DataType type, int[] targets, TimestampStyle style) {
    this.type = type;
    scalar = type.storage() == Storage.OBJECT ? null : new ScalarReader(type, style);
    members = type.name() == TypeName.ROW ? new JsonFields(type.children()) : null;
    children =
        type.children().stream()
            .map(Field::type)
            .map(child -> new JsonValueReader(child, style))
            .toList();
    unwanted = new boolean[targets.length];
    for (int i = 0; i < targets.length; i++) {
      unwanted[i] = targets[i] < 0;
    }
  }

  /** The value at the parser's current token, which it leaves at the value's last token. */
  Object read(JsonParser parser) throws IOException, BadValueException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return checkedNull();
    }
    return switch (type.name()) {
      case ARRAY -> readArray(parser);
      case MAP -> readMap(parser);
      case ROW -> readRow(parser);
      case CHAR, VARCHAR -> text(parser, token);
      default -> readScalar(parser, token);
    };
  }

  /** A missing member or a JSON null. */
  Object checkedNull() throws BadValueException {
    if (!type.nullable()) {
      throw new BadValueException("it is NULL, but its type is " + type);
    }
    return null;
  }

  private Object readScalar(JsonParser parser, JsonToken token)
      throws IOException, BadValueException {
    boolean fits =
        token == JsonToken.VALUE_STRING
            || (token.isBoolean() && type.name() == TypeName.BOOLEAN)
            || (token.isNumeric() && takesNumbers(type));
    if (!fits) {
      throw new BadValueException(ScalarReader.isNot("a " + described(token), type));
    }
    byte[] text = parser.getText().getBytes(StandardCharsets.UTF_8);
    return scalar.read(text, 0, text.length);
  }

  /** Whether a JSON number, without quotes, can be a value of this type. */
  static boolean takesNumbers(DataType type) {
    return switch (type.name()) {
      case TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          DECIMAL,
          FLOAT,
          DOUBLE,
          INTERVAL_YEAR_MONTH,
          INTERVAL_DAY_TIME ->
          true;
      case BOOLEAN,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_LTZ,
          ARRAY,
          MAP,
          ROW ->
          false;
    };
  }

  /** A text is any JSON value: what is no string becomes its JSON text. */
  private static String text(JsonParser parser, JsonToken token) throws IOException {
    if (!token.isStructStart()) {
      return parser.getText();
    }
    StringWriter writer = new StringWriter();
    try (var generator = Json.generator(writer)) {
      generator.copyCurrentEventExact(parser);
      for (int depth = 1; depth > 0; ) {
        JsonToken next = parser.nextToken();
        depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
        generator.copyCurrentEventExact(parser); // exact: 1.10 stays 1.10
      }
    }
    return writer.toString();
  }

  private List<Object> readArray(JsonParser parser) throws IOException, BadValueException {
    expect(parser, JsonToken.START_ARRAY);
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(children.get(0).read(parser));
    }
    return values;
  }

  private Map<Object, Object> readMap(JsonParser parser) throws IOException, BadValueException {
    expect(parser, JsonToken.START_OBJECT);
    Map<Object, Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      values.put(key, children.get(1).read(parser));
    }
    return values;
  }

  private List<Object> readRow(JsonParser parser) throws IOException, BadValueException {
    expect(parser, JsonToken.START_OBJECT);
    Object[] values = new Object[children.size()];
    boolean[] seen = new boolean[values.length];
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int member = members.find(parser.currentName());
      parser.nextToken();
      if (member < 0 || unwanted[member]) {
        parser.skipChildren();
      } else {
        values[member] = children.get(member).read(parser);
        seen[member] = true;
      }
    }
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i] && !unwanted[i]) {
        values[i] = children.get(i).checkedNull();
      }
    }
    return Arrays.asList(values);
  }

  private void expect(JsonParser parser, JsonToken expected) throws BadValueException {
    if (parser.currentToken() != expected) {
      throw new BadValueException(
          ScalarReader.isNot("a " + described(parser.currentToken()), type));
    }
  }

  static String described(JsonToken token) {
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "JSON object";
      case START_ARRAY, END_ARRAY -> "JSON array";
      case VALUE_STRING -> "JSON string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "JSON number";
      case VALUE_TRUE, VALUE_FALSE -> "JSON boolean";
      case VALUE_NULL -> "JSON null";
      case FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "JSON token " + token;
    };
  }
}
