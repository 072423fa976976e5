package io.rheo.engine.plan;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * The columns that hold the window {@code [start, end)} of each row. No row of a window comes once
 * the watermark has reached {@code end - 1}, which is also its time.
 *
 * @param start the column of {@code window_start}; -1 if there is none
 * @param end the column of {@code window_end}; -1 if there is none
 * @param time the column of {@code window_time}; -1 if there is none
 * @param zone on whose clock start and end are; empty if they can be compared with the watermark
 */
public record WindowColumns(int start, int end, int time, Optional<ZoneId> zone) {
  /** The index of a column that is not there. */
  public static final int NONE = -1;

  /** Columns that are as the time attribute. */
  public WindowColumns(int start, int end, int time) {
    this(start, end, time, Optional.empty());
  }

  public WindowColumns {
    if (end == NONE && time == NONE) {
      throw new IllegalArgumentException("without its end or time no window is known to close");
    }
  }

  /** What two inputs have in common that say it in the same columns and on the same clock. */
  public Optional<WindowColumns> shared(WindowColumns other) {
    int sharedStart = start == other.start ? start : NONE;
    int sharedEnd = end == other.end ? end : NONE;
    int sharedTime = time == other.time ? time : NONE;
    return (sharedEnd == NONE && sharedTime == NONE) || !zone.equals(other.zone)
        ? Optional.empty()
        : Optional.of(new WindowColumns(sharedStart, sharedEnd, sharedTime, zone));
  }

  /**
   * The window in other columns; empty if too few of them are there.
   *
   * @param newIndex where a column is now, -1 if it is not there
   */
  public Optional<WindowColumns> mapped(IntUnaryOperator newIndex) {
    int newStart = start == NONE ? NONE : newIndex.applyAsInt(start);
    int newEnd = end == NONE ? NONE : newIndex.applyAsInt(end);
    int newTime = time == NONE ? NONE : newIndex.applyAsInt(time);
    return newEnd == NONE && newTime == NONE
        ? Optional.empty()
        : Optional.of(new WindowColumns(newStart, newEnd, newTime, zone));
  }
}
