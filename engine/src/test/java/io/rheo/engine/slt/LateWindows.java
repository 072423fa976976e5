package io.rheo.engine.slt;

import io.rheo.engine.type.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Windows with their rows as lists: the naive reference of what a window holds. */
final class LateWindows {
  /** The kinds of windows of time. */
  enum Kind {
    TUMBLE,
    HOP,
    CUMULATE,
    SESSION
  }

  private final Kind kind;
  private final long step; // slide, step or gap, in ms
  private final long size;
  private final List<Window> windows = new ArrayList<>();
  private long late;

  private static final class Window {
    private long start;
    private long end;
    private final long key;
    private final List<Long> values = new ArrayList<>();

    Window(long start, long end, long key) {
      this.start = start;
      this.end = end;
      this.key = key;
    }

    boolean isClosedBy(long watermark) {
      return end - 1 <= watermark;
    }
  }

  LateWindows(Kind kind, Random random) {
    this.kind = kind;
    step = 1000L * (1 + random.nextInt(4));
    size =
        kind == Kind.CUMULATE ? step * (1 + random.nextInt(5)) : 1000L * (1 + random.nextInt(12));
  }

  /**
   * The query.
   *
   * @param distinct whether it holds values apart, for which the engine has other operators
   */
  String sql(boolean distinct, boolean changes) {
    String function =
        switch (kind) {
          case TUMBLE -> "TUMBLE(TABLE t, DESCRIPTOR(ts), " + seconds(size) + ")";
          case HOP, CUMULATE ->
              kind + "(TABLE t, DESCRIPTOR(ts), " + seconds(step) + ", " + seconds(size) + ")";
          case SESSION -> "SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), " + seconds(step) + ")";
        };
    return "SELECT window_start, window_end, k, COUNT(*), SUM(v), "
        + (distinct ? "COUNT(DISTINCT v)" : "MAX(v) - MIN(v)")
        + " FROM TABLE("
        + function
        + ") GROUP BY window_start, window_end, k"
        + (changes ? " EMIT CHANGES" : "");
  }

  private static String seconds(long millis) {
    return "INTERVAL '" + millis / 1000 + "' SECOND";
  }

  /** A row comes when the rows before it have brought the watermark to {@code watermark}. */
  void add(long key, long value, long time, long watermark) {
    boolean wasLate = false;
    if (kind == Kind.SESSION) {
      wasLate = !addToSession(key, value, time, watermark);
    } else {
      for (Window window : windowsOf(key, time)) {
        if (window.isClosedBy(watermark)) {
          wasLate = true;
        } else {
          window.values.add(value);
        }
      }
    }
    late += wasLate ? 1 : 0;
  }

  private List<Window> windowsOf(long key, long time) {
    List<Window> found = new ArrayList<>();
    switch (kind) {
      case TUMBLE -> found.add(window(floor(time, size), floor(time, size) + size, key));
      case HOP -> {
        for (long start = floor(time, step); start > time - size; start -= step) {
          found.add(window(start, start + size, key));
        }
      }
      case CUMULATE -> {
        long start = floor(time, size);
        for (long end = start + step; end <= start + size; end += step) {
          if (time < end) {
            found.add(window(start, end, key));
          }
        }
      }
      case SESSION -> throw new IllegalStateException();
    }
    return found;
  }

  private Window window(long start, long end, long key) {
    for (Window window : windows) {
      if (window.start == start && window.end == end && window.key == key) {
        return window;
      }
    }
    Window window = new Window(start, end, key);
    windows.add(window);
    return window;
  }

  /** Merges the open sessions that the row's own touches; false if the result is closed already. */
  private boolean addToSession(long key, long value, long time, long watermark) {
    Window merged = new Window(time, time + step, key);
    merged.values.add(value);
    List<Window> touched = new ArrayList<>();
    for (Window window : windows) {
      if (window.key == key
          && !window.isClosedBy(watermark)
          && window.start <= time + step
          && window.end >= time) {
        touched.add(window);
        merged.start = Math.min(merged.start, window.start);
        merged.end = Math.max(merged.end, window.end);
        merged.values.addAll(window.values);
      }
    }
    if (merged.isClosedBy(watermark)) {
      return false;
    }
    windows.removeAll(touched);
    windows.add(merged);
    return true;
  }

  private static long floor(long time, long unit) {
    return time - Math.floorMod(time, unit);
  }

  /** How many rows were late for a window. */
  long late() {
    return late;
  }

  /** The rows of the answer, with the last column of each as {@code distinct} in the query says. */
  List<List<String>> answer(DataType timestamp, boolean distinct) {
    List<List<String>> rows = new ArrayList<>();
    for (Window window : windows) {
      if (!window.values.isEmpty()) {
        Set<Long> values = new HashSet<>(window.values);
        long max = values.stream().mapToLong(v -> v).max().orElseThrow();
        long min = values.stream().mapToLong(v -> v).min().orElseThrow();
        rows.add(
            List.of(
                TextValues.format(timestamp, window.start),
                TextValues.format(timestamp, window.end),
                Long.toString(window.key),
                Integer.toString(window.values.size()),
                Long.toString(window.values.stream().mapToLong(v -> v).sum()),
                Long.toString(distinct ? values.size() : max - min)));
      }
    }
    return rows;
  }
}
