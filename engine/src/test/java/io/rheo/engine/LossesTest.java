package io.rheo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.sql.error.SqlError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code late('job')} and {@code errors('job')} show. */
@Timeout(120)
class LossesTest {
  private static final long WAIT = TimeUnit.MILLISECONDS.toNanos(100);

  private final Engine engine = new Engine(EngineConfig.defaults());
  private final Session session = engine.openSession();
  @TempDir Path directory;

  @BeforeEach
  void makeTables() throws Exception {
    Files.writeString(
        directory.resolve("t.json"),
        """
        {"ts": "1970-01-01 00:00:01", "k": "a", "v": 1}
        {"ts": "1970-01-01 00:00:11", "k": "b", "v": 2}
        {"ts": "1970-01-01 00:00:05", "k": "c", "v": 3}
        {"ts": "1970-01-01 00:00:12", "k": "d", "v": 0}
        {"ts": "1970-01-01 00:00:06", "k": "é", "v": 5}
        """);
    run(
        "CREATE TABLE t (ts TIMESTAMP(3), k STRING, v INT, WATERMARK FOR ts AS ts) WITH"
            + " ('connector' = 'filesystem', 'format' = 'json', 'path' = '"
            + directory.resolve("t.json")
            + "')");
    run("CREATE TABLE o (k STRING, n BIGINT) WITH ('connector' = 'blackhole')");
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  private static final String INSERT =
      """
      INSERT INTO o SELECT k, SUM(10 / v)
      FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND))
      GROUP BY window_start, window_end, k""";

  @Test
  void lateRowsOfAJobCanBeRead() throws Exception {
    runJob(INSERT);
    assertThat(query("SELECT operator, event_time, passed_by, data FROM late('O')"))
        .containsExactly(
            "[WindowAggregate, 5000, 11000, {\"k\":\"c\",\"ts\":\"1970-01-01 00:00:05\",\"$2\":3}]",
            "[WindowAggregate, 6000, 11000, {\"k\":\"é\",\"ts\":\"1970-01-01 00:00:06\",\"$2\":2}]");
  }

  @Test
  void rowsThatAJobCouldNotComputeCanBeRead() throws Exception {
    runJob(INSERT);
    assertThat(query("SELECT source_split, reason FROM errors('o')"))
        .containsExactly("[Calc, division by zero in (10 / v)]");
  }

  @Test
  void aJobThatStartsAgainBeginsAnew() throws Exception {
    run("SET 'pipeline.name' = 'hourly'");
    runJob(INSERT);
    runJob("INSERT INTO o SELECT k, v FROM t");
    assertThat(query("SELECT * FROM late('hourly')")).isEmpty();
    assertThat(query("SELECT * FROM errors('hourly')")).isEmpty();
  }

  @Test
  void aJobThatWasNeverStartedHasNoLateRows() throws Exception {
    runJob(INSERT);
    assertThatThrownBy(() -> query("SELECT * FROM late('oo')"))
        .isInstanceOfSatisfying(
            SqlError.class,
            error ->
                assertThat(error.render())
                    .contains("no job 'oo' was started", "fix: use one of the jobs: o", "^"));
    assertThatThrownBy(() -> query("SELECT * FROM late(o)"))
        .hasMessageContaining("takes the name of a table or job as a string");
  }

  private void run(String sql) {
    session.execute(session.prepare(sql), List.of());
  }

  private void runJob(String sql) throws InterruptedException {
    if (session.execute(session.prepare(sql), List.of()) instanceof StatementResult.Started job) {
      assertThat(job.job().await(30_000)).isTrue();
      assertThat(job.job().failure()).isEmpty();
    } else {
      throw new AssertionError("not a job: " + sql);
    }
  }

  private List<String> query(String sql) throws InterruptedException {
    List<String> rows = new ArrayList<>();
    if (!(session.execute(session.prepare(sql), List.of())
        instanceof StatementResult.Rows result)) {
      throw new AssertionError("no rows: " + sql);
    }
    try (ResultCursor cursor = result.cursor()) {
      while (!cursor.isFinished()) {
        Batch batch = cursor.poll(WAIT);
        for (int row = 0; batch != null && row < batch.rowCount(); row++) {
          List<Object> values = new ArrayList<>();
          for (int i = 0; i < batch.columnCount(); i++) {
            Object value = BoxedValues.get(batch.column(i), cursor.rowType().type(i), row);
            values.add(
                value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value);
          }
          rows.add(values.toString());
        }
      }
    }
    return rows;
  }
}
