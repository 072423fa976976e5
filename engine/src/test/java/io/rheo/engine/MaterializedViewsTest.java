package io.rheo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.connector.Connector;
import io.rheo.engine.connector.Sink;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.connector.Source;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.plan.TableSpec;
import io.rheo.sql.error.ErrorCode;
import io.rheo.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Materialized views while rows come in: who waits for whom, and what they show afterwards. */
@Timeout(120)
class MaterializedViewsTest {
  private static final long WAIT = TimeUnit.MILLISECONDS.toNanos(100);

  private final GatedSink gated = new GatedSink();
  private final Engine engine = new Engine(EngineConfig.defaults().withConnector(gated));
  private final Session session = engine.openSession();

  @BeforeEach
  void makeViews() {
    run("CREATE TABLE t (k STRING, v INT)");
    run("CREATE MATERIALIZED VIEW base AS SELECT k, SUM(v) AS s FROM t GROUP BY k");
  }

  @AfterEach
  void close() {
    gated.open.countDown();
    session.close();
    engine.close();
  }

  @Test
  void insertsAreInTheNextSnapshot() {
    for (int i = 1; i <= 20; i++) {
      run("INSERT INTO t VALUES ('a', 1), ('b', " + i + ")");
      assertThat(rows("SELECT * FROM base ORDER BY k"))
          .containsExactly("a " + i, "b " + i * (i + 1) / 2);
    }
  }

  @Test
  void viewsOfOneViewNeverDisagree() throws Exception {
    run("CREATE MATERIALIZED VIEW up AS SELECT SUM(s) AS total FROM base");
    run("CREATE MATERIALIZED VIEW down AS SELECT -SUM(s) AS total FROM base");
    run(
        "CREATE MATERIALIZED VIEW zero AS SELECT SUM(total) AS z FROM"
            + " (SELECT * FROM up UNION ALL SELECT * FROM down)");
    try (ResultCursor changes = query("SELECT z FROM zero WHERE z <> 0 EMIT CHANGES")) {
      for (int i = 0; i < 50; i++) {
        run("INSERT INTO t VALUES ('k" + i % 3 + "', " + i + ")");
      }
      assertThat(rows("SELECT z FROM zero")).containsExactly("0");
      assertThat(changes.poll(WAIT)).isNull();
    }
  }

  @Test
  void viewsOfOneTableNeverDisagreeWhileItIsFilled() throws Exception {
    run("CREATE MATERIALIZED VIEW credits AS SELECT k, SUM(v) AS s FROM t GROUP BY k");
    run("CREATE MATERIALIZED VIEW debits AS SELECT k, SUM(-v) AS s FROM t GROUP BY k");
    run(
        "CREATE MATERIALIZED VIEW unbalanced AS SELECT c.k, c.s, d.s AS d FROM credits AS c"
            + " FULL JOIN debits AS d ON c.k = d.k WHERE COALESCE(c.s, 0) + COALESCE(d.s, 0) <> 0");
    run("CREATE TABLE u (k STRING, n INT)"); // filled before t
    run(
        "CREATE MATERIALIZED VIEW lost AS SELECT t.k FROM t"
            + " WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.k = t.k)");
    run(
        "CREATE MATERIALIZED VIEW mistakes AS SELECT k FROM lost UNION ALL SELECT k FROM unbalanced");
    try (ResultCursor changes = query("SELECT k FROM mistakes EMIT CHANGES")) {
      for (int i = 0; i < 1_000; i++) {
        run("INSERT INTO u VALUES ('k" + i % 70 + "', " + i + ")");
        run("INSERT INTO t VALUES ('k" + i % 70 + "', " + i + ")");
      }
      assertThat(rows("SELECT COUNT(*) FROM credits")).containsExactly("70");
      assertThat(rows("SELECT k FROM mistakes")).isEmpty();
      assertThat(changes.poll(WAIT)).isNull();
    }
  }

  @Test
  void aPausedViewTakesInWhatItMissedWhenItGoesOn() throws Exception {
    run("CREATE MATERIALIZED VIEW resting AS SELECT COUNT(*) AS n, SUM(s) AS total FROM base");
    run("CREATE MATERIALIZED VIEW other AS SELECT MAX(s) AS m FROM base");
    run("CREATE MATERIALIZED VIEW above AS SELECT total * 10 AS t10 FROM resting");
    run("INSERT INTO t VALUES ('a', 1)");
    assertThat(rows("SELECT * FROM above")).containsExactly("10");
    run("PAUSE JOB resting");
    run("INSERT INTO t VALUES ('a', 1), ('b', 5), ('c', 7)");
    run("INSERT INTO t VALUES ('c', -3)");
    assertThat(rows("SELECT m FROM other")).containsExactly("5");
    assertThat(rows("SELECT * FROM resting")).containsExactly("1 1");
    assertThat(states()).containsEntry("resting", "PAUSED").containsEntry("other", "RUNNING");
    run("RESUME JOB resting");
    assertThat(rows("SELECT * FROM resting")).containsExactly("3 11");
    assertThat(rows("SELECT * FROM above")).containsExactly("110");
    assertThat(states()).containsEntry("resting", "RUNNING");
  }

