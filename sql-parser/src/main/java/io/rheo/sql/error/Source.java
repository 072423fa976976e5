package io.rheo.sql.error;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole text that statements came from, with the name that errors show for it: a file, or {@code
 * "<command line>"} and the like. Lines end with LF, CR LF or CR.
 */
public final class Source {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  public Source(String name, String text) {
    this.name = name;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** The text of a line without its end; empty for a line after the last. */
  public String line(int line) {
    if (line > lineStarts.length) {
      return "";
    }
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] : text.length();
    while (end > start && isLineEnd(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** The index in the text of a line and column; a place beyond the end is the end. */
  public int offset(int line, int column) {
    return line > lineStarts.length
        ? text.length()
        : Math.min(lineStarts[line - 1] + column - 1, text.length());
  }

  /** The range of the characters from {@code start} to {@code end} (not included) of the text. */
  public Position position(int start, int end) {
    int last = Math.max(start, end - 1);
    int line = lineAt(start);
    int endLine = lineAt(last);
    return new Position(
        line, start - lineStarts[line - 1] + 1, endLine, last - lineStarts[endLine - 1] + 1);
  }

  private int lineAt(int offset) {
    int low = 0;
    int high = lineStarts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (lineStarts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low + 1;
  }

  private static int[] lineStarts(String text) {
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean crLf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (isLineEnd(c) && !crLf) {
        starts.add(i + 1);
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  @Override
  public String toString() {
    return name;
  }
}
