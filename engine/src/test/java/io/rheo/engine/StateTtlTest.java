package io.rheo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.sql.error.SqlError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The setting {@code table.exec.state.ttl} through the whole engine. */
@Timeout(120)
class StateTtlTest {
  private static final long WAIT = TimeUnit.MILLISECONDS.toNanos(100);

  private final StepwiseClock clock = new StepwiseClock();
  private final Engine engine = new Engine(EngineConfig.defaults().withClock(clock));
  private final Session session = engine.openSession();

  /** A clock that goes on when it is told to, and knows when a step has begun since then. */
  private static final class StepwiseClock extends Clock {
    private long millis;
    private int starts;

    @Override
    public synchronized long millis() {
      if (stepStarts()) {
        starts++;
        notifyAll();
      }
      return millis;
    }

    /** Readers look at the clock too, in the middle of a step that has begun at the old time. */
    private static boolean stepStarts() {
      return StackWalker.getInstance()
          .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("startStep")));
    }

    /** Goes on and waits until the query has started a step at the new time. */
    synchronized void advance(Duration by) throws InterruptedException {
      millis += by.toMillis();
      starts = 0;
      while (starts == 0) {
        wait();
      }
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("always UTC");
    }
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  @Test
  void aGroupStartsAnewAfterTheTimeToLive() throws Exception {
    run("SET 'table.exec.state.ttl' = '1 h'");
    run("CREATE TABLE t (k STRING, v BIGINT)");
    try (ResultCursor cursor = open("SELECT k, SUM(v), COUNT(DISTINCT v) FROM t GROUP BY k")) {
      run("INSERT INTO t VALUES ('a', 1)");
      assertThat(next(cursor)).containsExactly("+[a, 1, 1]");
      clock.advance(Duration.ofMinutes(59));
      run("INSERT INTO t VALUES ('a', 2), ('b', 5)");
      assertThat(next(cursor)).containsExactly("-[a, 1, 1]", "+[a, 3, 2]", "+[b, 5, 1]");
      clock.advance(Duration.ofMinutes(60));
      run("INSERT INTO t VALUES ('a', 2)");
      assertThat(next(cursor)).containsExactly("+[a, 2, 1]");
    }
  }

  @Test
  void setOperationsForget() throws Exception {
    run("SET 'table.exec.state.ttl' = '10 s'");
    run("CREATE TABLE l (v BIGINT NOT NULL)");
    run("CREATE TABLE r (v BIGINT)");
    try (ResultCursor cursor = open("SELECT v FROM l INTERSECT SELECT v FROM r")) {
      run("INSERT INTO l VALUES (1), (2)");
      run("INSERT INTO r VALUES (1)");
      assertThat(next(cursor)).containsExactly("+[1]");
      clock.advance(Duration.ofSeconds(10));
      run("INSERT INTO r VALUES (2), (3)");
      run("INSERT INTO l VALUES (3)");
      assertThat(next(cursor)).containsExactly("+[3]");
    }
  }

  @Test
  void joinsForgetTheRowsOfASide() throws Exception {
    run("SET 'table.exec.state.ttl' = '10 s'");
    run("CREATE TABLE l (k BIGINT, v STRING)");
    run("CREATE TABLE r (k BIGINT, w STRING)");
    try (ResultCursor cursor = open("SELECT v, w FROM l LEFT JOIN r ON l.k = r.k")) {
      run("INSERT INTO l VALUES (1, 'a')");
      assertThat(next(cursor)).containsExactly("+[a, null]");
      clock.advance(Duration.ofSeconds(6));
      run("INSERT INTO r VALUES (1, 'x')");
      assertThat(next(cursor)).containsExactlyInAnyOrder("+[a, x]", "-[a, null]");
      clock.advance(Duration.ofSeconds(6)); // the left row is forgotten, the right one is not
      run("INSERT INTO r VALUES (1, 'y')");
      run("INSERT INTO l VALUES (1, 'b')");
      assertThat(next(cursor)).containsExactlyInAnyOrder("+[b, x]", "+[b, y]");
      clock.advance(Duration.ofSeconds(20));
      run("INSERT INTO l VALUES (1, 'c')");
      assertThat(next(cursor)).containsExactly("+[c, null]");
    }
  }

  @Test
  void aHintGivesEachSideOfAJoinItsOwnTime() throws Exception {
    run("CREATE TABLE l (k BIGINT, v STRING)");
    run("CREATE TABLE r (k BIGINT, w STRING)");
    String query =
        "SELECT /*+ STATE_TTL('x' = '10 s', 'r' = '1 h') */ v, w FROM l AS x JOIN r ON x.k = r.k";
    try (ResultCursor cursor = open(query)) {
      run("INSERT INTO l VALUES (1, 'a')");
      run("INSERT INTO r VALUES (1, 'p')");
      assertThat(next(cursor)).containsExactly("+[a, p]");
      clock.advance(Duration.ofSeconds(20)); // the left row is forgotten, the right one is not
      run("INSERT INTO r VALUES (1, 'q')");
      run("INSERT INTO l VALUES (1, 'b')");
      assertThat(next(cursor)).containsExactlyInAnyOrder("+[b, p]", "+[b, q]");
      clock.advance(Duration.ofHours(2));
      run("INSERT INTO l VALUES (1, 'c')");
      run("INSERT INTO r VALUES (1, 's')");
      assertThat(next(cursor)).containsExactly("+[c, s]");
    }
  }

  @Test
  void aHintIsForTheJoinWhoseSideItNames() throws Exception {
    run("CREATE TABLE l (k BIGINT, v BIGINT)");
    run("CREATE TABLE r (k BIGINT, w BIGINT)");
    run(
        "CREATE VIEW lr AS SELECT /*+ STATE_TTL('l' = '3 d', 'r' = '4 d') */ l.k, v FROM l JOIN r"
            + " ON l.k = r.k");
    assertStates(
        "SELECT /*+ STATE_TTL('b' = '2 d', 'c' = '0') */ * FROM l AS a LEFT JOIN r AS b ON a.k ="
            + " b.k JOIN l AS c ON UPPER(CAST(c.k AS STRING)) = UPPER(CAST(b.k AS STRING))",
        "unbounded, left expires after 1 h",
        "unbounded, left expires after 1 h, right expires after 2 d");
    assertStates(
        "SELECT /*+ STATE_TTL('a' = '2 d', 'lr' = '5 d') */ COUNT(*) FROM l AS a JOIN (lr JOIN r ON"
            + " lr.k = r.k) ON a.k = r.k",
        "bounded by keys, expires after 1 h",
        "unbounded, left expires after 2 d, right expires after 1 h",
        "unbounded, left expires after 5 d, right expires after 1 h",
        "unbounded, left expires after 3 d, right expires after 4 d");
    assertStates(
        "SELECT /*+ STATE_TTL('lr' = '2 d') */ k, COUNT(*) FROM lr GROUP BY k",
        "bounded by keys, expires after 2 d",
        "unbounded, left expires after 3 d, right expires after 4 d");
  }

  private void assertStates(String query, String... states) throws InterruptedException {
    run("SET 'table.exec.state.ttl' = '1 h'");
    assertThat(explain(query))
        .filteredOn(line -> line.contains("state:"))
        .extracting(line -> line.replaceFirst(".*state: ", ""))
        .containsExactly(states);
  }

  @Test
  void explainSaysWhatExpires() throws Exception {
    run("CREATE TABLE t (k STRING, v BIGINT)");
    String query =
        "SELECT k, COUNT(*) FROM (SELECT DISTINCT k, v FROM t EXCEPT SELECT k, v FROM t) GROUP BY k";
    assertThat(explain(query)).isNotEmpty().noneMatch(line -> line.contains("expires"));
    run("SET 'table.exec.state.ttl' = '5400000'");
    assertThat(explain(query))
        .filteredOn(line -> line.contains("state:"))
        .hasSize(3)
        .allMatch(line -> line.endsWith("state: bounded by keys, expires after 90 min"));
    run("SET 'table.exec.state.ttl' = '0'");
    assertThat(explain(query)).noneMatch(line -> line.contains("expires"));
  }

  @Test
  void rowsThatMeetNothingMakeOthersOfTheirKeyStay() throws Exception {
    run("CREATE TABLE t (v BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)");
    String query =
        "SELECT t.v FROM t JOIN (SELECT MAX(v) AS v, window_start AS ws, window_end AS we FROM"
            + " TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start,"
            + " window_end) AS m ON t.v = m.v AND t.ts >= ws AND t.ts < we";
    assertThat(explain(query))
        .anyMatch(line -> line.endsWith("rows: v >= MAX(v) of the window so far"));
    run("SET 'table.exec.state.ttl' = '1 h'");
    assertThat(explain(query))
        .anyMatch(line -> line.endsWith("rows: all, for state has a time to live"));
  }

  @Test
  void inputThatEndsIsCountedAsAWhole() throws Exception {
    run("SET 'table.exec.state.ttl' = '1 ms'");
    run("SET 'rheo.stored-tables.bounded' = 'true'");
    run("CREATE TABLE t (k STRING, v BIGINT)");
    assertThat(explain("SELECT k, COUNT(*) FROM t GROUP BY k"))
        .noneMatch(line -> line.contains("expires"));
  }

  @Test
  void aHintIsForTheGroupsOfItsOwnSelect() throws Exception {
    run("CREATE TABLE t (k STRING, v BIGINT)");
    assertThat(
            explain(
                "SELECT /*+ STATE_TTL('x' = '2 h') */ n, COUNT(*) FROM (SELECT k, COUNT(*) AS n FROM"
                    + " t GROUP BY k) x GROUP BY n"))
        .filteredOn(line -> line.contains("state:"))
        .satisfiesExactly(
            outer -> assertThat(outer).endsWith("state: bounded by keys, expires after 2 h"),
            inner -> assertThat(inner).endsWith("state: bounded by keys"));
  }

  @Test
  void hintsAreChecked() {
    run("CREATE TABLE t (k STRING, v BIGINT)");
    assertError("SELECT /*+ STATE_TLL('t' = '1 d') */ COUNT(*) FROM t", "did you mean 'STATE_TTL'");
    assertError(
        "SELECT /*+ STATE_TTL('tabel' = '1 d') */ COUNT(*) FROM t AS tables",
        "did you mean 'tables'");
    assertError("SELECT /*+ STATE_TTL('t' = 'soon') */ COUNT(*) FROM t", "'soon' is no duration");
    assertError(
        "SELECT /*+ STATE_TTL('k' = '1 d') */ * FROM t JOIN t AS u ON t.k = u.k",
        "which this SELECT does not read");
    assertError(
        "SELECT /*+ STATE_TTL('u' = '1 dd') */ * FROM t JOIN t AS u ON t.k = u.k",
        "'1 dd' is no duration");
  }

  private void assertError(String sql, String text) {
    assertThatThrownBy(() -> session.prepare(sql))
        .isInstanceOfSatisfying(
            SqlError.class, error -> assertThat(error.render()).contains(text, "^"));
  }

  @Test
  void aTimeToLiveIsADuration() {
    assertThatThrownBy(() -> run("SET 'table.exec.state.ttl' = 'tomorrow'"))
        .isInstanceOf(SqlError.class)
        .hasMessageContaining("table.exec.state.ttl");
  }

  private List<String> explain(String query) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    try (ResultCursor cursor = open("EXPLAIN PHYSICAL " + query)) {
      while (!cursor.isFinished()) {
        Batch batch = cursor.poll(WAIT);
        if (batch != null) {
          text(cursor, batch).forEach(row -> lines.addAll(row.lines().toList()));
        }
      }
    }
    return lines.stream().map(line -> line.replaceAll("^[+-]\\[|\\]$", "")).toList();
  }

  private StatementResult run(String sql) {
    return session.execute(session.prepare(sql), List.of());
  }

  private ResultCursor open(String sql) {
    return ((StatementResult.Rows) run(sql)).cursor();
  }

  private static List<String> next(ResultCursor cursor) throws InterruptedException {
    Batch batch = null;
    while (batch == null) {
      batch = cursor.poll(WAIT);
    }
    return text(cursor, batch);
  }

  private static List<String> text(ResultCursor cursor, Batch batch) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      List<Object> values = new ArrayList<>();
      for (int column = 0; column < batch.columnCount(); column++) {
        values.add(BoxedValues.get(batch.column(column), cursor.rowType().type(column), row));
      }
      rows.add((batch.weight(row) > 0 ? "+" : "-") + values);
    }
    return rows;
  }
}
