package io.rheo.shell.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rheo server}. */
@Command(
    name = "server",
    description = "Serves SQL to JDBC clients until it is stopped by Ctrl-C or SIGTERM.",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ServerCommand implements Callable<Integer> {
  private final Actions actions;

  @Option(names = "--config", paramLabel = "FILE", description = "settings, as a properties file")
  private Path configuration;

  @Option(names = "--data", paramLabel = "DIR", description = "where tables and jobs are kept")
  private Path dataDirectory;

  @Option(names = "--port", paramLabel = "PORT", description = "port to listen on (8765)")
  private Integer port;

  ServerCommand(Actions actions) {
    this.actions = actions;
  }

  @Override
  public Integer call() throws Exception {
    return actions.server(
        new ServerRequest(
            Optional.ofNullable(configuration),
            Optional.ofNullable(dataDirectory),
            Optional.ofNullable(port)));
  }
}
