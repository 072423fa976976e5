package io.rheo.shell.command;

/** Says what was inserted and nothing else: a script is not a conversation. */
public final class QuietReport implements ScriptRunner.Report {
  private final Console console;

  public QuietReport(Console console) {
    this.console = console;
  }

  @Override
  public void rows(long count, long nanos) {
    // They speak for themselves.
  }

  @Override
  public void done(long count, String message, long nanos) {
    if (count > 0) {
      console.message((count == 1 ? "1 row" : count + " rows") + " inserted");
    }
  }
}
