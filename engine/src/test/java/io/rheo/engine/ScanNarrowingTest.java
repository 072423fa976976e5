package io.rheo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a source gives the same rows as all of it. */
@Timeout(120)
class ScanNarrowingTest {
  private static final String TABLE =
      """
      CREATE TABLE %s (
        event_type INT,
        person ROW<id BIGINT, name STRING, `dateTime` TIMESTAMP(3)>,
        auction ROW<id BIGINT, seller BIGINT, `dateTime` TIMESTAMP(3)>,
        bid ROW<auction BIGINT, price BIGINT, `dateTime` TIMESTAMP(3)>,
        ts AS CASE WHEN event_type = 0 THEN person.`dateTime`
          WHEN event_type = 1 THEN auction.`dateTime` ELSE bid.`dateTime` END,
        WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
      ) WITH (%s)
      """;

  private final Engine engine = new Engine(EngineConfig.defaults());
  private final Session session = engine.openSession();
  @TempDir Path directory;

  /** The same rows from a source of members and kinds, and from one that knows whole rows only. */
  @BeforeEach
  void createTables() throws Exception {
    String nexmark = "'connector' = 'nexmark', 'events.num' = '5000', 'first-event.rate' = '1000'";
    execute(TABLE.formatted("events", nexmark));
    String file = "'connector' = 'filesystem', 'format' = 'json', 'path' = '" + directory + "'";
    execute(TABLE.formatted("unnarrowed", file));
    Job job =
        ((StatementResult.Started)
                execute(
                    "INSERT INTO unnarrowed SELECT event_type, person, auction, bid FROM events"))
            .job();
    assertThat(job.await(30_000)).isTrue();
  }

  private StatementResult execute(String sql) {
    return session.execute(session.prepare(sql), List.of());
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT bid.price, ts FROM events WHERE event_type = 2",
        "SELECT ts, person.name FROM events WHERE event_type IN (0, 1) AND ts IS NOT NULL",
        "SELECT auction.id, bid.auction FROM events",
        "SELECT auction, auction.id FROM events WHERE event_type = 1 OR event_type = 7",
        "SELECT COUNT(*) FROM events WHERE event_type = 7",
        "SELECT event_type, CASE event_type WHEN 2 THEN bid.price WHEN 1 THEN auction.id END"
            + " FROM events WHERE event_type IN (1, 2)",
        "SELECT id, ts FROM (SELECT auction.id, ts, event_type AS k FROM events) WHERE k = 1"
            + " UNION ALL SELECT person.id, ts FROM events WHERE event_type = 0",
        "SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts),"
            + " INTERVAL '1' SECOND)) WHERE event_type = 2 GROUP BY window_start, window_end",
        "SELECT window_start, COUNT(*) FROM (SELECT * FROM TABLE(TUMBLE((SELECT ts FROM events"
            + " WHERE event_type = 1), DESCRIPTOR(ts), INTERVAL '1' SECOND))) GROUP BY"
            + " window_start, window_end UNION ALL SELECT ts, person.id FROM events WHERE"
            + " event_type = 0"
      })
  void givesTheRowsThatTheWholeTableGives(String query) throws Exception {
    List<String> narrow = rows(query);
    List<String> whole = rows(query.replaceAll("\\bevents\\b", "unnarrowed"));
    assertThat(narrow).containsExactlyInAnyOrderElementsOf(whole).isNotEmpty();
  }

  @Test
  void saysInThePlanWhatIsRead() throws Exception {
    assertThat(rows("EXPLAIN SELECT bid.price FROM events WHERE event_type = 2 AND bid.price > 5"))
        .anyMatch(line -> line.contains("rows: event_type in [2]"))
        .anyMatch(line -> line.contains("members: bid.price"))
        .anyMatch(line -> line.contains("where: (bid.price > 5)"));
  }

  private List<String> rows(String sql) throws InterruptedException {
    StatementResult result = execute(sql);
    List<String> rows = new ArrayList<>();
    try (ResultCursor cursor = ((StatementResult.Rows) result).cursor()) {
      while (!cursor.isFinished()) {
        Batch batch = cursor.poll(TimeUnit.MILLISECONDS.toNanos(100));
        for (int row = 0; batch != null && row < batch.rowCount(); row++) {
          List<Object> values = new ArrayList<>();
          for (int column = 0; column < batch.columnCount(); column++) {
            values.add(BoxedValues.get(batch.column(column), cursor.rowType().type(column), row));
          }
          rows.add(batch.weight(row) + " " + values);
        }
      }
    }
    return rows;
  }
}
