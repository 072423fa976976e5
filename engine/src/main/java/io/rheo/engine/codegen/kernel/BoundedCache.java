package io.rheo.engine.codegen.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What was made of some texts, which are nearly always constants of a query. Thread-safe. */
final class BoundedCache<V> {
  private static final int LIMIT = 1_000;

  private final Map<String, V> values = new ConcurrentHashMap<>();
  private final Function<String, V> maker;

  BoundedCache(Function<String, V> maker) {
    this.maker = maker;
  }

  V get(String key) {
    V value = values.get(key);
    if (value == null) {
      value = maker.apply(key);
      if (values.size() >= LIMIT) {
        values.clear(); // the texts come from data: nothing is worth keeping
      }
      values.put(key, value);
    }
    return value;
  }
}
