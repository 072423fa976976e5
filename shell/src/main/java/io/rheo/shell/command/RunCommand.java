package io.rheo.shell.command;

import io.rheo.shell.command.OutputStyle.Changes;
import io.rheo.shell.command.OutputStyle.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rheo run}. */
@Command(
    name = "run",
    description = "Runs a script in this process and prints the rows of its queries.",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
  private final Actions actions;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Input input;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table (default), csv or json: one object a line")
  private Format format;

  @Option(
      names = "--final",
      description = "of a query whose rows change, print what is left when its input has ended")
  private boolean onlyFinal;

  @Option(
      names = "--changelog",
      description = "print each change of such a query, with a column op before it (default)")
  private boolean eachChange;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a setting, as SET 'key' = 'value' at the start of the script")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "replaces $'{'NAME'}' in the script; the environment gives the others")
  private Map<String, String> variables = new LinkedHashMap<>();

  RunCommand(Actions actions) {
    this.actions = actions;
  }

  @Override
  public Integer call() throws Exception {
    if (onlyFinal && eachChange) {
      throw new ParameterException(
          spec.commandLine(), "--final and --changelog exclude each other");
    }
    Changes shown = onlyFinal ? Changes.FINAL : Changes.CHANGELOG;
    return actions.run(
        new RunRequest(
            input.sourceName(), input.text(), new OutputStyle(format, shown), settings, variables));
  }

  private static final class Input {
    @Parameters(index = "0", paramLabel = "FILE.sql", description = "a script; - is standard input")
    private String file;

    @Option(names = "-e", paramLabel = "SQL", description = "the script itself")
    private String sql;

    String sourceName() {
      if (sql != null) {
        return "<command line>";
      }
      return file.equals("-") ? "<stdin>" : file;
    }

    String text() throws IOException, CommandFailure {
      if (sql != null) {
        return sql;
      }
      if (file.equals("-")) {
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
      }
      return read(Path.of(file));
    }
  }

  private static String read(Path file) throws CommandFailure {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(ExitCode.USAGE, "no file '" + file + "'");
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "cannot read '" + file + "': " + e.getMessage());
    }
  }
}
