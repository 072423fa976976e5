package io.rheo.shell;

import io.rheo.shell.command.Cancellation;
import io.rheo.shell.command.CommandFailure;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.ExitCode;
import io.rheo.shell.command.OutputStyle;
import io.rheo.shell.command.PrintedView;
import io.rheo.shell.command.QuietReport;
import io.rheo.shell.command.ScriptRunner;
import io.rheo.shell.command.ShellRequest;
import io.rheo.shell.command.Version;
import io.rheo.shell.terminal.Shell;
import io.rheo.sql.SqlFrontEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** {@code rheo}: the shell, or a script from standard input if that is no terminal. */
final class ShellAction {
  private static final OutputStyle TABLES =
      new OutputStyle(OutputStyle.Format.TABLE, OutputStyle.Changes.CHANGELOG);

  private final Console console;
  private final StandardStreams streams;
  private final ProcessEnd end;

  ShellAction(Console console, StandardStreams streams, ProcessEnd end) {
    this.console = console;
    this.streams = streams;
    this.end = end;
  }

  int run(ShellRequest request) throws Exception {
    if (request.url().isPresent()) {
      return remote(request.url().get(), request.user());
    }
    try (EmbeddedRheo rheo = new EmbeddedRheo()) {
      if (streams.interactive()) {
        warmUp();
        return talk(rheo.connection(), "embedded: tables and jobs end with this shell");
      }
      Cancellation cancellation = new Cancellation();
      int code = script(rheo.connection(), EmbeddedRheo.SCRIPT_SETTINGS, cancellation);
      return code == ExitCode.DONE ? rheo.awaitJobs(console, cancellation) : code;
    }
  }

  private int remote(String url, Optional<String> user)
      throws CommandFailure, SQLException, IOException {
    if (!url.startsWith("jdbc:rheo:")) {
      throw new CommandFailure(
          ExitCode.USAGE, "'" + url + "' is no address of a server: jdbc:rheo://host:port");
    }
    Properties properties = new Properties();
    user.ifPresent(name -> properties.setProperty("user", name));
    try (Connection connection = DriverManager.getConnection(url, properties)) {
      return streams.interactive()
          ? talk(connection, "connected to " + url)
          : script(connection, "", new Cancellation());
    } catch (SQLException e) {
      throw new CommandFailure(ExitCode.FAILED, e.getMessage());
    }
  }

  private int script(Connection connection, String settings, Cancellation cancellation)
      throws IOException {
    end.cancels(cancellation);
    ScriptRunner runner =
        new ScriptRunner(
            connection,
            console,
            new PrintedView(console, () -> TABLES, cancellation),
            new QuietReport(console),
            cancellation);
    int code = runner.run("settings", settings, name -> Optional.empty());
    String script = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    return code == ExitCode.DONE
        ? runner.run("<stdin>", script, name -> Optional.ofNullable(System.getenv(name)))
        : code;
  }

  private int talk(Connection connection, String where) throws IOException {
    console.message("Rheo " + Version.product() + ", " + where + ". Type .help for help.");
    return Shell.talk(connection);
  }

  /** The first statement would wait half a second for classes; the user types longer than that. */
  private static void warmUp() {
    Thread thread = new Thread(SqlFrontEnd::warmUp, "rheo-warm-up");
    thread.setDaemon(true);
    thread.start();
  }
}