  @Test
  void aPausedViewOverATableReadsOnWhereItWas() {
    run("INSERT INTO t VALUES ('a', 1)");
    assertThat(rows("SELECT * FROM base")).containsExactly("a 1");
    run("PAUSE JOB base");
    run("INSERT INTO t VALUES ('a', 2)");
    assertThat(rows("SELECT * FROM base")).containsExactly("a 1");
    run("RESUME JOB base");
    assertThat(rows("SELECT * FROM base")).containsExactly("a 3");
  }

  @Test
  void aSubscriberWhoNeverReadsHoldsNobodyUp() throws Exception {
    run("CREATE MATERIALIZED VIEW rows AS SELECT k, v FROM t");
    try (ResultCursor silent = query("SELECT * FROM base EMIT CHANGES")) {
      for (int i = 0; i < 300; i++) {
        run("INSERT INTO t VALUES ('a', 1), ('b', 2), ('c" + i + "', 3)");
      }
      assertThat(rows("SELECT COUNT(*), SUM(s) FROM base")).containsExactly("302 1800");
      assertThat(rows("SELECT COUNT(*) FROM rows")).containsExactly("900");
      Map<String, Integer> seen = new TreeMap<>();
      while (seen.values().stream().filter(w -> w > 0).count() < 302
          || seen.getOrDefault("a 300", 0) != 1
          || seen.getOrDefault("b 600", 0) != 1) {
        add(silent, silent.poll(WAIT), seen);
      }
      seen.values().removeIf(weight -> weight == 0);
      assertThat(seen).hasSize(302).containsEntry("a 300", 1).containsEntry("b 600", 1);
    }
  }

  @Test
  void aSinkThatHangsOrFailsHoldsNobodyUp() throws Exception {
    run("CREATE TABLE gate (k STRING, s INT) WITH ('connector' = 'gated')");
    Job job = job("INSERT INTO gate SELECT k, s FROM base");
    run("INSERT INTO t VALUES ('a', 1)");
    assertThat(gated.entered.await(30, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 20; i++) {
      run("INSERT INTO t VALUES ('a', 1)");
    }
    assertThat(rows("SELECT * FROM base")).containsExactly("a 21");
    gated.open.countDown(); // and now it fails
    assertThat(job.await(30_000)).isTrue();
    assertThat(job.state()).isEqualTo(Job.State.FAILED);
    run("INSERT INTO t VALUES ('a', 1)");
    assertThat(rows("SELECT * FROM base")).containsExactly("a 22");
  }

  @Test
  void aJobThatRestsWritesTheNetChangeAfterwards() throws Exception {
    run("CREATE TABLE o (k STRING, s INT, PRIMARY KEY (k) NOT ENFORCED)");
    Job job = job("INSERT INTO o SELECT k, s FROM base");
    run("CREATE MATERIALIZED VIEW copied AS SELECT k, s FROM o");
    run("INSERT INTO t VALUES ('a', 1)");
    await("SELECT * FROM copied", "a 1");
    assertThat(job.pause()).isTrue();
    assertThat(job.pause()).isFalse();
    run("INSERT INTO t VALUES ('a', 1), ('b', 1)");
    run("INSERT INTO t VALUES ('a', 1), ('b', 1)");
    assertThat(rows("SELECT * FROM base ORDER BY k")).containsExactly("a 3", "b 2");
    assertThat(job.resume()).isTrue();
    await("SELECT * FROM copied ORDER BY k", "a 3", "b 2");
    run("STOP JOB o");
    assertThat(job.await(30_000)).isTrue();
    assertThat(job.state()).isEqualTo(Job.State.STOPPED);
  }

  @Test
  void aJobOverAViewShowsHowFarEventTimeIs() throws Exception {
    run("CREATE TABLE e (v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)");
    run("CREATE MATERIALIZED VIEW events AS SELECT v, ts FROM e");
    run("CREATE TABLE kept (v INT, ts TIMESTAMP(3))");
    Job job = job("INSERT INTO kept SELECT v, ts FROM events");
    assertThat(job.progress().watermark()).isEqualTo(Long.MIN_VALUE);
    run("INSERT INTO e VALUES (1, TIMESTAMP '1970-01-01 00:00:05')");
    for (int i = 0; i < 6_000 && job.progress().watermark() < 0; i++) {
      Thread.sleep(10); // views and jobs follow on threads of their own
    }
    assertThat(job.progress().watermark()).isEqualTo(4_000);
    job.stop();
  }

  @Test
  void aViewThatFailsEndsItsReadersAndNobodyElse() {
    run("SET 'rheo.row-error' = 'fail'");
    run("CREATE MATERIALIZED VIEW brittle AS SELECT k, 10 / s AS q FROM base");
    run("CREATE MATERIALIZED VIEW reader AS SELECT COUNT(*) AS n FROM brittle");
    run("INSERT INTO t VALUES ('a', 5)");
    assertThat(rows("SELECT * FROM brittle")).containsExactly("a 2");
    run("INSERT INTO t VALUES ('z', 0)");
    assertThatThrownBy(() -> rows("SELECT * FROM brittle")).isInstanceOf(SqlError.class);
    assertThatThrownBy(() -> rows("SELECT * FROM reader"))
        .hasMessageContaining("reads 'brittle', which failed");
    assertThat(rows("SELECT * FROM base ORDER BY k")).containsExactly("a 5", "z 0");
    assertThat(states()).containsEntry("brittle", "FAILED").containsEntry("base", "RUNNING");
  }

  @Test
  void aStoppedViewKeepsItsRows() {
    run("INSERT INTO t VALUES ('a', 1)");
    assertThat(rows("SELECT * FROM base")).containsExactly("a 1");
    run("STOP JOB base");
    run("INSERT INTO t VALUES ('a', 1)");
    assertThat(rows("SELECT * FROM base")).containsExactly("a 1");
    run("DROP MATERIALIZED VIEW base");
    assertThat(states()).isEmpty();
  }

  @Test
  void aViewThatReadsOneThatEndsHasAllOfItsRows() {
    run("SET 'rheo.stored-tables.bounded' = 'true'"); // views are waited for, as in a script
    run(
        "CREATE TABLE events (ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen',"
            + " 'number-of-rows' = '20', 'rows-per-second' = '100')");
    run("CREATE MATERIALIZED VIEW read AS SELECT * FROM events");
    run(
        "CREATE MATERIALIZED VIEW counted AS SELECT SUM(n) AS n FROM (SELECT COUNT(*) AS n FROM"
            + " TABLE(TUMBLE(TABLE read, DESCRIPTOR(ts), INTERVAL '3650' DAY))"
            + " GROUP BY window_start, window_end)");
    assertThat(rows("SELECT n FROM counted")).containsExactly("20");
  }

  private Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    engine.jobList().forEach(job -> states.put(job.name(), job.state().name()));
    return states;
  }

