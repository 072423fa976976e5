package io.rheo.engine.slt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.EngineConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State that the watermark bounds does not grow with time: over a long run in which every key and
 * text is new, what operators keep is as large at the end as in the middle.
 */
class FlatStateTest {
  private static final int ROWS = 24_000;
  private static final int ROWS_PER_STEP = 20;
  private static final String WINDOWED =
      " FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '30' SECOND))";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT k, COUNT(*), MAX(s)" + WINDOWED + " GROUP BY window_start, window_end, k",
        "SELECT k, COUNT(DISTINCT s), LISTAGG(s)"
            + WINDOWED
            + " GROUP BY window_start, window_end, k EMIT CHANGES",
        "SELECT COUNT(*), MEDIAN(v), FIRST_VALUE(s) FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts),"
            + " INTERVAL '10' SECOND, INTERVAL '40' SECOND)) GROUP BY window_start, window_end, k",
        "SELECT k, SUM(v), MIN(s) FROM TABLE(CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '10'"
            + " SECOND, INTERVAL '40' SECOND)) GROUP BY window_start, window_end, k",
        "SELECT k, SUM(v), MIN(s) FROM TABLE(SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts),"
            + " INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k",
        "SELECT k, COUNT(DISTINCT s), ARRAY_AGG(s) FROM TABLE(SESSION(TABLE t PARTITION BY k,"
            + " DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k",
        "SELECT k, COUNT(*)" + WINDOWED + " GROUP BY window_start, window_end, ROLLUP (k)",
        "SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end"
            + " ORDER BY s DESC) AS rn"
            + WINDOWED
            + ") AS ranked WHERE rn <= 3",
        "SELECT MAX(n), MIN(s) FROM (SELECT window_start, window_end, s, COUNT(*) AS n"
            + WINDOWED
            + " GROUP BY window_start, window_end, s) AS parts GROUP BY window_start, window_end",
        "SELECT SUM(v) OVER w, MAX(s) OVER w, COUNT(*) OVER w FROM t WINDOW w AS (PARTITION BY k"
            + " ORDER BY ts RANGE BETWEEN INTERVAL '20' SECOND PRECEDING AND CURRENT ROW)",
        "SELECT s, COUNT(*) OVER (PARTITION BY window_start, window_end ORDER BY s)" + WINDOWED,
        "SELECT * FROM t MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES A.s AS s, LAST(B.s) AS"
            + " last_s PATTERN (A B C+) WITHIN INTERVAL '20' SECOND DEFINE B AS B.s > A.s)",
        "SELECT * FROM t MATCH_RECOGNIZE (ORDER BY ts MEASURES FIRST(s) AS s, COUNT(*) AS n AFTER"
            + " MATCH SKIP PAST LAST ROW PATTERN ((A | B)+) WITHIN INTERVAL '20' SECOND DEFINE A"
            + " AS v > 3, B AS LAST(s, 1) < s)",
        "SELECT a.s, b.s FROM t AS a JOIN t AS b ON a.k = b.k AND b.ts BETWEEN a.ts - INTERVAL '9'"
            + " SECOND AND a.ts + INTERVAL '20' SECOND",
        "SELECT a.s, b.s FROM t AS a FULL JOIN t AS b ON a.s = b.s AND a.v <> b.v AND b.ts > a.ts"
            + " AND b.ts < a.ts + INTERVAL '20' SECOND",
        "SELECT a.s, b.s FROM (SELECT *"
            + WINDOWED
            + ") AS a LEFT JOIN (SELECT *"
            + WINDOWED
            + ") AS b ON a.k = b.k AND a.window_start = b.window_start AND a.window_end ="
            + " b.window_end AND a.v < b.v",
        "SELECT a.s, b.s FROM t AS a LEFT ASOF JOIN t AS b MATCH_CONDITION a.ts >= b.ts ON a.v ="
            + " b.v",
        "SELECT a.s, b.s FROM t AS a JOIN latest FOR SYSTEM_TIME AS OF a.ts AS b ON a.v = b.v",
      })
  void staysFlatOverEverNewKeys(String sql) {
    Growth growth = run(sql);
    assertThat(growth.middle()).as("something is kept").isGreaterThan(500);
    assertThat(growth.end()).as("%s", growth).isLessThan(growth.middle() * 3 / 2);
  }

  /** What is approximate keeps a bounded amount whatever comes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT APPROX_COUNT_DISTINCT(s), APPROX_COUNT_DISTINCT(k, s) FROM t",
        "SELECT v, APPROX_PERCENTILE(k, 0.5), APPROX_PERCENTILE(k, 0.5, 0.05) FROM t GROUP BY v",
      })
  void staysFlatWhereValuesAreEstimated(String sql) {
    Growth growth = run(sql);
    assertThat(growth.middle()).as("something is kept").isGreaterThan(500);
    assertThat(growth.end()).as("%s", growth).isLessThan(growth.middle() * 3 / 2);
  }

  @Test
  void growsWhereKeysAreWhatBoundsIt() {
    Growth growth = run("SELECT k, COUNT(*) FROM t GROUP BY k");
    assertThat(growth.end()).as("%s", growth).isGreaterThan(growth.middle() * 3 / 2);
  }

  /** The largest state in the second and in the last quarter of a run, in bytes. */
  private record Growth(int middle, int end) {}

  private static Growth run(String sql) {
    RowsConnector tables = new RowsConnector(new Delivery("long", 1, ROWS_PER_STEP, 0, 1, false));
    tables.put("t", rows());
    MeasuringHost host = new MeasuringHost();
    EngineConfig config =
        EngineConfig.defaults().withStepRowsMax(1).withConnector(tables).withOperators(host);
    try (EngineUnderTest engine = EngineUnderTest.open(config)) {
      engine.run(
          "CREATE TABLE t (k INT, v INT, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts -"
              + " INTERVAL '5' SECOND) WITH ('connector' = 'rows')");
      engine.run(
          "CREATE VIEW latest AS SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY v ORDER"
              + " BY ts DESC) AS rn FROM t) AS ranked WHERE rn = 1");
      assertThat(engine.run(sql)).isInstanceOf(Outcome.Rows.class);
    }
    List<Integer> sizes = host.totals();
    int steps = sizes.size();
    return new Growth(
        Collections.max(sizes.subList(steps / 4, steps / 2)),
        Collections.max(sizes.subList(steps * 3 / 4, steps)));
  }

  /** Four rows a second; each key comes twice. */
  private static List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      int seconds = i / 4;
      String time =
          "2026-01-01 %02d:%02d:%02d.000"
              .formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
      rows.add(List.of(Integer.toString(i / 2), Integer.toString(i % 7), "a new text " + i, time));
    }
    return rows;
  }
}
