package io.rheo.engine.format.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** All keys that were seen, found again by their bytes. Bounded: names may be data. */
final class JsonKeys {
  private static final int MAX_KEYS = 1000;
  private static final int MAX_KEY_LENGTH = 1000;

  private final JsonFields fields;
  private final ScanColumn[] columns; // by field; null where it is not wanted
  private final JsonKey start = JsonKey.start();
  private final Map<ByteBuffer, JsonKey> keys = new HashMap<>();

  JsonKeys(JsonFields fields, ScanColumn[] columns) {
    this.fields = fields;
    this.columns = columns;
  }

  /** Comes before the first key of a record. */
  JsonKey start() {
    return start;
  }

  /**
   * The key at {@code at}, which was not the expected one; from now on it is.
   *
   * @return {@code null} if there is no key, or one with escapes
   */
  JsonKey find(JsonKey previous, byte[] json, int at, int end) {
    int opening = previous == start ? at : JsonText.skipBlanks(json, at, end);
    if (opening >= end || json[opening] != (previous == start ? '{' : ',')) {
      return null;
    }
    int name = JsonText.skipBlanks(json, opening + 1, end) + 1;
    if (name >= end || json[name - 1] != '"') {
      return null;
    }
    int quote = JsonText.endOfPlainString(json, name, end);
    if (quote == JsonText.BAD) {
      return null;
    }
    int colon = JsonText.skipBlanks(json, quote + 1, end);
    if (colon >= end || json[colon] != ':') {
      return null;
    }
    int value = JsonText.skipBlanks(json, colon + 1, end);
    if (value - at > MAX_KEY_LENGTH) {
      return null;
    }
    JsonKey key = keys.get(ByteBuffer.wrap(json, at, value - at));
    if (key == null) {
      key = learn(json, at, value, new String(json, name, quote - name, StandardCharsets.UTF_8));
    }
    previous.setNext(key);
    return key;
  }

  private JsonKey learn(byte[] json, int from, int to, String name) {
    byte[] bytes = Arrays.copyOfRange(json, from, to);
    int field = fields.find(name);
    JsonKey key = new JsonKey(bytes, field < 0 ? null : columns[field]);
    if (keys.size() < MAX_KEYS) {
      keys.put(ByteBuffer.wrap(bytes), key);
    }
    return key;
  }
}
