package io.rheo.shell;

import io.rheo.engine.Engine;
import io.rheo.engine.EngineConfig;
import io.rheo.server.Server;
import io.rheo.shell.command.CommandFailure;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.ExitCode;
import io.rheo.shell.command.ServerRequest;
import io.rheo.sql.error.SqlError;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** {@code rheo server}: serves until a signal comes. */
final class ServerAction {
  private final Console console;
  private final ProcessEnd end;

  ServerAction(Console console, ProcessEnd end) {
    this.console = console;
    this.end = end;
  }

  int run(ServerRequest request) throws IOException, InterruptedException, CommandFailure {
    CountDownLatch stop = new CountDownLatch(1);
    end.runs(stop::countDown);
    ServerFile file = ServerFile.of(request);
    try (Engine engine = new Engine(EngineConfig.defaults().withJars(file.jars()));
        Server server = Server.start(file.config(request), engine::openSession)) {
      console.message("listening at jdbc:rheo://127.0.0.1:" + server.port() + "; Ctrl-C stops");
      stop.await();
      return ExitCode.DONE;
    } catch (SqlError e) {
      throw new CommandFailure(ExitCode.FAILED, e.render());
    }
  }
}
