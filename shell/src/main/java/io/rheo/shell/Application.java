package io.rheo.shell;

import io.rheo.shell.command.Actions;
import io.rheo.shell.command.BenchRequest;
import io.rheo.shell.command.Console;
import io.rheo.shell.command.DemoRequest;
import io.rheo.shell.command.RunRequest;
import io.rheo.shell.command.ServerRequest;
import io.rheo.shell.command.ShellRequest;

/** Carries the commands out with the real engine, server and driver. */
final class Application implements Actions {
  private final Console console;
  private final StandardStreams streams;
  private final ProcessEnd end;

  Application(Console console, StandardStreams streams, ProcessEnd end) {
    this.console = console;
    this.streams = streams;
    this.end = end;
  }

  @Override
  public int shell(ShellRequest request) throws Exception {
    return new ShellAction(console, streams, end).run(request);
  }

  @Override
  public int run(RunRequest request) throws Exception {
    return new RunAction(console, end).run(request);
  }

  @Override
  public int server(ServerRequest request) throws Exception {
    return new ServerAction(console, end).run(request);
  }

  @Override
  public int demo(DemoRequest request) throws Exception {
    return new DemoAction(console, streams, end).run(request);
  }

  @Override
  public int bench(BenchRequest request) throws Exception {
    return new BenchAction(console).run(request);
  }
}
