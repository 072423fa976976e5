package io.rheo.engine.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds where values are in JSON text, without reading them: the members of an object that have
 * certain names, or the elements of an array. What {@link JsonText} does not understand goes to
 * Jackson, which then also words the complaint. Used by one thread; an answer holds until the next.
 */
final class JsonSpans {
  private static final int MISSING = -1;

  private final List<String> names;
  private final byte[][] encodedNames;
  private int[] starts;
  private int[] ends;
  private int count;

  /** Finds the elements of arrays. */
  static JsonSpans ofElements() {
    return new JsonSpans(List.of());
  }

  /** Finds the members of objects that have these names. */
  static JsonSpans ofMembers(List<String> names) {
    return new JsonSpans(names);
  }

  private JsonSpans(List<String> names) {
    this.names = List.copyOf(names);
    encodedNames =
        names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    starts = new int[Math.max(4, names.size())];
    ends = new int[starts.length];
  }

  /**
   * Finds the members of the object that is all of {@code [from, to)}, but for white space; of
   * several members with one name the last.
   *
   * @return {@code null}, or why this is no object
   */
  String findMembers(byte[] json, int from, int to) {
    Arrays.fill(starts, MISSING);
    if (scanMembers(json, from, to)) {
      return null;
    }
    Arrays.fill(starts, MISSING);
    return parse(json, from, to, JsonToken.START_OBJECT);
  }

  /** Finds the elements of an array, likewise. */
  String findElements(byte[] json, int from, int to) {
    count = 0;
    if (scanElements(json, from, to)) {
      return null;
    }
    count = 0;
    return parse(json, from, to, JsonToken.START_ARRAY);
  }

  /** How many elements there are. */
  int count() {
    return count;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  /** Whether the object has no such member, or it is a JSON null. */
  boolean isNull(byte[] json, int member) {
    return starts[member] == MISSING || json[starts[member]] == 'n';
  }

  private boolean scanMembers(byte[] json, int from, int to) {
    int at = JsonText.skipBlanks(json, from, to);
    if (at >= to || json[at] != '{') {
      return false;
    }
    at = JsonText.skipBlanks(json, at + 1, to);
    while (at < to && json[at] == '"') {
      int quote = JsonText.endOfPlainString(json, at + 1, to);
      if (quote == JsonText.BAD) {
        return false;
      }
      int member = find(json, at + 1, quote);
      int colon = JsonText.skipBlanks(json, quote + 1, to);
      if (colon >= to || json[colon] != ':') {
        return false;
      }
      int value = JsonText.skipBlanks(json, colon + 1, to);
      at = JsonText.skipValue(json, value, to);
      if (at == JsonText.BAD) {
        return false;
      }
      if (member >= 0) {
        starts[member] = value;
        ends[member] = at;
      }
      at = JsonText.skipBlanks(json, at, to);
      if (at < to && json[at] == '}') {
        return JsonText.endsAt(json, at + 1, to);
      }
      if (at >= to || json[at] != ',') {
        return false;
      }
      at = JsonText.skipBlanks(json, at + 1, to);
    }
    return false; // also an empty object, which is rare
  }

  private int find(byte[] json, int from, int to) {
    for (int i = 0; i < encodedNames.length; i++) {
      byte[] name = encodedNames[i];
      if (Arrays.equals(json, from, to, name, 0, name.length)) {
        return i;
      }
    }
    return MISSING;
  }

  private boolean scanElements(byte[] json, int from, int to) {
    int at = JsonText.skipBlanks(json, from, to);
    if (at >= to || json[at] != '[') {
      return false;
    }
    do {
      int value = JsonText.skipBlanks(json, at + 1, to);
      at = JsonText.skipValue(json, value, to);
      if (at == JsonText.BAD) {
        return false;
      }
      addElement(value, at);
      at = JsonText.skipBlanks(json, at, to);
    } while (at < to && json[at] == ',');
    return at < to && json[at] == ']' && JsonText.endsAt(json, at + 1, to);
  }

  private void addElement(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    count++;
  }

  private String parse(byte[] json, int from, int to, JsonToken expected) {
    if (to - from >= 2 && JacksonDecoder.startsAsOtherEncoding(json[from], json[from + 1])) {
      return JacksonDecoder.NOT_UTF8;
    }
    try (JsonParser parser = Json.parser(json, from, to - from)) {
      JsonToken first = parser.nextToken();
      if (first != expected) {
        return first == null
            ? "it is empty"
            : "a "
                + JsonValueReader.described(expected)
                + " is expected, this is a "
                + JsonValueReader.described(first);
      }
      parseStruct(parser, from);
      return parser.nextToken() == null ? null : "there is something after it";
    } catch (JsonProcessingException e) {
      return JacksonDecoder.complaint(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  private void parseStruct(JsonParser parser, int offset) throws IOException {
    while (!parser.nextToken().isStructEnd()) {
      int member = MISSING;
      boolean isMember = parser.currentToken() == JsonToken.FIELD_NAME;
      if (isMember) {
        member = names.indexOf(parser.currentName());
        parser.nextToken();
      }
      int start = offset + (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken();
      int end = offset + (int) parser.currentLocation().getByteOffset();
      if (!isMember) {
        addElement(start, end);
      } else if (member >= 0) {
        starts[member] = start;
        ends[member] = end;
      }
    }
  }
}
