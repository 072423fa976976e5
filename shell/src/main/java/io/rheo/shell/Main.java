package io.rheo.shell;

import io.rheo.shell.command.Console;
import io.rheo.shell.command.RheoCommand;
import io.rheo.shell.terminal.SystemTerminals;

/** The {@code rheo} command. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    String told = System.getProperty("rheo.terminals");
    StandardStreams streams = StandardStreams.of(told == null ? SystemTerminals.letters() : told);
    ProcessEnd end = new ProcessEnd();
    Console console = Console.system(streams.out(), streams.err());
    int code;
    try {
      code = RheoCommand.execute(new Application(console, streams, end), console, arguments);
    } finally {
      end.reached();
    }
    System.exit(code); // threads of libraries must not keep the process alive
  }
}
