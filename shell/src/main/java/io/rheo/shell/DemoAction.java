package io.rheo.shell;

import io.rheo.shell.command.Cancellation;
import io.rheo.shell.command.CommandFailure;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.Demo;
import io.rheo.shell.command.DemoList;
import io.rheo.shell.command.DemoRequest;
import io.rheo.shell.command.ExitCode;
import io.rheo.shell.command.OutputStyle;
import io.rheo.shell.command.PrintedView;
import io.rheo.shell.command.QuietReport;
import io.rheo.shell.command.ScriptRunner;
import io.rheo.shell.terminal.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** {@code rheo demo}. */
final class DemoAction {
  private static final OutputStyle TABLES =
      new OutputStyle(OutputStyle.Format.TABLE, OutputStyle.Changes.CHANGELOG);

  private final Console console;
  private final StandardStreams streams;
  private final ProcessEnd end;

  DemoAction(Console console, StandardStreams streams, ProcessEnd end) {
    this.console = console;
    this.streams = streams;
    this.end = end;
  }

  int run(DemoRequest request) throws IOException, SQLException, CommandFailure {
    DemoList demos = new DemoList(home().resolve("demos"));
    if (request.name().isEmpty()) {
      console.out().write((demos.text() + "\n").getBytes(StandardCharsets.UTF_8));
      return ExitCode.DONE;
    }
    Demo demo = demos.find(request.name().get());
    Path script = DemoList.script(demo, request.script());
    int pace = request.rowsPerSecond().orElse(demo.rowsPerSecond());
    if (!demo.kafka()) {
      return run(demo, script, demo.variables(pace, Optional.empty()));
    }
    console.message("starting a Kafka broker …");
    try (KafkaBroker broker = KafkaBroker.start(home())) {
      return run(demo, script, demo.variables(pace, Optional.of(broker.address())));
    }
  }

  private int run(Demo demo, Path script, Map<String, String> variables)
      throws IOException, SQLException {
    console.message(demo.title() + "\n" + demo.description() + "\n" + script + "\n");
    String text = Files.readString(script);
    try (EmbeddedRheo rheo = new EmbeddedRheo()) {
      if (streams.interactive()) {
        return Shell.show(rheo.connection(), script.toString(), text, variables);
      }
      Cancellation cancellation = new Cancellation();
      end.cancels(cancellation);
      ScriptRunner runner =
          new ScriptRunner(
              rheo.connection(),
              console,
              new PrintedView(console, () -> TABLES, cancellation),
              new QuietReport(console),
              cancellation);
      return runner.runInsertsBeside(
          script.toString(), text, name -> Optional.ofNullable(variables.get(name)));
    }
  }

  /** The folder that Rheo was started from: the launcher tells it. */
  private static Path home() {
    return Path.of(System.getProperty("rheo.home", "."));
  }
}
