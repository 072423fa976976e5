package io.rheo.shell.render;

import java.io.IOException;
import java.util.List;

/** A result that is a text of lines, such as a plan: only its first column, as it is. */
public final class ProsePrinter implements ResultPrinter {
  private final TextOutput out;

  public ProsePrinter(TextOutput out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> columns) {
    // A text has no header.
  }

  @Override
  public void row(CharSequence[] cells) throws IOException {
    if (cells[0] != null) {
      out.text().append(cells[0]);
    }
    out.text().append('\n');
    out.lineDone();
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
