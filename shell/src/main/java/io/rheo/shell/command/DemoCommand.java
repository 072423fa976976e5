package io.rheo.shell.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rheo demo}. */
@Command(
    name = "demo",
    description = "Shows a continuous query on real data; without a name, lists the demos.",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {
  private final Actions actions;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "a folder of demos/; edit its files and the demo changes")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SCRIPT",
      description = "another script of that folder than its first")
  private String script;

  @Option(
      names = "--pace",
      paramLabel = "N",
      description = "rows a second at which the data is replayed; 0: as fast as possible")
  private Integer rowsPerSecond;

  DemoCommand(Actions actions) {
    this.actions = actions;
  }

  @Override
  public Integer call() throws Exception {
    return actions.demo(
        new DemoRequest(
            Optional.ofNullable(name),
            Optional.ofNullable(script),
            Optional.ofNullable(rowsPerSecond)));
  }
}
