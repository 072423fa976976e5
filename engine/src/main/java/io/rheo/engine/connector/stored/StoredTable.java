package io.rheo.engine.connector.stored;

import io.rheo.engine.column.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The rows of a table that Rheo stores itself: only ever appended to, all rows of an insertion at
 * once. Safe for use by several threads.
 */
public final class StoredTable {
  private static final int READ_MAX = 32; // batches handed out at a time

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition appended = lock.newCondition();
  private final List<Inserted> batches = new ArrayList<>();
  private final AtomicLong insertions;

  /** Rows, and the number of the insertion that they are of. */
  private record Inserted(Batch rows, long insertion) {}

  /**
   * @param insertions numbers the insertions of all tables
   */
  StoredTable(AtomicLong insertions) {
    this.insertions = insertions;
  }

  /** Adds the rows of one insertion; readers see all of them or none. */
  public void append(List<Batch> rows) {
    lock.lock();
    try {
      // With the lock held: who has seen this number waits here until the rows are there.
      long insertion = insertions.incrementAndGet();
      rows.forEach(batch -> batches.add(new Inserted(batch, insertion)));
      appended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many batches there are. */
  int size() {
    lock.lock();
    try {
      return batches.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The batches from {@code position} on; waits at most so long for the first of them.
   *
   * @param lastInsertion those of later insertions are left for later
   */
  List<Batch> read(int position, int limit, long lastInsertion, long waitNanos)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = waitNanos;
      while (batches.size() <= position && left > 0) {
        left = appended.awaitNanos(left);
      }
      int to = Math.min(batches.size(), Math.min(limit, position + READ_MAX));
      List<Batch> read = new ArrayList<>();
      for (int i = position; i < to && batches.get(i).insertion() <= lastInsertion; i++) {
        read.add(batches.get(i).rows());
      }
      return read;
    } finally {
      lock.unlock();
    }
  }
}
