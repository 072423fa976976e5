package io.rheo.engine.plan;

import java.time.ZoneId;
import java.util.Optional;

/**
 * How time is cut into windows {@code [start, end)}, in milliseconds since 1970. All windows are
 * unions of panes: pane edges are the only times at which a window starts or ends. No two windows
 * have the same end, so the end names the window.
 */
public sealed interface TimeWindow {
  /** The start of the pane that {@code time} is in. */
  long paneStart(long time);

  /** The end of the pane that starts at {@code paneStart}. */
  long paneEnd(long paneStart);

  /** The end of the first window that the pane is in; there may be none ({@code > last}). */
  long firstWindowEnd(long paneStart);

  /** The end of the last window that the pane is in. */
  long lastWindowEnd(long paneStart);

  /** The end of the window that ends next after the one that ends at {@code windowEnd}. */
  long nextWindowEnd(long windowEnd);

  /** The start of the window that ends at {@code windowEnd}. */
  long windowStart(long windowEnd);

  /** Whether every pane is a window of its own, and every window a pane. */
  boolean isTumbling();

  /** Whether several windows have the same start. */
  boolean sharesStarts();

  /**
   * On whose clock times are meant: then all of them are local, in milliseconds as if they were
   * UTC; empty if they are as the time attribute.
   */
  default Optional<ZoneId> zone() {
    return Optional.empty();
  }

  /** The same windows counted in another unit, as text. */
  String describe(String unit);

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

    @Override
    public boolean isTumbling() {
      return slide == size;
    }

