package io.rheo.engine.plan;

import java.time.ZoneId;
import java.util.Optional;

/**
 * Windows that end where no row comes for a while. A row at {@code t} is a window {@code [t, t +
 * gap)}; windows of equal keys that overlap or touch are one.
 *
 * @param gapMillis how long
 * @param zone on whose clock start and end are shown; empty if they are as the time attribute
 */
public record SessionWindow(long gapMillis, Optional<ZoneId> zone) {
  public SessionWindow {
    if (gapMillis <= 0) {
      throw new IllegalArgumentException("the gap must be positive");
    }
  }

  @Override
  public String toString() {
    return "SESSION(gap " + gapMillis + " ms)" + zone.map(id -> " in " + id).orElse("");
  }
}
