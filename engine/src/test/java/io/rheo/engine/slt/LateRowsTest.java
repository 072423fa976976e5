package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A row is left out of exactly those windows that the rows before it had closed, and counts in the
 * others: for every kind of window, 1 to 4 splits, and steps of one row, of some, and of all; and
 * no less so if a materialized view hands the rows on, or another view reads that.
 */
class LateRowsTest {
  private static final int CASES = Integer.getInteger("slt.cases", 40);
  private static final DataType TIMESTAMP = DataType.of(TypeName.TIMESTAMP);

  @ParameterizedTest
  @EnumSource(LateWindows.Kind.class)
  void countsInTheWindowsThatAreOpen(LateWindows.Kind kind) {
    checkAll(kind, Path.TABLE);
  }

  @ParameterizedTest
  @EnumSource(LateWindows.Kind.class)
  void isJudgedInAViewAsWhereItWasRead(LateWindows.Kind kind) {
    checkAll(kind, Path.VIEW);
    checkAll(kind, Path.VIEW_OVER_VIEW);
  }

  /** How rows get to the windows. */
  private enum Path {
    TABLE,
    VIEW,
    VIEW_OVER_VIEW;

    /** What makes {@code t} of the table {@code read}, and asks. */
    Outcome ask(EngineUnderTest engine, String sql) {
      engine.run(
          "CREATE " + (this == TABLE ? "" : "MATERIALIZED ") + "VIEW t AS SELECT * FROM read");
      String changes = sql.endsWith("EMIT CHANGES") ? sql : sql + " EMIT CHANGES";
      return switch (this) {
        case TABLE -> engine.run(sql);
        case VIEW -> engine.run(changes);
        case VIEW_OVER_VIEW -> {
          engine.run("SET 'rheo.stored-tables.bounded' = 'true'"); // views are waited for
          engine.run("CREATE MATERIALIZED VIEW answer (a, b, k, n, s, d) AS " + sql);
          yield engine.run("SELECT * FROM answer");
        }
      };
    }
  }

  private static void checkAll(LateWindows.Kind kind, Path path) {
    long first = Seeds.next();
    int cases = path == Path.TABLE ? CASES : 1 + CASES / 4;
    for (long seed = first; seed < first + cases; seed++) {
      Random random = new Random(seed);
      int splits = 1 + (int) Math.floorMod(seed, 4L);
      int batchRowsMax =
          switch (random.nextInt(3)) {
            case 0 -> 1;
            case 1 -> 1 + random.nextInt(10);
            default -> Batch.TARGET_ROWS;
          };
      check(
          seed,
          random,
          kind,
          new Delivery("late", splits, batchRowsMax, seed, 1 + random.nextInt(2), false),
          path);
    }
  }

  private static void check(
      long seed, Random random, LateWindows.Kind kind, Delivery delivery, Path path) {
    long delayMillis = 1000L * random.nextInt(4);
    List<long[]> rows = rows(random);
    RowsConnector connector = new RowsConnector(delivery);
    connector.put("read", rows.stream().map(LateRowsTest::cells).toList());
    LateWindows windows = new LateWindows(kind, random);
    boolean distinct = random.nextBoolean();
    boolean changes = random.nextInt(3) == 0;
    String sql = windows.sql(distinct, changes && path != Path.VIEW_OVER_VIEW);
    try (EngineUnderTest engine = EngineUnderTest.open(connector, delivery)) {
      engine.run(
          "CREATE TABLE read (k INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '"
              + delayMillis / 1000
              + "' SECOND) WITH ('connector' = 'rows')");
      Outcome outcome = path.ask(engine, sql);
      assertThat(outcome).as("seed %d: %s", seed, sql).isInstanceOf(Outcome.Rows.class);
      Outcome.Rows result = (Outcome.Rows) outcome;
      replay(windows, rows, connector.events(), delivery.splits(), delayMillis);
      assertThat(
              new RowComparison(result.changelog().rowType())
                  .difference(result.changelog().finalRows(), windows.answer(TIMESTAMP, distinct)))
          .as("seed %d, %s: %s\n%s", seed, delivery, sql, connector.events())
          .isEmpty();
      if (path != Path.VIEW_OVER_VIEW) { // whose late rows are those of its job
        assertThat(result.progress().lateRows())
            .as("seed %d: %s", seed, sql)
            .isEqualTo(windows.late());
      }
    }
  }

  /** Key, value and time, often far behind the rows before. Times are around 1970. */
  private static List<long[]> rows(Random random) {
    List<long[]> rows = new ArrayList<>();
    long now = -30_000;
    int count = random.nextInt(60);
    for (int i = 0; i < count; i++) {
      now += 500L * random.nextInt(8);
      long time = now - 500L * random.nextInt(24) - random.nextInt(2); // at or just before a bound
      rows.add(new long[] {random.nextInt(3), random.nextInt(5), time});
    }
    return rows;
  }

  private static List<String> cells(long[] row) {
    return List.of(
        Long.toString(row[0]), Long.toString(row[1]), TextValues.format(TIMESTAMP, row[2]));
  }

  private static void replay(
      LateWindows windows,
      List<long[]> rows,
      List<RowsConnector.Event> events,
      int splits,
      long delayMillis) {
    long[] reached = new long[splits];
    java.util.Arrays.fill(reached, Long.MIN_VALUE);
    long merged = Long.MIN_VALUE;
    for (RowsConnector.Event event : events) {
      if (event.row() == RowsConnector.Event.END) {
        reached[event.split()] = Long.MAX_VALUE;
      } else {
        long[] row = rows.get(event.row());
        windows.add(row[0], row[1], row[2], merged);
        reached[event.split()] = Math.max(reached[event.split()], row[2] - delayMillis);
      }
      merged = Math.max(merged, java.util.Arrays.stream(reached).min().orElseThrow());
    }
  }
}
