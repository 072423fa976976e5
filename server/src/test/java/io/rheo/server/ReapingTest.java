package io.rheo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.jdbc.RheoDriver;
import io.rheo.server.avatica.Backend;
import io.rheo.server.config.Limits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients leave behind is cleared away, by a clock that the test turns. */
class ReapingTest {
  private final FixtureEngine engine = new FixtureEngine();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // nanoTime may wrap
  private Backend backend;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    Limits limits = Limits.DEFAULT.withIdle(Duration.ofSeconds(60), Duration.ofSeconds(600));
    backend = new Backend(engine::openSession, limits, nanos::get);
    connection = RheoDriver.connectInProcess(backend.services(), new Properties());
    engine.query("live", FixtureEngine.NUMBERS, false);
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    backend.reap();
  }

  @Test
  void aQueryThatNobodyFetchesFromEndsAndSaysWhy() throws Exception {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("live");
    FixtureCursor cursor = engine.latest();
    pass(59);
    assertThat(cursor.isClosed()).isFalse();
    cursor.push(List.of(1L, "x"));
    assertThat(rows.next()).isTrue(); // a sign of life
    pass(59);
    assertThat(cursor.isClosed()).isFalse();
    pass(2);
    assertThat(cursor.isClosed()).isTrue();
    assertThatThrownBy(rows::next)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("nobody has fetched rows for 60 s");

    statement.executeQuery("live"); // the statement itself lives on
    assertThat(engine.latest().isClosed()).isFalse();
  }

  @Test
  void aSilentConnectionIsClosedWithItsQueries() throws Exception {
    connection.createStatement().executeQuery("live");
    pass(599);
    assertThat(backend.connectionCount()).isEqualTo(1);
    pass(2);
    assertThat(backend.connectionCount()).isZero();
    assertThat(engine.sessions.get(0).isClosed()).isTrue();
    assertThat(engine.latest().isClosed()).isTrue();
    assertThat(connection.isValid(1)).isFalse();
    assertThatThrownBy(connection::createStatement)
        .isInstanceOf(java.sql.SQLNonTransientConnectionException.class)
        .hasMessageContaining("RH0711")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("08003");
    connection.close();
  }

  @Test
  void aConnectionInUseStays() throws Exception {
    for (int i = 0; i < 10; i++) {
      pass(400);
      assertThat(connection.isValid(1)).isTrue();
    }
    assertThat(engine.sessions.get(0).isClosed()).isFalse();
  }

  @Test
  void limitsAreErrorsThatSayWhatToDo() throws Exception {
    Limits one =
        new Limits(
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 2, 10, 10, 10);
    try (Backend small = new Backend(engine::openSession, one, System::nanoTime)) {
      Connection first = RheoDriver.connectInProcess(small.services(), new Properties());
      assertThatThrownBy(() -> RheoDriver.connectInProcess(small.services(), new Properties()))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("1 connections are open already");
      first.createStatement();
      Statement second = first.createStatement();
      assertThatThrownBy(first::createStatement)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("2 open statements");
      second.close();
      first.createStatement();
    }
  }
}