  private void await(String sql, String... expected) throws InterruptedException {
    for (int i = 0; i < 6_000 && !rows(sql).equals(List.of(expected)); i++) {
      Thread.sleep(10); // views and jobs follow on threads of their own
    }
    assertThat(rows(sql)).containsExactly(expected);
  }

  private StatementResult run(String sql) {
    return session.execute(session.prepare(sql), List.of());
  }

  private Job job(String sql) {
    return ((StatementResult.Started) run(sql)).job();
  }

  private ResultCursor query(String sql) {
    return ((StatementResult.Rows) run(sql)).cursor();
  }

  private List<String> rows(String sql) {
    try (ResultCursor cursor = query(sql)) {
      List<String> rows = new ArrayList<>();
      while (!cursor.isFinished()) {
        Batch batch = cursor.poll(WAIT);
        for (int row = 0; batch != null && row < batch.rowCount(); row++) {
          rows.add(text(cursor, batch, row));
        }
      }
      return rows;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(ResultCursor cursor, Batch batch, Map<String, Integer> weights) {
    for (int row = 0; batch != null && row < batch.rowCount(); row++) {
      weights.merge(text(cursor, batch, row), batch.weight(row), Integer::sum);
    }
  }

  private static String text(ResultCursor cursor, Batch batch, int row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < batch.columnCount(); i++) {
      cells.add(String.valueOf(BoxedValues.get(batch.column(i), cursor.rowType().type(i), row)));
    }
    return String.join(" ", cells);
  }

  /** A sink that hangs until it is opened, and then fails. */
  private static final class GatedSink implements Connector {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    @Override
    public String name() {
      return "gated";
    }

    @Override
    public Source source(SourceRequest request) {
      throw SqlError.of(ErrorCode.CONNECTOR_FAILED, "it is only written to");
    }

    @Override
    public Sink sink(TableSpec table) {
      return new Sink() {
        @Override
        public boolean acceptsRetractions() {
          return true;
        }

        @Override
        public SinkWriter open() {
          return new Writer();
        }
      };
    }

    private final class Writer implements SinkWriter {
      @Override
      public void write(Batch batch) throws InterruptedException {
        entered.countDown();
        open.await();
        throw new IllegalStateException("the sink is gone");
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    }
  }
}
