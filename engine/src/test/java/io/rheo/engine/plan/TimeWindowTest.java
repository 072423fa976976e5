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
      for (long end = window.firstWindowEnd(pane);
          end <= window.lastWindowEnd(pane);
          end = window.nextWindowEnd(end)) {
        starts.add(window.windowStart(end));
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

  @RepeatedTest(50)
  void cumulatingWindowsGrowByTheirStep() {
    long seed = Seeds.next();
    Random random = new Random(seed);
    long step = 1L + random.nextInt(5);
    long size = step * (1 + random.nextInt(6));
    long offset = random.nextInt(20) - 10L;
    TimeWindow window = new TimeWindow.Cumulating(step, size, offset);
    for (long time = -60; time < 60; time++) {
      long pane = window.paneStart(time);
      assertThat(time).isBetween(pane, window.paneEnd(pane) - 1);
      long start = time - Math.floorMod(time - offset, size);
      long expected = start + step;
      long end = window.firstWindowEnd(pane);
      for (; expected <= start + size; expected += step) {
        if (expected > time) {
          assertThat(end).as("time %d, %s, seed %d", time, window, seed).isEqualTo(expected);
          assertThat(window.windowStart(end)).isEqualTo(start);
          end = window.nextWindowEnd(end);
        }
      }
      assertThat(end).isEqualTo(window.lastWindowEnd(pane) + step);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29T12:00:00Z, 2023-12-01T00:00:00Z, 2024-03-01T00:00:00Z, 2024-05-01T00:00:00Z",
    "1969-11-30T00:00:00Z, 1969-09-01T00:00:00Z, 1969-12-01T00:00:00Z, 1970-02-01T00:00:00Z",
  })
  void monthsSlide(String time, String firstStart, String firstEnd, String lastEnd) {
    TimeWindow window = new TimeWindow.Months(new TimeWindow.Fixed(1, 3, 0), 0);
    long pane = window.paneStart(Instant.parse(time).toEpochMilli());
    long end = window.firstWindowEnd(pane);
    assertThat(Instant.ofEpochMilli(end)).isEqualTo(Instant.parse(firstEnd));
    assertThat(Instant.ofEpochMilli(window.windowStart(end))).isEqualTo(Instant.parse(firstStart));
    assertThat(Instant.ofEpochMilli(window.lastWindowEnd(pane))).isEqualTo(Instant.parse(lastEnd));
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
    long windowEnd = window.firstWindowEnd(windowStart);
    assertThat(Instant.ofEpochMilli(windowEnd)).isEqualTo(Instant.parse(end));
    assertThat(window.lastWindowEnd(windowStart)).isEqualTo(windowEnd);
    assertThat(window.windowStart(window.nextWindowEnd(windowEnd))).isEqualTo(windowEnd);
  }

  @ParameterizedTest
  @CsvSource({"86400000, 2024-02-01T12:00:00Z, 2024-01-02T00:00:00Z"})
  void anOffsetMovesMonths(long offset, String time, String start) {
    TimeWindow window = new TimeWindow.Months(1, offset);
    assertThat(Instant.ofEpochMilli(window.paneStart(Instant.parse(time).toEpochMilli())))
        .isEqualTo(Instant.parse(start));
  }
}
