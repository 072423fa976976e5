package io.rheo.shell;

import io.rheo.shell.bench.Bench;
import io.rheo.shell.command.BenchRequest;
import io.rheo.shell.command.Console;
import java.io.IOException;
import java.nio.file.Path;

/** {@code rheo bench}. */
final class BenchAction {
  private final Console console;

  BenchAction(Console console) {
    this.console = console;
  }

  int run(BenchRequest request) throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("rheo.home", "."));
    return new Bench(console, home.resolve("queries/nexmark"), home.resolve(".rheo/nexmark"))
        .run(request);
  }
}
