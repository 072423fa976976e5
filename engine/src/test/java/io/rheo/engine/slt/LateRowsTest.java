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
 * others: for every kind of window, 1 to 4 splits, and steps of one row, of some, and of all.
 */
class LateRowsTest {
  private static final int CASES = Integer.getInteger("slt.cases", 40);
  private static final DataType TIMESTAMP = DataType.of(TypeName.TIMESTAMP);

  @ParameterizedTest
  @EnumSource(LateWindows.Kind.class)
  void countsInTheWindowsThatAreOpen(LateWindows.Kind kind) {
    long first = Seeds.next();
    for (long seed = first; seed < first + CASES; seed++) {
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
          new Delivery("late", splits, batchRowsMax, seed, 1 + random.nextInt(2), false));
    }
  }

  private static void check(long seed, Random random, LateWindows.Kind kind, Delivery delivery) {
    long delayMillis = 1000L * random.nextInt(4);
    List<long[]> rows = rows(random);
    RowsConnector connector = new RowsConnector(delivery);
    connector.put("t", rows.stream().map(LateRowsTest::cells).toList());
    LateWindows windows = new LateWindows(kind, random);
    boolean distinct = random.nextBoolean();
    String sql = windows.sql(distinct, random.nextInt(3) == 0);
    try (EngineUnderTest engine = EngineUnderTest.open(connector, delivery)) {
      engine.run(
          "CREATE TABLE t (k INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '"
              + delayMillis / 1000
              + "' SECOND) WITH ('connector' = 'rows')");
      Outcome outcome = engine.run(sql);
      assertThat(outcome).as("seed %d: %s", seed, sql).isInstanceOf(Outcome.Rows.class);
      Outcome.Rows result = (Outcome.Rows) outcome;
      replay(windows, rows, connector.events(), delivery.splits(), delayMillis);
      assertThat(
              new RowComparison(result.changelog().rowType())
                  .difference(result.changelog().finalRows(), windows.answer(TIMESTAMP, distinct)))
          .as("seed %d, %s: %s\n%s", seed, delivery, sql, connector.events())
          .isEmpty();
      assertThat(result.progress().lateRows())
          .as("seed %d: %s", seed, sql)
          .isEqualTo(windows.late());
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
