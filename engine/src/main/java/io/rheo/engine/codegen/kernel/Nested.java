package io.rheo.engine.codegen.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of ARRAY, MAP and ROW: lists and maps that nobody changes. */
public final class Nested {
  private Nested() {}

  public static Object list(Object[] members) {
    return Collections.unmodifiableList(Arrays.asList(members));
  }

  /** Of keys and values in turn; the last of equal keys wins. */
  public static Object map(Object[] entries) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put(entries[i], entries[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }

  /** A fresh array of the elements, of the members, or of keys and values in turn. */
  public static Object[] parts(Object value) {
    if (value instanceof List<?> list) {
      return list.toArray();
    }
    Map<?, ?> map = (Map<?, ?>) value;
    Object[] parts = new Object[2 * map.size()];
    int at = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      parts[at++] = entry.getKey();
      parts[at++] = entry.getValue();
    }
    return parts;
  }

  /** {@code [a, b]} of texts. */
  public static Slice arrayText(Object[] texts) {
    return joined('[', texts, ']');
  }

  /** {@code (a, b)} of texts. */
  public static Slice rowText(Object[] texts) {
    return joined('(', texts, ')');
  }

  private static Slice joined(char open, Object[] texts, char close) {
    StringBuilder text = new StringBuilder().append(open);
    for (int i = 0; i < texts.length; i++) {
      text.append(i == 0 ? "" : ", ").append(texts[i] == null ? "NULL" : texts[i]);
    }
    return Slice.of(text.append(close).toString());
  }

  /** <code>{k=v, l=w}</code> of texts: key, value, key, value … */
  public static Slice mapText(Object[] texts) {
    StringBuilder text = new StringBuilder().append('{');
    for (int i = 0; i < texts.length; i++) {
      text.append(i == 0 ? "" : i % 2 == 0 ? ", " : "=");
      text.append(texts[i] == null ? "NULL" : texts[i]);
    }
    return Slice.of(text.append('}').toString());
  }

  /** Member of a ROW, from 0. */
  public static Object member(Object row, int index) {
    return ((List<?>) row).get(index);
  }

  /** Element of an ARRAY, from 1; {@code null} outside of it. */
  public static Object element(Object array, long index) {
    List<?> list = (List<?>) array;
    return index >= 1 && index <= list.size() ? list.get((int) index - 1) : null;
  }

  /** Value of a MAP; {@code null} without such a key. */
  public static Object value(Object map, Object key) {
    return ((Map<?, ?>) map).get(key);
  }

  public static int size(Object collection) {
    return collection instanceof Map<?, ?> map ? map.size() : ((List<?>) collection).size();
  }
}
