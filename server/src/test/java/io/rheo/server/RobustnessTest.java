package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.server.config.ServerConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One client, or one bad moment, must not harm another. */
@Timeout(120)
class RobustnessTest {
  private static final int IDLE_QUERIES = 300;

  private final FixtureEngine engine = new FixtureEngine();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Server server;

  @BeforeEach
  void start() {
    server = Server.start(ServerConfig.DEFAULT.withPort(0), engine::openSession);
    engine.query("live", FixtureEngine.NUMBERS, false);
    engine.rows("bounded", FixtureEngine.NUMBERS, numbers(3000));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable resource : opened) {
      resource.close();
    }
    server.close();
  }

  private static List<List<Object>> numbers(int count) {
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      rows.add(List.of(i, "n" + i));
    }
    return rows;
  }

  private Connection connect(int port, String query) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:rheo://127.0.0.1:" + port + query);
    opened.add(connection);
    return connection;
  }

  @Test
  void lostAnswersAreAskedForAgainAndNoRowIsLostOrDoubled() throws Exception {
    AtomicInteger fetches = new AtomicInteger();
    AtomicInteger lost = new AtomicInteger();
    try (LossyProxy proxy =
        new LossyProxy(
            server.port(),
            request -> {
              boolean lose =
                  request.contains("$FetchRequest") && fetches.incrementAndGet() % 3 != 0;
              lost.addAndGet(lose ? 1 : 0);
              return lose;
            })) {
      Connection connection = connect(proxy.port(), "?fetch_size=500");
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("bounded")) {
        for (long i = 0; i < 3000; i++) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(i);
        }
        assertThat(rows.next()).isFalse();
      }
      assertThat(lost.get()).isGreaterThanOrEqualTo(6);
      connection.close();
    }
  }

  @Test
  void aLostAnswerToAnInsertIsNotAskedForAgain() throws Exception {
    AtomicInteger executed = new AtomicInteger();
    engine.update(
        "insert",
        List.of(),
        values -> {
          executed.incrementAndGet();
          return new io.rheo.engine.StatementResult.Done(1, "");
        });
    try (LossyProxy proxy =
        new LossyProxy(server.port(), request -> request.contains("$PrepareAndExecuteRequest"))) {
      Connection connection = connect(proxy.port(), "");
      try (Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.executeUpdate("insert"))
            .isInstanceOf(SQLException.class)
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo("08006");
      }
      connection.close();
    }
    assertThat(executed.get()).isEqualTo(1);
  }

  @Test
  void manyIdleQueriesHoldNoThreadsAndLeaveRoomForOthers() throws Exception {
    List<Statement> statements = new ArrayList<>();
    List<CompletableFuture<Boolean>> readers = new ArrayList<>();
    for (int i = 0; i < IDLE_QUERIES; i++) {
      if (i % 30 == 0) {
        connect(server.port(), "");
      }
      Connection connection = (Connection) opened.get(opened.size() - 1);
      Statement statement = connection.createStatement();
      ResultSet rows = statement.executeQuery("live");
      statements.add(statement);
      readers.add(RemoteQueryTest.async(rows::next));
    }
    Await.until(
        "every query is waited for",
        () -> engine.cursors.stream().allMatch(FixtureCursor::isPolled));
    assertThat(serverThreads()).isLessThan(100);

    long start = System.nanoTime();
    statements.get(7).cancel();
    assertThatThrownBy(() -> readers.get(7).get(60, TimeUnit.SECONDS))
        .cause()
        .hasMessage("the query was cancelled");
    statements.get(8).close();
    assertThatThrownBy(() -> readers.get(8).get(60, TimeUnit.SECONDS)).isNotNull();
    engine.cursors.get(9).push(List.of(1L, "a row"));
    assertThat(readers.get(9).get(60, TimeUnit.SECONDS)).isTrue();
    Connection late = connect(server.port(), "");
    try (Statement statement = late.createStatement();
        ResultSet rows = statement.executeQuery("bounded")) {
      assertThat(rows.next()).isTrue();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    System.out.println("cancel, close, a row and a new query among 300 idle: " + millis + " ms");
    for (int i = 10; i < IDLE_QUERIES; i++) {
      assertThat(readers.get(i)).as("reader %d waits on", i).isNotDone();
    }
    engine.cursors.forEach(FixtureCursor::finish);
    for (CompletableFuture<Boolean> reader : readers) {
      Await.until("the reader ended", reader::isDone);
    }
  }

  private static long serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("qtp"))
        .count();
  }

  @Test
  void badClientsDoNotHarmGoodOnes() throws Exception {
    for (int i = 0; i < 20; i++) { // promise a long body and fall silent
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      opened.add(socket);
      send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nonly this");
    }
    Connection hoarder = connect(server.port(), "");
    List<Statement> hoarded = new ArrayList<>();
    for (int i = 0; i < 50; i++) { // never fetch
      Statement statement = hoarder.createStatement();
      statement.executeQuery("bounded");
      hoarded.add(statement);
    }
    List<CompletableFuture<Long>> good = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      good.add(RemoteQueryTest.async(this::readAll));
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\ngarbage");
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 500");
      }
    }
    for (CompletableFuture<Long> client : good) {
      assertThat(client.get(30, TimeUnit.SECONDS)).isEqualTo(9000);
    }
    assertThat(hoarded).hasSize(50);
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private long readAll() throws SQLException {
    long count = 0;
    try (Connection connection =
            DriverManager.getConnection("jdbc:rheo://127.0.0.1:" + server.port());
        Statement statement = connection.createStatement()) {
      for (int round = 0; round < 3; round++) {
        try (ResultSet rows = statement.executeQuery("bounded")) {
          while (rows.next()) {
            count++;
          }
        }
      }
    }
    return count;
  }

  @Test
  void aStatementThatTheServerNoLongerHasGivesAnErrorAndNoLoop() throws Exception {
    Connection connection = connect(server.port(), "");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("live")) {
      CompletableFuture<Boolean> reader = RemoteQueryTest.async(rows::next);
      Await.until("the reader waits", () -> engine.latest().isPolled());
      server.close();
      assertThatThrownBy(() -> reader.get(10, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(SQLException.class);
    }
    assertThat(engine.sessions.get(0).isClosed()).isTrue();
    assertThat(engine.cursors).hasSize(1);
  }
}
