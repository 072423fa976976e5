package io.rheo.engine.operator.window;

import io.rheo.engine.plan.TimeWindow;

/**
 * Which windows are closed: {@code [start, end)} is once the watermark has reached {@code end - 1}.
 * A row is late for a window that the rows before it had closed.
 */
final class LateRule {
  private final TimeWindow window;
  private long watermark = Long.MIN_VALUE;

  LateRule(TimeWindow window) {
    this.window = window;
  }

  long watermark() {
    return watermark;
  }

  void advance(long newWatermark) {
    if (newWatermark < watermark) {
      throw new IllegalStateException(
          "the watermark went back from " + watermark + " to " + newWatermark);
    }
    watermark = newWatermark;
  }

  boolean isClosed(long windowEnd) {
    return windowEnd - 1 <= watermark;
  }

  /** Whether the pane is in any window at all; between sampling windows it is not. */
  boolean isInAWindow(long paneStart) {
    return window.firstWindowEnd(paneStart) <= window.lastWindowEnd(paneStart);
  }

  /** Whether a row of the pane is late for at least one window. */
  boolean isLate(long paneStart) {
    return isClosed(window.firstWindowEnd(paneStart));
  }

  /** Whether a row of the pane is late for all of its windows. */
  boolean isDropped(long paneStart) {
    return isClosed(window.lastWindowEnd(paneStart));
  }
}
