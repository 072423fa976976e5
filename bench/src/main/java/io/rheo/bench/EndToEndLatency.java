package io.rheo.bench;

import io.rheo.engine.Engine;
import io.rheo.engine.EngineConfig;
import io.rheo.server.Server;
import io.rheo.server.config.ServerConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How long after the end of its window a row reaches a client: from when the record was sent to
 * Kafka that lets the watermark pass the end, to when the row is read through the driver. The query
 * is that of Nexmark's q5 with shorter windows. Broker and server are processes of their own;
 * writing and reading are two threads of this one, which share a clock.
 *
 * <p>{@code java -cp bench/target/benchmarks.jar io.rheo.bench.EndToEndLatency [records a second]
 * [seconds] [HOST:PORT of a broker]} in the project's folder; starts a broker of its own, of {@code
 * ./mvnw -pl demo-broker package}, unless one is named.
 */
public final class EndToEndLatency {
  private static final Path BROKER = Path.of("demo-broker/target/rheo-demo-broker.jar");
  private static final long SLIDE_MILLIS = 100;
  private static final long WARM_UP_SECONDS = 15;

  private static final String TABLE =
      """
      CREATE TABLE bid (
        auction BIGINT, bidder BIGINT, price BIGINT, `dateTime` TIMESTAMP(3),
        WATERMARK FOR `dateTime` AS `dateTime`
      ) WITH ('connector' = 'kafka', 'topic' = '%s', 'format' = 'json',
        'properties.bootstrap.servers' = '%s', 'scan.startup.mode' = 'earliest-offset')
      """;
  private static final String COUNTS =
      """
      SELECT auction, COUNT(*) AS num, window_start AS starttime, window_end AS endtime
      FROM TABLE(HOP(TABLE bid, DESCRIPTOR(`dateTime`),
        INTERVAL '0.1' SECOND(1, 1), INTERVAL '1' SECOND))
      GROUP BY auction, window_start, window_end
      """;
  private static final String QUERY =
      """
      SELECT bids.auction, bids.num, bids.endtime
      FROM (%1$s) AS bids
      JOIN (SELECT MAX(num) AS maxn, starttime, endtime FROM (%1$s) GROUP BY starttime, endtime) AS most
      ON bids.starttime = most.starttime AND bids.endtime = most.endtime AND bids.num >= most.maxn
      """
          .formatted(COUNTS);

  private EndToEndLatency() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("server")) {
      serve();
      return;
    }
    int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
    long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 30;
    Path topics = Files.createTempDirectory("rheo-latency");
    List<Process> started = new ArrayList<>();
    try {
      String brokers = arguments.length > 2 ? arguments[2] : broker(started, topics);
      String server =
          start(
              started,
              "-Xmx1g",
              "-XX:+UseSerialGC",
              "-cp",
              classPath(),
              EndToEndLatency.class.getName(),
              "server");
      measure(brokers, server, rate, seconds);
    } finally {
      Collections.reverse(started);
      for (Process process : started) {
        process.destroyForcibly().waitFor();
      }
      delete(topics);
    }
  }

  private static String broker(List<Process> started, Path folder) throws IOException {
    int port = freePort();
    String topics = folder.resolve("topics").toString();
    start(started, "-Xmx1g", "-jar", BROKER.toString(), Integer.toString(port), topics);
    return "127.0.0.1:" + port;
  }

  private static void measure(String brokers, String server, int rate, long seconds)
      throws Exception {
    String topic = "latency-" + System.currentTimeMillis();
    try (Admin admin = Admin.create(java.util.Map.of("bootstrap.servers", brokers))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
    try (PacedBids bids = new PacedBids(brokers, topic, rate / 1000, SLIDE_MILLIS);
        Connection connection = DriverManager.getConnection(server);
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE.formatted(topic, brokers));
      long warmUpEnd = System.currentTimeMillis() + WARM_UP_SECONDS * 1000;
      List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
      Thread reader = new Thread(() -> read(statement, bids, warmUpEnd, nanos), "reader");
      reader.setDaemon(true);
      reader.start();
      long start = System.nanoTime();
      bids.run(WARM_UP_SECONDS + seconds);
      double took = (System.nanoTime() - start) / 1e9;
      statement.cancel();
      reader.join();
      System.out.printf(
          Locale.ROOT,
          "%d records/s (asked for %d), %d windows%n",
          (long) (rate * (WARM_UP_SECONDS + seconds) / took),
          rate,
          nanos.size());
      print(nanos);
    }
  }

  private static void read(Statement statement, PacedBids bids, long warmUpEnd, List<Long> nanos) {
    Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    long last = 0;
    try (ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        long now = System.nanoTime();
        long end = rows.getTimestamp(3, utc).getTime();
        OptionalLong sent = bids.sentNanos(end);
        if (end != last && end > warmUpEnd && sent.isPresent()) {
          nanos.add(now - sent.getAsLong());
        }
        last = end;
      }
    } catch (SQLException e) {
      System.out.println("the query ended: " + e.getMessage()); // it was cancelled, or failed
    }
  }

  private static void print(List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    for (double share : new double[] {0.5, 0.9, 0.99, 0.999}) {
      int index = Math.min(sorted.length - 1, (int) (share * sorted.length));
      System.out.printf(Locale.ROOT, "p%s %.1f ms%n", share * 100, sorted[index] / 1e6);
    }
  }

  private static void serve() throws Exception {
    try (Engine engine = new Engine(EngineConfig.defaults());
        Server server = Server.start(ServerConfig.DEFAULT.withPort(0), engine::openSession)) {
      System.out.println("jdbc:rheo://127.0.0.1:" + server.port() + "/");
      Thread.currentThread().join(); // until it is ended
    }
  }

  /** Starts a process; returns its first line, which it prints when it is ready. */
  private static String start(List<Process> started, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(process);
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    if (line == null) {
      throw new IOException("did not start: " + command);
    }
    return line;
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
