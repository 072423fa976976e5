package io.rheo.engine.exec;

import java.time.Clock;

/** The time that a step takes place at: rows of one step see one time. */
final class StepClock {
  private final Clock clock;
  private long nowMillis;

  StepClock(Clock clock) {
    this.clock = clock;
    nowMillis = clock.millis();
  }

  void startStep() {
    nowMillis = Math.max(nowMillis, clock.millis());
  }

  long nowMillis() {
    return nowMillis;
  }
}
