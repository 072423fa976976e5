package io.rheo.shell.command;

import io.rheo.sql.error.Suggestions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The command line as a whole: finds the command and has it carried out. */
public final class RheoCommand {
  private static final List<String> COMMANDS = List.of("run", "server", "demo", "bench");

  private final Actions actions;
  private final Console console;

  private RheoCommand(Actions actions, Console console) {
    this.actions = actions;
    this.console = console;
  }

  /** Parses the arguments and carries the command out; returns an {@link ExitCode}. */
  public static int execute(Actions actions, Console console, String... words) throws Exception {
    String name = words.length == 0 ? "" : words[0];
    CommandForm form =
        switch (name) {
          case "run" -> Forms.RUN;
          case "server" -> Forms.SERVER;
          case "demo" -> Forms.DEMO;
          case "bench" -> Forms.BENCH;
          default -> Forms.RHEO;
        };
    List<String> rest = List.of(words).subList(COMMANDS.contains(name) ? 1 : 0, words.length);
    try {
      return new RheoCommand(actions, console).execute(form, Arguments.parse(form, rest));
    } catch (UsageException e) {
      // One line, not the whole help text: the mistake would scroll away.
      console.message("rheo: " + e.getMessage() + "\ntry: " + form.name() + " --help");
      return ExitCode.USAGE;
    } catch (CommandFailure e) {
      console.error("rheo: " + e.getMessage());
      return e.exitCode();
    }
  }

  private int execute(CommandForm form, Arguments arguments) throws Exception {
    if (arguments.has(Flag.HELP.name())) {
      print(form.help());
      return ExitCode.DONE;
    }
    return switch (form.name()) {
      case "rheo run" -> actions.run(RunArguments.request(arguments));
      case "rheo server" -> actions.server(server(arguments));
      case "rheo demo" -> actions.demo(demo(arguments));
      case "rheo bench" -> actions.bench(BenchArguments.request(arguments));
      default -> shell(arguments);
    };
  }

  private int shell(Arguments arguments) throws Exception {
    if (arguments.has("--version")) {
      print(Version.text());
      return ExitCode.DONE;
    }
    Optional<String> unknown = arguments.operand(0);
    if (unknown.isPresent()) {
      String nearest =
          Suggestions.nearest(unknown.get(), COMMANDS)
              .map(found -> "; did you mean " + found + "?")
              .orElse("");
      throw new UsageException("no command '" + unknown.get() + "'" + nearest);
    }
    Optional<String> url = arguments.value("--connect");
    Optional<String> user = arguments.value("--user");
    if (user.isPresent() && url.isEmpty()) {
      throw new UsageException("--user says who connects, but --connect URL is missing");
    }
    return actions.shell(new ShellRequest(url, user));
  }

  private static ServerRequest server(Arguments arguments) throws UsageException {
    if (arguments.value("--data").isPresent()) {
      throw new UsageException(
          "--data is not supported yet: tables live as long as the server; keep their CREATE"
              + " statements in a file, and send it with rheo --connect URL < FILE.sql");
    }
    return new ServerRequest(arguments.value("--config").map(Path::of), arguments.number("--port"));
  }

  private static DemoRequest demo(Arguments arguments) throws UsageException {
    return new DemoRequest(arguments.operand(0), arguments.operand(1), arguments.number("--pace"));
  }

  private void print(String text) throws IOException {
    console.out().write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
