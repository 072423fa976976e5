package io.rheo.shell.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One JSON object a line, its keys in the order of the columns. NULL is {@code null}; numbers and
 * booleans are bare (NaN and infinities, which JSON lacks, are strings), arrays, maps and rows are
 * nested, all else is a string.
 */
public final class JsonPrinter implements ResultPrinter {
  private final TextOutput out;
  private List<ResultColumn> columns = List.of();
  private final List<String> prefixes = new ArrayList<>(); // {"a": and ,"b":

  public JsonPrinter(TextOutput out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> resultColumns) {
    columns = resultColumns;
    prefixes.clear();
    for (ResultColumn column : columns) {
      StringBuilder prefix = new StringBuilder(prefixes.isEmpty() ? "{" : ",");
      JsonText.appendString(prefix, column.name());
      prefixes.add(prefix.append(':').toString());
    }
  }

  @Override
  public void row(CharSequence[] cells) throws IOException {
    StringBuilder line = out.text();
    for (int i = 0; i < cells.length; i++) {
      line.append(prefixes.get(i));
      appendCell(line, columns.get(i).kind(), cells[i]);
    }
    line.append("}\n");
    out.lineDone();
  }

  private static void appendCell(StringBuilder line, CellKind kind, CharSequence cell) {
    if (cell == null) {
      line.append("null");
      return;
    }
    switch (kind) {
      case TEXT, TEMPORAL, BINARY -> JsonText.appendString(line, cell);
      case BOOLEAN, NESTED -> line.append(cell);
      case NUMBER -> {
        char last = cell.charAt(cell.length() - 1);
        if (Character.isDigit(last)) {
          line.append(cell);
        } else {
          JsonText.appendString(line, cell); // NaN, Infinity
        }
      }
    }
  }

  @Override
  public void pause() throws IOException {
    out.flush();
  }

  @Override
  public void end() throws IOException {
    out.flush();
  }
}
