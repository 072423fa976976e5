package io.rheo.engine.codegen.kernel;

import java.util.ArrayList;
import java.util.List;

/** Many texts in few: each is its length, a colon and itself. */
final class LengthPrefixed {
  private LengthPrefixed() {}

  static List<String> read(String[] texts) {
    List<String> values = new ArrayList<>();
    for (String text : texts) {
      for (int at = 0; at < text.length(); ) {
        int colon = text.indexOf(':', at);
        int end = colon + 1 + Integer.parseInt(text.substring(at, colon));
        values.add(text.substring(colon + 1, end));
        at = end;
      }
    }
    return values;
  }
}
