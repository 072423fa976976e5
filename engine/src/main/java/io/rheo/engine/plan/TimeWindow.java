package io.rheo.engine.plan;

/**
 * How time is cut into windows {@code [start, end)}, in milliseconds since 1970. All windows are
 * unions of panes: pane edges are the only times at which a window starts or ends.
 */
public sealed interface TimeWindow {
  /** The start of the pane that {@code time} is in. */
  long paneStart(long time);

  /** The end of the pane that starts at {@code paneStart}. */
  long paneEnd(long paneStart);

  /** The start of the first window that the pane is in; there may be none ({@code end <= pane}). */
  long firstWindowStart(long paneStart);

  /** The start of the last window that the pane is in. */
  long lastWindowStart(long paneStart);

  /** The start of the window after the one that starts at {@code windowStart}. */
  long nextWindowStart(long windowStart);

  /** The end of the window that starts at {@code windowStart}. */
  long windowEnd(long windowStart);

  /**
   * Windows of {@code size} that start every {@code slide}: tumbling if the two are equal, sliding
   * if the slide is smaller, sampling if it is larger.
   *
   * @param offset moves every window; windows start at 1970 plus the offset without it
   */
  record Fixed(long slide, long size, long offset) implements TimeWindow {
    public Fixed {
      if (slide <= 0 || size <= 0) {
        throw new IllegalArgumentException("slide and size must be positive");
      }
    }

    public boolean isTumbling() {
      return slide == size;
    }

    /** The length of the panes, but for sampling windows, whose panes are slide and size apart. */
    public long pane() {
      return gcd(slide, size);
    }

    @Override
    public long paneStart(long time) {
      return time - Math.floorMod(time - offset, pane());
    }

    @Override
    public long paneEnd(long paneStart) {
      return paneStart + pane();
    }

    @Override
    public long firstWindowStart(long paneStart) {
      // The first start on the grid that is > paneStart - size, so that the window's end is beyond.
      long earliest = paneStart + pane() - size;
      return earliest + Math.floorMod(offset - earliest, slide);
    }

    @Override
    public long lastWindowStart(long paneStart) {
      return paneStart - Math.floorMod(paneStart - offset, slide);
    }

    @Override
    public long nextWindowStart(long windowStart) {
      return windowStart + slide;
    }

    @Override
    public long windowEnd(long windowStart) {
      return windowStart + size;
    }

    private static long gcd(long a, long b) {
      return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    public String toString() {
      String text = isTumbling() ? "TUMBLE(" + size : "HOP(slide " + slide + " ms, size " + size;
      return text + " ms" + (offset == 0 ? "" : ", offset " + offset + " ms") + ")";
    }
  }

  /**
   * Tumbling windows of whole calendar months of the proleptic Gregorian calendar in UTC.
   *
   * @param months how many; windows start where the number of months since 1970 divides by it
   * @param offset milliseconds by which every window is moved
   */
  record Months(int months, long offset) implements TimeWindow {
    public Months {
      if (months <= 0) {
        throw new IllegalArgumentException("the number of months must be positive");
      }
    }

    @Override
    public long paneStart(long time) {
      return CalendarMonths.start(CalendarMonths.floor(time - offset, months)) + offset;
    }

    @Override
    public long paneEnd(long paneStart) {
      return CalendarMonths.start(CalendarMonths.monthOf(paneStart - offset) + months) + offset;
    }

    @Override
    public long firstWindowStart(long paneStart) {
      return paneStart;
    }

    @Override
    public long lastWindowStart(long paneStart) {
      return paneStart;
    }

    @Override
    public long nextWindowStart(long windowStart) {
      return paneEnd(windowStart);
    }

    @Override
    public long windowEnd(long windowStart) {
      return paneEnd(windowStart);
    }

    @Override
    public String toString() {
      return "TUMBLE("
          + months
          + " months"
          + (offset == 0 ? "" : ", offset " + offset + " ms")
          + ")";
    }
  }
}
