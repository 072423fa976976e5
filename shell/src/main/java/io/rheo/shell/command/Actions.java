package io.rheo.shell.command;

/** What the subcommands ask for. Each action returns an {@link ExitCode}. */
public interface Actions {
  int shell(ShellRequest request) throws Exception;

  int run(RunRequest request) throws Exception;

  int server(ServerRequest request) throws Exception;

  int demo(DemoRequest request) throws Exception;

  int bench(BenchRequest request) throws Exception;
}
