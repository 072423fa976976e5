package io.rheo.shell.render;

import java.util.Arrays;
import java.util.List;

/**
 * Lines of a table: cells padded to the width of their column, numbers to the right, all else to
 * the left. Widths only grow. Line breaks and other control characters of a cell are shown as
 * escapes, so that no value can move the cursor.
 */
public final class TableLayout {
  private static final String NULL = "NULL";
  private static final String ELLIPSIS = "…";

  private final List<ResultColumn> columns;
  private final int[] widths;
  private final int cellWidthMax;

  /**
   * @param cellWidthMax a cell that is wider is cut and ends with an ellipsis
   */
  public TableLayout(List<ResultColumn> columns, int cellWidthMax) {
    this.columns = columns;
    this.cellWidthMax = cellWidthMax;
    this.widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = TextWidth.of(shown(columns.get(i).name()));
    }
  }

  /** Makes room for a row. */
  public void fit(CharSequence[] cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], TextWidth.of(shown(cells[i])));
    }
  }

  /** The line with the names of the columns. */
  public String header() {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      appendCell(line, i, shown(columns.get(i).name()));
    }
    return stripped(line);
  }

  /** The line between the names and the rows. */
  public String rule() {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? "" : "┼").append("─".repeat(widths[i] + 2));
    }
    return line.toString();
  }

  public String line(CharSequence[] cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      appendCell(line, i, shown(cells[i]));
    }
    return stripped(line);
  }

  private void appendCell(StringBuilder line, int column, CharSequence text) {
    int padding = Math.max(0, widths[column] - TextWidth.of(text));
    boolean right = columns.get(column).kind() == CellKind.NUMBER;
    line.append(column == 0 ? " " : "│ ");
    appendBlanks(line, right ? padding : 0);
    line.append(text);
    appendBlanks(line, (right ? 0 : padding) + 1);
  }

  private static void appendBlanks(StringBuilder line, int count) {
    for (int i = 0; i < count; i++) {
      line.append(' ');
    }
  }

  private static String stripped(StringBuilder line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    return line.substring(0, end);
  }

  private CharSequence shown(CharSequence cell) {
    if (cell == null) {
      return NULL;
    }
    CharSequence text = hasControl(cell) ? escaped(cell) : cell;
    if (text.length() <= cellWidthMax / 2 || TextWidth.of(text) <= cellWidthMax) {
      return text;
    }
    return TextWidth.cut(text, cellWidthMax - 1) + ELLIPSIS;
  }

  private static boolean hasControl(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String escaped(CharSequence text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            escaped.append(String.format("\\x%02x", (int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return columns + " " + Arrays.toString(widths);
  }
}
