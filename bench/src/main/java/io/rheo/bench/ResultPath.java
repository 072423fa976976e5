package io.rheo.bench;

import io.rheo.engine.Engine;
import io.rheo.engine.EngineConfig;
import io.rheo.server.Server;
import io.rheo.server.config.ServerConfig;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/**
 * Rows a second from a server to a client on the same machine: bids of the Nexmark generator, read
 * cell by cell through the driver in a process of its own. Prints a line a round, with the rows a
 * second and the client's processor time a row, and at last how long a short query takes that the
 * server was asked before.
 *
 * <p>{@code java -cp bench/target/benchmarks.jar io.rheo.bench.ResultPath [rows] [URL options]},
 * such as {@code 3000000 frames=rows}.
 */
public final class ResultPath {
  private static final int ROUNDS = 5;
  private static final int QUESTIONS = 20;

  private static final String EVENTS =
      """
      CREATE TABLE events (
        event_type INT,
        bid ROW<auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING,
          `dateTime` TIMESTAMP(3), extra STRING>
      ) WITH ('connector' = 'nexmark', 'events.num' = '%d')
      """;
  private static final String QUERY =
      """
      SELECT bid.auction, bid.price * 0.908, bid.channel, bid.`dateTime`
      FROM events WHERE event_type = 2
      """;
  private static final String QUESTION =
      "SELECT COUNT(*), MAX(n) FROM (VALUES (1, 'a'), (2, 'b')) AS t(n, s) WHERE s <> 'c'";

  private ResultPath() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].startsWith("jdbc:")) {
      read(arguments[0], Long.parseLong(arguments[1]));
      return;
    }
    String rows = arguments.length > 0 ? arguments[0] : "3000000";
    String options = arguments.length > 1 ? "/?" + arguments[1] : "/";
    try (Engine engine = new Engine(EngineConfig.defaults());
        Server server = Server.start(ServerConfig.DEFAULT.withPort(0), engine::openSession)) {
      String java = ProcessHandle.current().info().command().orElse("java");
      Process client =
          new ProcessBuilder(
                  List.of(
                      java,
                      "-cp",
                      System.getProperty("java.class.path"),
                      ResultPath.class.getName(),
                      "jdbc:rheo://127.0.0.1:" + server.port() + options,
                      rows))
              .inheritIO()
              .start();
      int code = client.waitFor();
      System.out.printf("server: %.2f CPU seconds in all%n", cpuNanos() / 1e9);
      if (code != 0) {
        throw new IllegalStateException("the client ended with " + code);
      }
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void read(String url, long rows) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(EVENTS.formatted(rows * 50 / 46)); // 46 events of 50 are bids
      for (int round = 1; round <= ROUNDS; round++) {
        readAll(statement, round);
      }
      ask(statement);
    }
  }

  private static void readAll(Statement statement, int round) throws SQLException {
    long start = System.nanoTime();
    long startCpu = cpuNanos();
    long first = 0;
    long count = 0;
    long sum = 0;
    try (ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        if (count++ == 0) {
          first = System.nanoTime() - start;
        }
        sum += rows.getLong(1) + rows.getBigDecimal(2).unscaledValue().longValue();
        sum += rows.getString(3).length() + rows.getTimestamp(4).getTime();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "round %d: %,d rows, %,.0f rows/s, first row after %.1f ms, client CPU %.0f ns a row (%x)%n",
        round, count, count / seconds, first / 1e6, (double) (cpuNanos() - startCpu) / count, sum);
  }

  private static void ask(Statement statement) throws SQLException {
    double[] millis = new double[QUESTIONS];
    for (int i = 0; i < QUESTIONS; i++) {
      long start = System.nanoTime();
      try (ResultSet rows = statement.executeQuery(QUESTION)) {
        while (rows.next()) {
          rows.getObject(1);
        }
      }
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    double first = millis[0];
    Arrays.sort(millis, 1, QUESTIONS);
    System.out.printf(
        "short query: first %.0f ms, second or later median %.1f ms, longest %.1f ms%n",
        first, millis[QUESTIONS / 2], millis[QUESTIONS - 1]);
  }
}
