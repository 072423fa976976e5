package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Joins of rows with the greatest or least value of a window give the same with the filter as
 * without: for windows of every kind, bounds on both sides of the windows, late rows, NULLs and
 * ties.
 */
class ExtremeFilterTest {
  private static final int CASES = Integer.getInteger("slt.cases", 60);

  @Test
  void leavesOutNothingThatIsJoined() {
    int found = 0;
    for (int i = 0; i < CASES; i++) {
      found += check(Seeds.next());
    }
    assertThat(found).as("rows of all answers").isGreaterThan(CASES);
  }

  /** Compares a join with one whose condition hides that the values are the same. */
  private static int check(long seed) {
    Random random = new Random(seed);
    Delivery delivery = Delivery.random(seed);
    RowsConnector connector = new RowsConnector(delivery);
    connector.put("t", rows(random));
    String type = pick(random, "INT", "BIGINT", "DOUBLE", "DECIMAL(30, 2)", "STRING");
    String sql = sql(random);
    try (EngineUnderTest engine = EngineUnderTest.open(connector, delivery)) {
      engine.run(
          "CREATE TABLE t (k STRING, v "
              + type
              + ", ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '"
              + random.nextInt(4)
              + "' SECOND) WITH ('connector' = 'rows')");
      String label = "seed %d, %s, %s: %s".formatted(seed, type, delivery, sql);
      String filtered = sql.formatted("b.v = m.x");
      String whole = sql.formatted("b.v BETWEEN m.x AND m.x");
      assertThat(plan(engine, filtered)).as(label).contains("ExtremeFilter");
      assertThat(plan(engine, whole)).as(label).doesNotContain("ExtremeFilter");
      Changelog expected = answer(engine, whole, label);
      Changelog actual = answer(engine, filtered, label);
      assertThat(
              new RowComparison(actual.rowType())
                  .difference(actual.finalRows(), expected.finalRows()))
          .as(label + "\n" + connector.events())
          .isEmpty();
      return expected.finalRows().size();
    }
  }

  private static String plan(EngineUnderTest engine, String sql) {
    return answer(engine, "EXPLAIN " + sql, sql).finalRows().toString();
  }

  private static Changelog answer(EngineUnderTest engine, String sql, String label) {
    Outcome outcome = engine.run(sql);
    assertThat(outcome).as(label).isInstanceOf(Outcome.Rows.class);
    return ((Outcome.Rows) outcome).changelog();
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  /** A join whose condition on the values is left open. */
  private static String sql(Random random) {
    String window =
        pick(
            random,
            "TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND)",
            "TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '4' SECOND, INTERVAL '1' SECOND)",
            "HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '6' SECOND)",
            "HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '5' SECOND)",
            "CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '6' SECOND)");
    boolean keyed = random.nextBoolean();
    boolean some = random.nextInt(4) == 0;
    String aggregate =
        "(SELECT "
            + (keyed ? "k, " : "")
            + pick(random, "MAX(v)", "MIN(v)")
            + " AS x, COUNT(*) AS n, window_start AS ws, window_end AS we, window_time AS wt FROM TABLE("
            + window
            + ")"
            + (some ? " WHERE k <> 'b'" : "")
            + " GROUP BY window_start, window_end, window_time"
            + (keyed ? ", k" : "")
            + (random.nextInt(4) == 0 ? " HAVING COUNT(*) > 1" : "")
            + ") AS m";
    String condition = "%s AND " + times(random, window) + (keyed ? " AND b.k = m.k" : "");
    String kind = pick(random, "b JOIN m", "m JOIN b", "m LEFT JOIN b", "b RIGHT JOIN m", "IN");
    String rows =
        some || random.nextInt(4) == 0 ? "(SELECT * FROM t WHERE k <> 'b') AS b" : "t AS b";
    if (kind.equals("IN")) {
      return "SELECT * FROM "
          + rows
          + " WHERE EXISTS (SELECT * FROM "
          + aggregate
          + " WHERE "
          + condition
          + ")";
    }
    boolean first = kind.startsWith("b");
    return "SELECT b.k, b.v, b.ts, m.x, m.n, m.we FROM "
        + (first ? rows : aggregate)
        + kind.substring(1, kind.length() - 1)
        + (first ? aggregate : rows)
        + " ON "
        + condition;
  }

  /** Which windows a row meets: its own, and perhaps some before and behind. */
  private static String times(Random random, String window) {
    String start = "m.we - INTERVAL '6' SECOND";
    if (!window.startsWith("CUMULATE") && random.nextBoolean()) {
      start = "m.ws - INTERVAL '" + random.nextInt(2) + "' SECOND";
    }
    return switch (random.nextInt(3)) {
      case 0 -> "b.ts >= " + start + " AND b.ts < m.we";
      case 1 -> "b.ts BETWEEN " + start + " AND m.wt + INTERVAL '" + random.nextInt(3) + "' SECOND";
      default -> "b.ts + INTERVAL '1' SECOND > " + start + " AND m.we >= b.ts";
    };
  }

  /** Key, value and time, often behind the rows before and at the bounds of windows. */
  private static List<List<String>> rows(Random random) {
    List<List<String>> rows = new ArrayList<>();
    long now = -20_000;
    int count = random.nextInt(120);
    for (int i = 0; i < count; i++) {
      now += 500L * random.nextInt(3);
      long time =
          now - (random.nextInt(3) == 0 ? 500L * random.nextInt(20) : 0) - random.nextInt(2);
      rows.add(
          java.util.Arrays.asList(
              random.nextInt(9) == 0 ? null : pick(random, "a", "b", "a longer key"),
              random.nextInt(9) == 0
                  ? null
                  : Long.toString(random.nextInt(3) + Math.floorMod(time / 3000, 3L) - 1),
              TextValues.format(
                  io.rheo.engine.type.DataType.of(io.rheo.engine.type.TypeName.TIMESTAMP), time)));
    }
    return rows;
  }
}
