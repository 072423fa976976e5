package io.rheo.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SplitWatermarksTest {
  private static final long TIMEOUT = 1_000;

  @Test
  void isTheLeastOfTheSplits() {
    SplitWatermarks splits = splits(2, false);
    splits.advance(0, 50);
    assertThat(splits.merged()).isEqualTo(Long.MIN_VALUE);
    splits.advance(1, 30);
    assertThat(splits.merged()).isEqualTo(30);
    assertThat(splits.leastOfOthers(0)).isEqualTo(30);
    splits.advance(1, 20);
    assertThat(splits.merged()).isEqualTo(30);
    assertThat(splits.of(1)).isEqualTo(30);
  }

  @Test
  void anIdleSplitDoesNotHoldTheOthersBack() {
    SplitWatermarks splits = splits(2, false);
    splits.advance(0, 50);
    splits.caughtUp(1, 10);
    splits.onClock(10 + TIMEOUT - 1);
    assertThat(splits.merged()).isEqualTo(Long.MIN_VALUE);
    splits.onClock(10 + TIMEOUT);
    assertThat(splits.merged()).isEqualTo(50);
  }

  @Test
  void slownessIsNotIdleness() {
    SplitWatermarks splits = splits(2, false);
    splits.advance(0, 50);
    splits.onClock(1_000_000);
    assertThat(splits.merged()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aSplitThatWakesUpNeverTakesTheWatermarkBack() {
    SplitWatermarks splits = splits(2, false);
    splits.advance(0, 50);
    splits.caughtUp(1, 0);
    splits.onClock(TIMEOUT);
    splits.advance(1, 10);
    assertThat(splits.merged()).isEqualTo(50);
    splits.advance(0, 80);
    assertThat(splits.merged()).isEqualTo(50);
    splits.advance(1, 70);
    assertThat(splits.merged()).isEqualTo(70);
  }

  @Test
  void aFinishedSplitDoesNotCount() {
    SplitWatermarks splits = splits(2, false);
    splits.advance(0, 50);
    splits.finish(1);
    assertThat(splits.merged()).isEqualTo(50);
  }

  @Test
  void whenAllAreIdleTheWatermarkHolds() {
    SplitWatermarks splits = splits(1, false);
    splits.advance(0, 50);
    splits.caughtUp(0, 0);
    splits.onClock(TIMEOUT * 10);
    assertThat(splits.merged()).isEqualTo(50);
  }

  @Test
  void orFollowsTheClockIfAskedTo() {
    SplitWatermarks splits = splits(1, true);
    splits.advance(0, 50);
    splits.caughtUp(0, 0);
    splits.onClock(TIMEOUT);
    assertThat(splits.merged()).isEqualTo(50);
    splits.onClock(TIMEOUT + 500);
    assertThat(splits.merged()).isEqualTo(550);
    splits.advance(0, 60);
    assertThat(splits.merged()).isEqualTo(550);
  }

  private static SplitWatermarks splits(int count, boolean advanceWithClock) {
    SplitWatermarks splits = new SplitWatermarks(TIMEOUT, advanceWithClock);
    for (int i = 0; i < count; i++) {
      splits.add(i);
    }
    return splits;
  }
}
