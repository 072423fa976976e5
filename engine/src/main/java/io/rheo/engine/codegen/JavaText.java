package io.rheo.engine.codegen;

/** Java literals. */
final class JavaText {
  private JavaText() {}

  static String ofInt(int value) {
    return value == Integer.MIN_VALUE ? "Integer.MIN_VALUE" : bracketed(value < 0, value + "");
  }

  static String ofLong(long value) {
    return value == Long.MIN_VALUE ? "Long.MIN_VALUE" : bracketed(value < 0, value + "L");
  }

  static String ofDouble(double value) {
    if (Double.isNaN(value)) {
      return "Double.NaN";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    return bracketed(value < 0 || 1 / value < 0, value + "d");
  }

  static String ofString(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character == '"' || character == '\\') {
        text.append('\\').append(character);
      } else if (character >= ' ' && character < 127) {
        text.append(character);
      } else {
        // Octal for control characters: a Unicode escape of a line feed would end the line.
        text.append(
            character < ' '
                ? String.format("\\%03o", (int) character)
                : String.format("\\u%04x", (int) character));
      }
    }
    return text.append('"').toString();
  }

  /** Text for a comment: nothing in it can end the comment or the line. */
  static String comment(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean plain = character >= ' ' && character < 127 && character != '\\';
      safe.append(plain ? character : '?');
    }
    return safe.toString();
  }

  private static String bracketed(boolean negative, String text) {
    return negative ? "(" + text + ")" : text;
  }
}
