package io.rheo.engine;

import java.time.Clock;

/**
 * How an engine runs its queries.
 *
 * @param stepRowsMax a step ends once it has taken so many rows
 * @param clock what CURRENT_TIMESTAMP, idle timeouts and paced sources go by
 */
public record EngineConfig(int stepRowsMax, Clock clock) {
  private static final int STEP_ROWS_MAX = 64 * 1024;

  public EngineConfig {
    if (stepRowsMax <= 0) {
      throw new IllegalArgumentException("a step takes at least one row, got " + stepRowsMax);
    }
  }

  /** The wall clock, and steps of at most 64 Ki rows. */
  public static EngineConfig defaults() {
    return new EngineConfig(STEP_ROWS_MAX, Clock.systemUTC());
  }

  public EngineConfig withStepRowsMax(int rows) {
    return new EngineConfig(rows, clock);
  }

  public EngineConfig withClock(Clock newClock) {
    return new EngineConfig(stepRowsMax, newClock);
  }
}
