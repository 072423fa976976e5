package io.rheo.shell.terminal;

import io.rheo.shell.command.Cancellation;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.OutputStyle.Format;
import io.rheo.shell.command.PrintedView;
import io.rheo.shell.command.ResultView;
import io.rheo.shell.render.PausingPrinter;
import io.rheo.shell.render.RowReader;
import io.rheo.sql.text.SqlText;
import java.io.IOException;
import java.sql.SQLException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/**
 * Results on a terminal: rows as they come, and an updating result as a table that changes in
 * place.
 */
final class TerminalView implements ResultView {
  private final Terminal terminal;
  private final ShellSettings settings;
  private final PrintedView printed;

  TerminalView(
      Terminal terminal, Console console, ShellSettings settings, Cancellation cancellation) {
    this.terminal = terminal;
    this.settings = settings;
    this.printed = new PrintedView(console, settings::style, cancellation);
  }

  @Override
  public long show(SqlText statement, RowReader rows) throws SQLException, IOException {
    boolean inPlace =
        rows.isUpdating()
            && !settings.changelog()
            && settings.format() == Format.TABLE
            && !isDumb(terminal);
    return inPlace ? showInPlace(rows) : printed.show(statement, rows);
  }

  private long showInPlace(RowReader rows) throws SQLException, IOException {
    LivePrinter table = new LivePrinter(terminal);
    try (PausingPrinter printer = new PausingPrinter(table)) {
      SignalHandler before = terminal.handle(Signal.WINCH, signal -> printer.repaint());
      try {
        printed.print(rows, printer);
        return table.rowCount();
      } finally {
        terminal.handle(Signal.WINCH, before);
      }
    }
  }

  static boolean isDumb(Terminal terminal) {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }
}
