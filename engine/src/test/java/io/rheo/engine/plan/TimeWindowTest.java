package io.rheo.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.testing.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {
  @RepeatedTest(50)
  void panesKnowTheWindowsThatHoldThem() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    long slide = 1L + random.nextInt(12);
    long size = 1L + random.nextInt(30);
    long offset = random.nextInt(20) - 10L;
    TimeWindow window = new TimeWindow.Fixed(slide, size, offset);
    for (long time = -60; time < 60; time++) {
      long pane = window.paneStart(time);
      assertThat(time).isBetween(pane, window.paneEnd(pane) - 1);
      List<Long> starts = new ArrayList<>();
      for (long start = window.firstWindowStart(pane);
          start <= window.lastWindowStart(pane);
          start = window.nextWindowStart(start)) {
        starts.add(start);
      }
      assertThat(starts)
          .as("time %d, %s, seed %d", time, window, seed)
          .isEqualTo(naive(slide, size, offset, time));
    }
  }

  private static List<Long> naive(long slide, long size, long offset, long time) {
    List<Long> starts = new ArrayList<>();
    for (long start = time - size + 1; start <= time; start++) {
      if (Math.floorMod(start - offset, slide) == 0) {
        starts.add(start);
      }
    }
    return starts;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2024-02-29T12:00:00Z, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
    "3, 2024-02-29T12:00:00Z, 2024-01-01T00:00:00Z, 2024-04-01T00:00:00Z",
    "12, 1969-12-31T23:59:59.999Z, 1969-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "5, 1970-06-01T00:00:00Z, 1970-06-01T00:00:00Z, 1970-11-01T00:00:00Z",
  })
  void monthsFollowTheCalendar(int months, String time, String start, String end) {
    TimeWindow window = new TimeWindow.Months(months, 0);
    long windowStart = window.paneStart(Instant.parse(time).toEpochMilli());
    assertThat(Instant.ofEpochMilli(windowStart)).isEqualTo(Instant.parse(start));
    assertThat(Instant.ofEpochMilli(window.windowEnd(windowStart))).isEqualTo(Instant.parse(end));
    assertThat(window.nextWindowStart(windowStart)).isEqualTo(window.windowEnd(windowStart));
  }

  @ParameterizedTest
  @CsvSource({"86400000, 2024-02-01T12:00:00Z, 2024-01-02T00:00:00Z"})
  void anOffsetMovesMonths(long offset, String time, String start) {
    TimeWindow window = new TimeWindow.Months(1, offset);
    assertThat(Instant.ofEpochMilli(window.paneStart(Instant.parse(time).toEpochMilli())))
        .isEqualTo(Instant.parse(start));
  }
}
