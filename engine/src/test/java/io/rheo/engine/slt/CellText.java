package io.rheo.engine.slt;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows as lines: cells are separated by commas; {@code null} is NULL; a text that is empty, reads
 * {@code null}, has blanks at its ends or holds a comma, quote or number sign is in double quotes.
 */
final class CellText {
  private CellText() {}

  /** The cells of a line, {@code null} for NULL. What follows a free {@code #} is a comment. */
  static List<String> split(String line) {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (true) {
      at = skipBlanks(line, at);
      if (at < line.length() && line.charAt(at) == '"') {
        int end = closingQuote(line, at);
        cells.add(unescape(line.substring(at + 1, end)));
        at = skipBlanks(line, end + 1);
      } else {
        int end = at;
        while (end < line.length() && line.charAt(end) != ',' && line.charAt(end) != '#') {
          end++;
        }
        String text = line.substring(at, end).strip();
        cells.add(text.equals("null") ? null : text);
        at = end;
      }
      if (at >= line.length() || line.charAt(at) == '#') {
        return cells;
      }
      if (line.charAt(at) != ',') {
        throw new IllegalArgumentException("a comma must follow a quoted text: " + line);
      }
      at++;
    }
  }

  private static int skipBlanks(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static int closingQuote(String line, int open) {
    for (int at = open + 1; at < line.length(); at++) {
      if (line.charAt(at) == '\\') {
        at++;
      } else if (line.charAt(at) == '"') {
        return at;
      }
    }
    throw new IllegalArgumentException("no closing quote: " + line);
  }

  private static String unescape(String text) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        c = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
      }
      result.append(c);
    }
    return result.toString();
  }

  static String join(List<String> cells) {
    List<String> quoted = new ArrayList<>();
    for (String cell : cells) {
      quoted.add(cell == null ? "null" : quoteIfNeeded(cell));
    }
    return String.join(", ", quoted);
  }

  private static String quoteIfNeeded(String text) {
    boolean plain =
        !text.isBlank()
            && !text.equals("null")
            && text.equals(text.strip())
            && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '#' || c == '\n');
    return plain
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
