package io.rheo.engine.codegen.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/** Texts as maps. */
public final class TextMaps {
  private TextMaps() {}

  public static Object parse(Object text) {
    return parse(text, ",", "=");
  }

  /**
   * {@code a=1,b=2} by regular expressions for what is between pairs and in them. A pair without
   * the latter is a key with a NULL value.
   */
  public static Object parse(Object text, Object betweenPairs, Object inPair) {
    if (text == null || betweenPairs == null || inPair == null) {
      return null;
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (String pair : TextParts.pattern((String) betweenPairs).split((String) text, 0)) {
      String[] parts = TextParts.pattern((String) inPair).split(pair, 2);
      map.put(parts[0], parts.length < 2 ? null : parts[1]);
    }
    return map;
  }
}
