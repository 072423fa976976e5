package io.rheo.engine.exec;

import io.rheo.engine.operator.LocalTime;
import io.rheo.engine.plan.TimeWindow;
import java.util.List;
import java.util.stream.Stream;

/** The times at which some window of a plan can close. */
final class PaneEdges {
  private final List<TimeWindow> windows;

  PaneEdges(List<TimeWindow> windows) {
    this.windows = windows.stream().distinct().toList();
  }

  /** These and those of more windows. */
  PaneEdges and(List<TimeWindow> more) {
    return new PaneEdges(Stream.concat(windows.stream(), more.stream()).toList());
  }

  /**
   * The least watermark above {@code watermark} at which a window can close: a pane edge less 1 ms;
   * {@code MAX_VALUE} if the plan has no windows.
   */
  long nextClosing(long watermark) {
    if (watermark == Long.MIN_VALUE) {
      return windows.isEmpty() ? Long.MAX_VALUE : Long.MIN_VALUE + 1;
    }
    long next = Long.MAX_VALUE;
    if (watermark < Long.MAX_VALUE - 1) {
      for (TimeWindow window : windows) {
        LocalTime clock = LocalTime.of(window.zone());
        long edge = window.paneEnd(window.paneStart(clock.watermark(watermark) + 1));
        next = Math.min(next, clock.toInstant(edge - 1));
      }
    }
    return next;
  }
}
