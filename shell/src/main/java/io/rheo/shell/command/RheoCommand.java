package io.rheo.shell.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: what can be asked for, and its help texts. */
@Command(
    name = "rheo",
    description = "Streaming SQL in one process.",
    synopsisHeading = "",
    customSynopsis = {
      "Usage: rheo [--connect URL [--user NAME]]   the shell",
      "       rheo [--connect URL …] < FILE.sql    a script",
      "       rheo COMMAND …"
    },
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands (--help on each):%n",
    footer = {
      "",
      "Exit code: 0 done, 1 the SQL or the job failed, 2 usage.",
      "The full reference is docs/cli.md."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class RheoCommand implements Callable<Integer> {
  private final Actions actions;

  @Spec private CommandSpec spec;

  @Option(
      names = "--connect",
      paramLabel = "URL",
      description = "jdbc:rheo://host:port of a server; without it an embedded one is used")
  private String url;

  @Option(names = "--user", paramLabel = "NAME", description = "the user's name on that server")
  private String user;

  private RheoCommand(Actions actions) {
    this.actions = actions;
  }

  /** Parses the arguments and carries the command out; returns an {@link ExitCode}. */
  public static int execute(Actions actions, String... arguments) {
    CommandLine line =
        new CommandLine(new RheoCommand(actions))
            .addSubcommand("run", new RunCommand(actions))
            .addSubcommand("server", new ServerCommand(actions))
            .addSubcommand("demo", new DemoCommand(actions))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(RheoCommand::reportUsage)
            .setExecutionExceptionHandler((e, command, parsed) -> reportFailure(e, command));
    return line.execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    if (user != null && url == null) {
      throw new ParameterException(
          spec.commandLine(), "--user says who connects; --connect URL is missing");
    }
    return actions.shell(new ShellRequest(Optional.ofNullable(url), Optional.ofNullable(user)));
  }

  /** One line, not the whole help text: the mistake would scroll away. */
  private static int reportUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("rheo: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command.getErr().println("try '" + command.getCommandSpec().qualifiedName() + " --help'");
    return ExitCode.USAGE;
  }

  private static int reportFailure(Exception e, CommandLine command) throws Exception {
    if (e instanceof CommandFailure failure) {
      command.getErr().println("rheo: " + failure.getMessage());
      return failure.exitCode();
    }
    throw e;
  }
}
