package io.rheo.engine.exec;

import io.rheo.engine.operator.OneInputOperator;
import java.util.Arrays;

/**
 * The watermarks of the splits of one table and what they amount to together: the least of the
 * splits that are neither idle nor finished. It never goes back: rows of a split that was idle, or
 * that was found late, are judged by how far the others have come.
 *
 * <p>A split is idle when everything that it has was read and nothing came for the timeout: being
 * slow to read is not idleness.
 */
final class SplitWatermarks {
  private static final long BUSY = Long.MIN_VALUE;

  private final long idleTimeoutMillis;
  private final boolean advanceWithClock;
  private int count;
  private long[] watermarks = new long[4];
  private long[] silentSince = new long[4]; // clock at which the split was found read to its end
  private boolean[] idle = new boolean[4];
  private boolean[] finished = new boolean[4];
  private long merged = OneInputOperator.NO_WATERMARK;
  private long allIdleSince = BUSY;
  private long allIdleWatermark;

  /**
   * @param idleTimeoutMillis 0: a split is never idle
   * @param advanceWithClock whether, when every split is idle, the watermark follows the clock
   */
  SplitWatermarks(long idleTimeoutMillis, boolean advanceWithClock) {
    this.idleTimeoutMillis = idleTimeoutMillis;
    this.advanceWithClock = advanceWithClock;
  }

  void add(int split) {
    if (split != count) {
      throw new IllegalArgumentException("splits are numbered without gaps, got " + split);
    }
    if (count == watermarks.length) {
      watermarks = Arrays.copyOf(watermarks, count * 2);
      silentSince = Arrays.copyOf(silentSince, count * 2);
      idle = Arrays.copyOf(idle, count * 2);
      finished = Arrays.copyOf(finished, count * 2);
    }
    watermarks[count] = OneInputOperator.NO_WATERMARK;
    silentSince[count] = BUSY;
    count++;
    allIdleSince = BUSY;
  }

  long of(int split) {
    return watermarks[split];
  }

  /** The watermark of the table. */
  long merged() {
    return merged;
  }

  /** What holds the watermark back besides {@code split}; {@code MAX_VALUE} if nothing does. */
  long leastOfOthers(int split) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (i != split && !idle[i] && !finished[i]) {
        least = Math.min(least, watermarks[i]);
      }
    }
    return least;
  }

  /** Rows of the split came, the last of which brought its own watermark to {@code watermark}. */
  void advance(int split, long watermark) {
    silentSince[split] = BUSY;
    idle[split] = false;
    allIdleSince = BUSY;
    watermarks[split] = Math.max(watermarks[split], watermark);
    merge();
  }

  void caughtUp(int split, long nowMillis) {
    if (silentSince[split] == BUSY) {
      silentSince[split] = nowMillis;
    }
  }

  /** The split has more to read, or may have: it is not idle. */
  void behind(int split) {
    silentSince[split] = BUSY;
    idle[split] = false;
    allIdleSince = BUSY;
  }

  /** As {@link #behind}, for every split. */
  void allBehind() {
    for (int split = 0; split < count; split++) {
      behind(split);
    }
  }

  void finish(int split) {
    finished[split] = true;
    merge();
  }

  /** Looks for splits that have become idle; the merged watermark may rise. */
  void onClock(long nowMillis) {
    if (idleTimeoutMillis == 0) {
      return;
    }
    boolean changed = false;
    for (int i = 0; i < count; i++) {
      if (!idle[i] && silentSince[i] != BUSY && nowMillis - silentSince[i] >= idleTimeoutMillis) {
        idle[i] = true;
        changed = true;
      }
    }
    if (changed) {
      merge();
    }
    if (advanceWithClock) {
      followClock(nowMillis);
    }
  }

  private void followClock(long nowMillis) {
    long greatest = OneInputOperator.NO_WATERMARK;
    boolean anyIdle = false;
    for (int i = 0; i < count; i++) {
      if (!finished[i] && !idle[i]) {
        allIdleSince = BUSY;
        return;
      }
      anyIdle |= idle[i] && !finished[i];
      greatest = Math.max(greatest, watermarks[i]);
    }
    if (!anyIdle || greatest == OneInputOperator.NO_WATERMARK) {
      return;
    }
    if (allIdleSince == BUSY) {
      allIdleSince = nowMillis;
      allIdleWatermark = greatest;
    }
    merged = Math.max(merged, allIdleWatermark + (nowMillis - allIdleSince));
  }

  /** The table has ended. */
  void end() {
    merged = OneInputOperator.END_OF_INPUT;
  }

  private void merge() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (!finished[i] && !idle[i]) {
        least = Math.min(least, watermarks[i]);
      }
    }
    // When no split counts, the watermark stays where it is: silence is not the end.
    if (least != Long.MAX_VALUE) {
      merged = Math.max(merged, least);
    }
  }
}
