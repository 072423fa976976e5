package io.rheo.shell.render;

import java.io.IOException;
import java.util.List;

/**
 * CSV as RFC 4180 has it, with a header, but lines end with a line feed alone, as tools on Unix
 * expect. NULL is an empty field without quotes, an empty string is {@code ""}.
 */
public final class CsvPrinter implements ResultPrinter {
  private final TextOutput out;
  private boolean[] mayNeedQuotes = {};

  public CsvPrinter(TextOutput out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> columns) throws IOException {
    mayNeedQuotes = new boolean[columns.size()];
    StringBuilder line = out.text();
    for (int i = 0; i < mayNeedQuotes.length; i++) {
      ResultColumn column = columns.get(i);
      mayNeedQuotes[i] =
          switch (column.kind()) {
            case TEXT, NESTED -> true;
            case BOOLEAN, NUMBER, TEMPORAL, BINARY -> false;
          };
      if (i > 0) {
        line.append(',');
      }
      appendText(line, column.name());
    }
    line.append('\n');
    out.lineDone();
  }

  @Override
  public void row(CharSequence[] cells) throws IOException {
    StringBuilder line = out.text();
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        line.append(',');
      }
      CharSequence cell = cells[i];
      if (cell != null) {
        if (mayNeedQuotes[i]) {
          appendText(line, cell);
        } else {
          line.append(cell);
        }
      }
    }
    line.append('\n');
    out.lineDone();
  }

  private static void appendText(StringBuilder line, CharSequence text) {
    if (!needsQuotes(text)) {
      line.append(text);
      return;
    }
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        line.append('"');
      }
      line.append(c);
    }
    line.append('"');
  }

  private static boolean needsQuotes(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return text.isEmpty();
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
