package io.rheo.shell.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs this program once more, as this one was started: each query is measured in a process of its
 * own, so that neither memory nor what the compiler has learnt is another query's.
 */
final class BenchProcess {
  private BenchProcess() {}

  /**
   * Starts it, hands its standard error on, and returns its exit code; each line that it prints
   * goes to {@code lines}.
   */
  static int run(List<String> arguments, List<String> lines)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.rheo.shell.Main");
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      output.lines().forEach(lines::add);
      return process.waitFor();
    } finally {
      process.destroy(); // if this thread was interrupted
    }
  }
}
