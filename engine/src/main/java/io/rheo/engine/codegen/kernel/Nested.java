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
