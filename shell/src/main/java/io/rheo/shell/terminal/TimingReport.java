package io.rheo.shell.terminal;

import io.rheo.shell.command.Console;
import io.rheo.shell.command.ScriptRunner;
import java.util.Locale;

/** The line after each statement: how many rows, and how long it took. */
final class TimingReport implements ScriptRunner.Report {
  private final Console console;
  private final ShellSettings settings;

  TimingReport(Console console, ShellSettings settings) {
    this.console = console;
    this.settings = settings;
  }

  @Override
  public void rows(long count, long nanos) {
    console.message(countOf(count) + time(nanos));
  }

  @Override
  public void done(long count, String message, long nanos) {
    String what = message.isEmpty() ? count > 0 ? countOf(count) : "done" : message;
    console.message(what + time(nanos));
  }

  private static String countOf(long rows) {
    return rows == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", rows);
  }

  private String time(long nanos) {
    if (!settings.timing()) {
      return "";
    }
    double millis = nanos / 1e6;
    return millis < 1_000
        ? String.format(Locale.ROOT, " (%.0f ms)", millis)
        : String.format(Locale.ROOT, " (%.2f s)", millis / 1_000);
  }
}
