package io.rheo.engine.operator.over;

import io.rheo.engine.operator.sort.TimeHeap;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.Arrays;

/** Drops partitions all of whose rows are so old that no later row can see them. */
final class Expiry {
  private static final long NEVER = Long.MIN_VALUE; // no row was released yet

  private final long keepMillis; // negative: partitions stay
  private final PartitionTable<OverPartition> partitions;
  private final PendingRows pending;
  private final TimeHeap queue = new TimeHeap(); // an entry for each partition with rows
  private long[] lastTimes = new long[0]; // of the rows released, by partition
  private int[] waitingRows = new int[0]; // not yet released, by partition

  Expiry(long keepMillis, PartitionTable<OverPartition> partitions, PendingRows pending) {
    this.keepMillis = keepMillis;
    this.partitions = partitions;
    this.pending = pending;
  }

  private void makeRoom(int partition) {
    if (partition >= lastTimes.length) {
      int old = lastTimes.length;
      lastTimes = Arrays.copyOf(lastTimes, Math.max(16, 2 * partition));
      Arrays.fill(lastTimes, old, lastTimes.length, NEVER);
      waitingRows = Arrays.copyOf(waitingRows, lastTimes.length);
    }
  }

  void rowWaits(int partition) {
    makeRoom(partition);
    waitingRows[partition]++;
  }

  void rowReleased(int partition, long time) {
    waitingRows[partition]--;
    if (keepMillis >= 0) {
      if (lastTimes[partition] == NEVER) {
        queue.add(time, partition);
      }
      lastTimes[partition] = time;
    }
  }

  void onWatermark(long watermark) {
    if (keepMillis < 0 || watermark < Long.MIN_VALUE + keepMillis) {
      return;
    }
    long oldest = watermark - keepMillis; // times up to here are out of sight
    while (!queue.isEmpty() && queue.firstTime() <= oldest) {
      int partition = (int) queue.removeFirst();
      if (lastTimes[partition] > oldest) {
        queue.add(lastTimes[partition], partition);
      } else if (isIdle(partition)) {
        partitions.remove(partition);
        lastTimes[partition] = NEVER;
      } else if (oldest < Long.MAX_VALUE) {
        queue.add(oldest + 1, partition);
      }
    }
  }

  /** Whether the partition has rows that the watermark has not released. */
  boolean hasWaiting(int partition) {
    return partition < waitingRows.length && waitingRows[partition] > 0;
  }

  private boolean isIdle(int partition) {
    return waitingRows[partition] == 0
        && (pending.isEmpty() || pending.firstTime() > lastTimes[partition]);
  }

  void writeTo(StateWriter state) throws IOException {
    int count = lastTimes.length;
    while (count > 0 && lastTimes[count - 1] == NEVER) {
      count--; // room is not state: written, it would grow with every restore
    }
    state.putLongs(lastTimes, count);
  }

  /** Reads what was written, once the partitions are there. */
  void readFrom(StateReader state) throws IOException {
    long[] read = state.getLongs();
    if (read.length > 0) {
      makeRoom(read.length - 1);
      System.arraycopy(read, 0, lastTimes, 0, read.length);
    }
    for (int i = 0; i < read.length; i++) {
      if (read[i] != NEVER) {
        queue.add(read[i], i);
      }
    }
  }
}