    @Override
    public boolean sharesStarts() {
      return false;
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
    public long firstWindowEnd(long paneStart) {
      // The first start on the grid that is > paneStart - size, so that the window's end is beyond.
      long earliest = paneStart + pane() - size;
      return earliest + Math.floorMod(offset - earliest, slide) + size;
    }

    @Override
    public long lastWindowEnd(long paneStart) {
      return paneStart - Math.floorMod(paneStart - offset, slide) + size;
    }

    @Override
    public long nextWindowEnd(long windowEnd) {
      return windowEnd + slide;
    }

    @Override
    public long windowStart(long windowEnd) {
      return windowEnd - size;
    }

    private static long gcd(long a, long b) {
      return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    public String describe(String unit) {
      return isTumbling()
          ? "TUMBLE(" + size + " " + unit
          : "HOP(slide " + slide + " " + unit + ", size " + size + " " + unit;
    }

    @Override
    public String toString() {
      return describe("ms") + offsetText(offset) + ")";
    }
  }

  /**
   * Windows that start every {@code size} and grow by {@code step} until they are {@code size}
   * long: each start has {@code size / step} windows.
   *
   * @param offset as of {@link Fixed}
   */
  record Cumulating(long step, long size, long offset) implements TimeWindow {
    public Cumulating {
      if (step <= 0 || size <= 0 || size % step != 0) {
        throw new IllegalArgumentException("the size must be a multiple of the step");
      }
    }

    @Override
    public boolean isTumbling() {
      return step == size;
    }

    @Override
    public boolean sharesStarts() {
      return true;
    }

    @Override
    public long paneStart(long time) {
      return time - Math.floorMod(time - offset, step);
    }

    @Override
    public long paneEnd(long paneStart) {
      return paneStart + step;
    }

    @Override
    public long firstWindowEnd(long paneStart) {
      return paneStart + step;
    }

    @Override
    public long lastWindowEnd(long paneStart) {
      return paneStart - Math.floorMod(paneStart - offset, size) + size;
    }

    @Override
    public long nextWindowEnd(long windowEnd) {
      return windowEnd + step;
    }

    @Override
    public long windowStart(long windowEnd) {
      return windowEnd - 1 - Math.floorMod(windowEnd - 1 - offset, size);
    }

    @Override
    public String describe(String unit) {
      return "CUMULATE(step " + step + " " + unit + ", size " + size + " " + unit;
    }

    @Override
    public String toString() {
      return describe("ms") + offsetText(offset) + ")";
    }
  }

  /**
   * Windows of whole calendar months of the proleptic Gregorian calendar.
   *
   * @param inMonths the windows over the numbers of months since January 1970, without an offset
   * @param offset milliseconds by which every window is moved
   */
  record Months(TimeWindow inMonths, long offset) implements TimeWindow {
    /** Tumbling windows, which start where the number of months since 1970 divides by theirs. */
    public Months(int months, long offset) {
      this(new Fixed(months, months, 0), offset);
    }

    @Override
    public boolean isTumbling() {
      return inMonths.isTumbling();
    }

    @Override
    public boolean sharesStarts() {
      return inMonths.sharesStarts();
    }

    private int month(long time) {
      return CalendarMonths.monthOf(time - offset);
    }

    private long time(long month) {
      return CalendarMonths.start(Math.toIntExact(month)) + offset;
    }

    @Override
    public long paneStart(long time) {
      return time(inMonths.paneStart(month(time)));
    }

    @Override
    public long paneEnd(long paneStart) {
      return time(inMonths.paneEnd(month(paneStart)));
    }

    @Override
    public long firstWindowEnd(long paneStart) {
      return time(inMonths.firstWindowEnd(month(paneStart)));
    }

    @Override
    public long lastWindowEnd(long paneStart) {
      return time(inMonths.lastWindowEnd(month(paneStart)));
    }

    @Override
    public long nextWindowEnd(long windowEnd) {
      return time(inMonths.nextWindowEnd(month(windowEnd)));
    }

    @Override
    public long windowStart(long windowEnd) {
      return time(inMonths.windowStart(month(windowEnd)));
    }

    @Override
    public String describe(String unit) {
      return inMonths.describe("months");
    }

    @Override
    public String toString() {
      return describe("months") + offsetText(offset) + ")";
    }
  }

  /**
   * Windows that the rows know: the time column holds each row's window end, or its window time.
   *
   * @param beforeEnd milliseconds from what the column holds to the end: 0 or 1
   */
  record Given(long beforeEnd) implements TimeWindow {
    @Override
    public long paneStart(long time) {
      return time + beforeEnd - 1;
    }

    @Override
    public long paneEnd(long paneStart) {
      return paneStart + 1;
    }

    @Override
    public long firstWindowEnd(long paneStart) {
      return paneStart + 1;
    }

    @Override
    public long lastWindowEnd(long paneStart) {
      return paneStart + 1;
    }

    @Override
    public long nextWindowEnd(long windowEnd) {
      return windowEnd + 1;
    }

    /** Of the one pane that there is; the start that the rows know is a column of theirs. */
    @Override
    public long windowStart(long windowEnd) {
      return windowEnd - 1;
    }

    @Override
    public boolean isTumbling() {
      return true;
    }

    @Override
    public boolean sharesStarts() {
      return false;
    }

    @Override
    public String describe(String unit) {
      return "of the input";
    }

    @Override
    public String toString() {
      return describe("ms");
    }
  }

  /** Windows on the clock of a zone, of a time attribute that is an instant. */
  record Local(TimeWindow window, ZoneId id) implements TimeWindow {
    @Override
    public Optional<ZoneId> zone() {
      return Optional.of(id);
    }

    @Override
    public long paneStart(long time) {
      return window.paneStart(time);
    }

    @Override
    public long paneEnd(long paneStart) {
      return window.paneEnd(paneStart);
    }

    @Override
    public long firstWindowEnd(long paneStart) {
      return window.firstWindowEnd(paneStart);
    }

    @Override
    public long lastWindowEnd(long paneStart) {
      return window.lastWindowEnd(paneStart);
    }

    @Override
    public long nextWindowEnd(long windowEnd) {
      return window.nextWindowEnd(windowEnd);
    }

    @Override
    public long windowStart(long windowEnd) {
      return window.windowStart(windowEnd);
    }

    @Override
    public boolean isTumbling() {
      return window.isTumbling();
    }

    @Override
    public boolean sharesStarts() {
      return window.sharesStarts();
    }

    @Override
    public String describe(String unit) {
      return window.describe(unit);
    }

    @Override
    public String toString() {
      return window + " in " + id;
    }
  }

  private static String offsetText(long offset) {
    return offset == 0 ? "" : ", offset " + offset + " ms";
  }
}
