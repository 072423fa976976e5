package io.rheo.shell;

import io.rheo.shell.command.Cancellation;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.ExitCode;
import io.rheo.shell.command.PrintedView;
import io.rheo.shell.command.QuietReport;
import io.rheo.shell.command.RunRequest;
import io.rheo.shell.command.ScriptRunner;
import java.util.Map;
import java.util.Optional;

/** {@code rheo run}: a script in this process, to the end of its queries and jobs. */
final class RunAction {
  private final Console console;
  private final ProcessEnd end;

  RunAction(Console console, ProcessEnd end) {
    this.console = console;
    this.end = end;
  }

  int run(RunRequest request) throws Exception {
    Cancellation cancellation = new Cancellation();
    end.cancels(cancellation);
    try (EmbeddedRheo rheo = new EmbeddedRheo()) {
      ScriptRunner runner =
          new ScriptRunner(
              rheo.connection(),
              console,
              new PrintedView(console, request::style, cancellation),
              new QuietReport(console),
              cancellation);
      int code = runner.run("--set", settings(request.settings()), name -> Optional.empty());
      ProgressLine progress = ProgressLine.start(rheo::progress, console);
      try {
        if (code == ExitCode.DONE) {
          code = runner.run(request.sourceName(), request.script(), request::variable);
        }
        code = code == ExitCode.DONE ? rheo.awaitJobs(console, cancellation) : code;
      } finally {
        progress.stop();
      }
      return code;
    }
  }

  private static String settings(Map<String, String> settings) {
    StringBuilder script = new StringBuilder(EmbeddedRheo.SCRIPT_SETTINGS);
    settings.forEach(
        (key, value) ->
            script
                .append("SET ")
                .append(quoted(key))
                .append(" = ")
                .append(quoted(value))
                .append(";\n"));
    return script.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
