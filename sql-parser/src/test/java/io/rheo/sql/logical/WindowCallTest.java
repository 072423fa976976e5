package io.rheo.sql.logical;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.sql.Statement;
import io.rheo.sql.TestCatalog;
import io.rheo.sql.logical.WindowCall.WindowSize;
import io.rheo.sql.validate.WindowKind;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.junit.jupiter.api.Test;

class WindowCallTest {
  private static RelNode plan(String sql) {
    return ((Statement.Query) TestCatalog.analyze(sql)).query().rel();
  }

  private static WindowCall window(String call) {
    RelNode rel = plan("SELECT * FROM TABLE(" + call + ")");
    return WindowCall.of((TableFunctionScan) rel).orElseThrow();
  }

  private static List<Integer> times(String sql) {
    return TimeAttributes.of(plan(sql)).toList();
  }

  @Test
  void timeWindows() {
    assertThat(
            window("HOP(TABLE trades, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '1' MINUTE)"))
        .isEqualTo(
            new WindowCall(
                WindowKind.HOP,
                OptionalInt.of(3),
                OptionalInt.empty(),
                List.of(),
                List.of(new WindowSize(0, 10_000, 0), new WindowSize(0, 60_000, 0))));
    assertThat(window("TUMBLE(TABLE trades, DESCRIPTOR(ts), INTERVAL '1' YEAR)").sizes())
        .containsExactly(new WindowSize(12, 0, 0));
    assertThat(
            window("TUMBLE(TABLE trades, DESCRIPTOR(ts), INTERVAL '1' DAY, INTERVAL '-8' HOUR)")
                .sizes())
        .containsExactly(new WindowSize(0, 86_400_000, 0), new WindowSize(0, -28_800_000, 0));
  }

  @Test
  void keyedWindows() {
    WindowCall session =
        window(
            "SESSION(TABLE trades PARTITION BY (symbol, volume), DESCRIPTOR(ts), INTERVAL '5' SECOND)");
    assertThat(session.keys()).containsExactly(0, 2);
    assertThat(session.time()).hasValue(3);
    WindowCall rows = window("HOP_ROWS(TABLE trades PARTITION BY symbol, 10, 60)");
    assertThat(rows.keys()).containsExactly(0);
    assertThat(rows.time()).isEmpty();
    assertThat(rows.windowTimeSource()).hasValue(3);
    assertThat(rows.sizes()).containsExactly(new WindowSize(0, 0, 10), new WindowSize(0, 0, 60));
    assertThat(window("TUMBLE_ROWS(TABLE trades ORDER BY ts, 60)").time()).hasValue(3);
  }

  @Test
  void timeAttributesFollowColumnsThatAreHandedOnUnchanged() {
    assertThat(times("SELECT symbol, ts AS t, ts + INTERVAL '1' DAY FROM trades"))
        .containsExactly(1);
    assertThat(times("SELECT * FROM readings")).containsExactly(6, 7);
    assertThat(TimeAttributes.ofEventTime(plan("SELECT * FROM readings")).toList())
        .containsExactly(6);
    assertThat(times("SELECT symbol, MAX(ts) FROM trades GROUP BY symbol")).isEmpty();
    assertThat(times("SELECT ts FROM trades UNION ALL SELECT ts FROM big")).containsExactly(0);
    assertThat(times("SELECT ts FROM trades UNION ALL SELECT ts + INTERVAL '1' DAY FROM big"))
        .isEmpty();
    assertThat(times("SELECT a.ts, b.ts FROM trades a JOIN big b ON a.symbol = b.s"))
        .containsExactly(0, 1);
    assertThat(times("SELECT w, s, w FROM totals")).containsExactly(0, 2);
  }
}
