package io.rheo.shell.command;

import io.rheo.shell.render.PausingPrinter;
import io.rheo.shell.render.ResultPrinter;
import io.rheo.shell.render.RowReader;
import io.rheo.shell.render.TextOutput;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Prints results to standard output, one after the other. */
public final class PrintedView implements ResultView {
  private final Console console;
  private final Supplier<OutputStyle> style;
  private final Cancellation cancellation;

  public PrintedView(Console console, Supplier<OutputStyle> style, Cancellation cancellation) {
    this.console = console;
    this.style = style;
    this.cancellation = cancellation;
  }

  @Override
  public long show(RowReader rows) throws SQLException, IOException {
    ResultPrinter printer =
        style
            .get()
            .printer(new TextOutput(console.out()), rows.isUpdating(), console.outIsTerminal());
    try (PausingPrinter seen = new PausingPrinter(printer)) {
      return print(rows, seen);
    }
  }

  /** Hands rows to a printer until they end, fail or are cancelled. */
  public long print(RowReader rows, ResultPrinter printer) throws SQLException, IOException {
    long count = 0;
    printer.begin(rows.columns());
    try {
      for (CharSequence[] row = rows.next(); row != null; row = rows.next()) {
        printer.row(row);
        count++;
      }
    } catch (SQLException e) {
      if (!cancellation.explains(e)) {
        printer.pause();
        throw e;
      }
    }
    printer.end();
    return count;
  }
}
