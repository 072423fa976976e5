package io.rheo.shell.render;

import java.io.IOException;
import java.util.List;

/** Prints what a changelog leaves, once it has ended. The first column must be {@code op}. */
public final class FinalPrinter implements ResultPrinter {
  private final ResultPrinter printer;
  private final FoldedRows rows = new FoldedRows();

  public FinalPrinter(ResultPrinter printer) {
    this.printer = printer;
  }

  @Override
  public void begin(List<ResultColumn> columns) throws IOException {
    printer.begin(columns.subList(1, columns.size()));
  }

  @Override
  public void row(CharSequence[] cells) {
    rows.apply(ChangeKind.of(cells[0]), Rows.copy(cells, 1));
  }

  @Override
  public void pause() {
    // Nothing is final before the end.
  }

  @Override
  public void end() throws IOException {
    for (String[] row : rows) {
      printer.row(row);
    }
    printer.end();
  }
}
