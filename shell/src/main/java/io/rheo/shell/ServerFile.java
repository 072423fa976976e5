package io.rheo.shell;

import io.rheo.engine.function.JarPolicy;
import io.rheo.server.config.Security;
import io.rheo.server.config.ServerConfig;
import io.rheo.shell.command.CommandFailure;
import io.rheo.shell.command.ExitCode;
import io.rheo.shell.command.ServerRequest;
import io.rheo.sql.error.Suggestions;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The server's configuration file: a properties file with {@code address}, {@code port}, {@code
 * users-file}, {@code keystore}, {@code keystore-password}, {@code functions-directory}. What the
 * command line says goes before the file. Paths are relative to the file.
 */
final class ServerFile {
  private static final List<String> KEYS =
      List.of(
          "address", "port", "users-file", "keystore", "keystore-password", "functions-directory");

  private final Path folder;
  private final Properties properties = new Properties();

  private ServerFile(Path folder) {
    this.folder = folder;
  }

  /** The file that a request names; without one, a file that says nothing. */
  static ServerFile of(ServerRequest request) throws CommandFailure {
    return request.configuration().isPresent()
        ? read(request.configuration().get())
        : new ServerFile(Path.of(""));
  }

  /** From where users' functions are loaded: nowhere, unless the file names a folder. */
  JarPolicy jars() {
    return path("functions-directory").map(JarPolicy::folder).orElse(JarPolicy.NOWHERE);
  }

  /** The settings of a server that was asked for. */
  ServerConfig config(ServerRequest request) throws CommandFailure {
    int port = request.port().isPresent() ? request.port().get() : port();
    Security security =
        new Security(
            path("users-file"), path("keystore"), properties.getProperty("keystore-password", ""));
    return new ServerConfig(
        properties.getProperty("address", ServerConfig.DEFAULT.address()),
        port,
        security,
        ServerConfig.DEFAULT.limits());
  }

  private static ServerFile read(Path path) throws CommandFailure {
    ServerFile file = new ServerFile(path.toAbsolutePath().getParent());
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      file.properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(ExitCode.USAGE, "no file '" + path + "'");
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "cannot read '" + path + "': " + e.getMessage());
    }
    for (String key : file.properties.stringPropertyNames()) {
      if (!KEYS.contains(key)) {
        throw unknown(key, path);
      }
    }
    return file;
  }

  private static CommandFailure unknown(String key, Path path) {
    String nearest =
        Suggestions.nearest(key, KEYS).map(found -> "; did you mean '" + found + "'?").orElse("");
    return new CommandFailure(
        ExitCode.USAGE,
        "'"
            + path
            + "' has an unknown setting '"
            + key
            + "'"
            + nearest
            + " There are: "
            + String.join(", ", KEYS));
  }

  private Optional<Path> path(String key) {
    return Optional.ofNullable(properties.getProperty(key)).map(folder::resolve);
  }

  private int port() throws CommandFailure {
    String port = properties.getProperty("port");
    if (port == null) {
      return ServerConfig.DEFAULT_PORT;
    }
    try {
      return Integer.parseInt(port.strip());
    } catch (NumberFormatException e) {
      throw new CommandFailure(ExitCode.USAGE, "'port' must be a number, not '" + port + "'");
    }
  }
}
