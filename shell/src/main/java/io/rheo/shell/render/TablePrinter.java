package io.rheo.shell.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table for people. The widths come from the first rows: those that arrive before the stream
 * first pauses, and not more than a few hundred. A wider cell that comes later widens its column
 * from there on.
 */
public final class TablePrinter implements ResultPrinter {
  private static final int FIRST_ROWS_MAX = 500;

  private final TextOutput out;
  private final int cellWidthMax;
  private final List<String[]> firstRows = new ArrayList<>();
  private TableLayout layout;
  private boolean headerPrinted;

  /**
   * @param cellWidthMax cells of the terminal that one value may take; the rest of it is cut off
   */
  public TablePrinter(TextOutput out, int cellWidthMax) {
    this.out = out;
    this.cellWidthMax = cellWidthMax;
  }

  @Override
  public void begin(List<ResultColumn> columns) {
    layout = new TableLayout(columns, cellWidthMax);
    firstRows.clear();
    headerPrinted = false;
  }

  @Override
  public void row(CharSequence[] cells) throws IOException {
    if (headerPrinted) {
      layout.fit(cells);
      printLine(layout.line(cells));
      return;
    }
    firstRows.add(Rows.copy(cells));
    if (firstRows.size() == FIRST_ROWS_MAX) {
      printFirstRows();
    }
  }

  private void printFirstRows() throws IOException {
    firstRows.forEach(layout::fit);
    printLine(layout.header());
    printLine(layout.rule());
    for (String[] row : firstRows) {
      printLine(layout.line(row));
    }
    firstRows.clear();
    headerPrinted = true;
  }

  private void printLine(String line) throws IOException {
    out.text().append(line).append('\n');
    out.lineDone();
  }

  @Override
  public void pause() throws IOException {
    if (!headerPrinted && !firstRows.isEmpty()) {
      printFirstRows();
    }
    out.flush();
  }

  @Override
  public void end() throws IOException {
    if (!headerPrinted) {
      printFirstRows();
    }
    out.flush();
  }
}
