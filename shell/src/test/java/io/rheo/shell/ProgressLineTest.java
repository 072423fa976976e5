package io.rheo.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.QueryProgress;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  @Test
  void saysHowFarARunIs() {
    assertThat(
            ProgressLine.text(
                new QueryProgress(1_200_000, 3_000, 0, 0, 0, 1_769_853_600_000L), 410_000))
        .isEqualTo("1,200,000 rows in (410,000/s), 3,000 out, watermark 2026-01-31T10:00:00Z");
  }

  @Test
  void leavesOutAWatermarkThatThereIsNot() {
    assertThat(ProgressLine.text(QueryProgress.NONE, 0)).isEqualTo("0 rows in (0/s), 0 out");
  }
}
