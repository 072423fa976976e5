package io.rheo.shell.command;

import io.rheo.shell.command.OutputStyle.Format;
import io.rheo.shell.render.PausingPrinter;
import io.rheo.shell.render.ProsePrinter;
import io.rheo.shell.render.ResultPrinter;
import io.rheo.shell.render.RowReader;
import io.rheo.shell.render.TextOutput;
import io.rheo.sql.text.SqlText;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Prints results to standard output, one after the other. */
public final class PrintedView implements ResultView {
  private static final Pattern TEXT_STATEMENT =
      Pattern.compile("(EXPLAIN|SHOW\\s+CREATE)\\s", Pattern.CASE_INSENSITIVE);

  private final Console console;
  private final Supplier<OutputStyle> style;
  private final Cancellation cancellation;
  private boolean first = true;

  public PrintedView(Console console, Supplier<OutputStyle> style, Cancellation cancellation) {
    this.console = console;
    this.style = style;
    this.cancellation = cancellation;
  }

  @Override
  public long show(SqlText statement, RowReader rows) throws SQLException, IOException {
    TextOutput out = new TextOutput(console.out());
    boolean table = style.get().format() == Format.TABLE;
    if (table && !first) {
      out.blankLine();
    }
    first = false;
    ResultPrinter printer =
        table && isText(statement)
            ? new ProsePrinter(out)
            : style.get().printer(out, rows.isUpdating(), console.outIsTerminal());
    try (PausingPrinter seen = new PausingPrinter(printer)) {
      return print(rows, seen);
    }
  }

  /** Whether the answer is a text in one column rather than a table. */
  private static boolean isText(SqlText statement) {
    return TEXT_STATEMENT.matcher(statement.text()).lookingAt();
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
