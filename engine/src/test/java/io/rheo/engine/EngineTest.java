package io.rheo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.sql.error.SqlError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Statements through the whole engine. */
@Timeout(120)
class EngineTest {
  private static final long WAIT = TimeUnit.MILLISECONDS.toNanos(100);

  private final Engine engine = new Engine(EngineConfig.defaults());
  private final Session session = engine.openSession();
  @TempDir Path directory;

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  @Test
  void averagesASlidingWindowOverAFile() throws Exception {
    Files.writeString(
        directory.resolve("trades.json"),
        """
        {"symbol": "A", "price": 1.0, "ts": "2026-01-01 10:00:01"}
        {"symbol": "B", "price": 5.0, "ts": "2026-01-01 10:00:04"}
        {"symbol": "A", "price": 3.0, "ts": "2026-01-01 10:00:12"}
        {"symbol": "A", "price": 8.0, "ts": "2026-01-01 10:00:25"}
        """);
    run(
        "CREATE TABLE trades (symbol STRING, price DOUBLE, ts TIMESTAMP(3), WATERMARK FOR ts AS ts"
            + " - INTERVAL '5' SECOND) WITH ('connector' = 'filesystem', 'format' = 'json', 'path'"
            + " = '"
            + directory.resolve("trades.json")
            + "')");
    List<String> rows =
        query(
            "SELECT window_end, symbol, AVG(price) FROM TABLE(HOP(TABLE trades, DESCRIPTOR(ts),"
                + " INTERVAL '10' SECOND, INTERVAL '20' SECOND)) GROUP BY window_start,"
                + " window_end, symbol");
    long end = java.time.Instant.parse("2026-01-01T10:00:10Z").toEpochMilli();
    assertThat(rows)
        .containsExactly(
            "+" + List.of(end, "A", 1.0),
            "+" + List.of(end, "B", 5.0),
            "+" + List.of(end + 10_000, "A", 2.0),
            "+" + List.of(end + 10_000, "B", 5.0),
            "+" + List.of(end + 20_000, "A", 5.5),
            "+" + List.of(end + 30_000, "A", 8.0));
  }

  @Test
  void aStoredTableIsAStreamOfItsInserts() throws Exception {
    run("CREATE TABLE t (k STRING, v BIGINT)");
    run("INSERT INTO t VALUES ('a', 1), ('b', 2)");
    ResultCursor cursor = open("SELECT k, SUM(v) FROM t GROUP BY k");
    assertThat(cursor.updating()).isTrue();
    assertThat(next(cursor)).containsExactly("+[a, 1]", "+[b, 2]");
    run("INSERT INTO t VALUES ('a', 10)");
    assertThat(next(cursor)).containsExactly("-[a, 1]", "+[a, 11]");
    cursor.close();
    assertThat(cursor.isFinished()).isTrue();
  }

  @Test
  void aBatchOfParametersIsInsertedAsAWhole() throws Exception {
    run("SET 'rheo.stored-tables.bounded' = 'true'");
    run("CREATE TABLE t (k STRING, v BIGINT)");
    Session.Prepared insert = session.prepare("INSERT INTO t VALUES (?, ? + CAST(1 AS BIGINT))");
    assertThat(insert.parameters()).hasSize(2);
    assertThat(session.executeBatch(insert, List.of(List.of("a", 1L), List.of("b", 2L))))
        .containsExactly(1, 1);
    assertThat(query("SELECT * FROM t")).containsExactly("+[a, 2]", "+[b, 3]");
    assertThatThrownBy(
            () ->
                session.executeBatch(
                    insert, List.of(List.of("c", 1L), List.of("d", Long.MAX_VALUE))))
        .isInstanceOf(SqlError.class);
    assertThat(query("SELECT * FROM t")).hasSize(2);
  }

  @Test
  void anUnboundedStreamIsNotSorted() {
    run("CREATE TABLE t (k STRING, v BIGINT)");
    assertThatThrownBy(() -> session.prepare("SELECT * FROM t ORDER BY v"))
        .isInstanceOfSatisfying(
            SqlError.class, error -> assertThat(error.render()).contains("cannot be sorted", "^"));
  }

  @Test
  void explainsItself() throws Exception {
    run("CREATE TABLE t (k STRING, v BIGINT)");
    assertThat(query("EXPLAIN PHYSICAL SELECT k, COUNT(*) AS n FROM t WHERE v > 3 GROUP BY k"))
        .anyMatch(line -> line.contains("GroupAggregate"))
        .anyMatch(line -> line.contains("where: (v > 3)"));
  }

  private StatementResult run(String sql) {
    return session.execute(session.prepare(sql), List.of());
  }

  private ResultCursor open(String sql) {
    return ((StatementResult.Rows) run(sql)).cursor();
  }

  private List<String> query(String sql) throws InterruptedException {
    List<String> rows = new ArrayList<>();
    try (ResultCursor cursor = open(sql)) {
      while (!cursor.isFinished()) {
        Batch batch = cursor.poll(WAIT);
        if (batch != null) {
          rows.addAll(text(cursor, batch));
        }
      }
    }
    return rows;
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
