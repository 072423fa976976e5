package io.rheo.engine.format.json;

import io.rheo.engine.type.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the members of a ROW, or the columns of a record, by the names in a JSON object. */
final class JsonFields {
  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, Integer> anyCase = new HashMap<>();

  JsonFields(List<Field> fields) {
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).name();
      exact.putIfAbsent(name, i);
      anyCase.putIfAbsent(name.toLowerCase(Locale.ROOT), i);
    }
  }

  /** The field's index: of this very name, else of this name in other case, else -1. */
  int find(String name) {
    Integer index = exact.get(name);
    if (index == null) {
      index = anyCase.get(name.toLowerCase(Locale.ROOT));
    }
    return index == null ? -1 : index;
  }
}
