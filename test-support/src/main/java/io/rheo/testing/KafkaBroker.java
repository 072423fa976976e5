package io.rheo.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Kafka broker in a process of its own, on a free port of 127.0.0.1, with its topics in a
 * temporary directory. The module that tests with it depends on {@code rheo-demo-broker}, whose
 * main class it runs from the class path of the test. Starts in about two seconds.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final long STOP_SECONDS = 20;

  private final int port;
  private final Path directory;
  private final List<String> settings;
  private Process process; // null while it is stopped

  private KafkaBroker(int port, Path directory, List<String> settings) {
    this.port = port;
    this.directory = directory;
    this.settings = settings;
  }

  /**
   * Starts a broker without topics; returns when clients can connect.
   *
   * @param settings of the broker, each as {@code name=value}
   */
  public static KafkaBroker start(String... settings) {
    KafkaBroker broker = stopped(settings);
    broker.restart();
    return broker;
  }

  /** A broker that has an address but is not running yet: nothing listens there. */
  public static KafkaBroker stopped(String... settings) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path directory = Files.createTempDirectory("rheo-broker");
      return new KafkaBroker(socket.getLocalPort(), directory, List.of(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code host:port}, the same after a restart. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Starts it again, with the topics it had; returns when clients can connect. */
  public void restart() {
    Path log = directory.resolve("broker.log");
    List<String> command = new ArrayList<>();
    Collections.addAll(
        command,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", // half a minute of life: compiling well would not pay
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "io.rheo.broker.DemoBroker",
        Integer.toString(port),
        directory.resolve("topics").toString());
    command.addAll(settings);
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      process = builder.redirectError(log.toFile()).start();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      if (!"ready".equals(output.readLine())) {
        throw new IllegalStateException("the broker did not start: " + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it in order, as an operator would; clients see their connections end. */
  public void stop() {
    if (process != null) {
      try {
        process.getOutputStream().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      awaitEnd();
    }
  }

  /** Ends it as a crash would. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly();
      awaitEnd();
    }
  }

  /** Ends it and deletes its topics. */
  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the broker did not stop in " + STOP_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the broker stops", e);
    }
    process = null;
  }
}
