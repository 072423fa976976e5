package io.rheo.shell;

import io.rheo.shell.command.CommandFailure;
import io.rheo.shell.command.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Kafka broker for a demo: a process of its own on a free port of this machine, with its topics
 * in a temporary folder. It ends with this process, however that ends, because its standard input
 * does.
 */
final class KafkaBroker implements AutoCloseable {
  private static final String JAR = "demo-broker/target/rheo-demo-broker.jar";
  private static final long STOP_SECONDS = 5;

  private final int port;
  private final Path folder;
  private final Process process;

  private KafkaBroker(int port, Path folder, Process process) {
    this.port = port;
    this.folder = folder;
    this.process = process;
  }

  /** Starts a broker without topics; returns when clients can connect. */
  static KafkaBroker start(Path home) throws IOException, CommandFailure {
    Path jar = home.resolve(JAR);
    if (!Files.exists(jar)) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "'" + jar + "' is missing: build it with ./mvnw -pl demo-broker package");
    }
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path folder = Files.createTempDirectory("rheo-demo");
    Path log = folder.resolve("broker.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // it lives for minutes: compiling well would not pay
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-jar",
                jar.toString(),
                Integer.toString(port),
                folder.resolve("topics").toString())
            .redirectError(log.toFile())
            .start();
    KafkaBroker broker = new KafkaBroker(port, folder, process);
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    if (!"ready".equals(output.readLine())) {
      String reason = Files.readString(log).strip();
      broker.close();
      throw new CommandFailure(ExitCode.FAILED, "the Kafka broker did not start: " + reason);
    }
    return broker;
  }

  /** {@code host:port}. */
  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly(); // its topics go as well, so an orderly end would be wasted
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
