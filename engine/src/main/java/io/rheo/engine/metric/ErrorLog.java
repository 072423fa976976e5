package io.rheo.engine.metric;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Bad records and bad rows of one table or job: all are counted, the last ones are kept. Safe for
 * use by several threads.
 */
public final class ErrorLog {
  /** How many errors are kept; older ones are only counted. */
  public static final int KEPT = 10_000;

  /** How much of a record is kept, in bytes. */
  public static final int KEPT_BYTES = 16 * 1024;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long count;

  /**
   * One error.
   *
   * @param number counts from 0 in the order of occurrence
   * @param timeMillis when it was found, in milliseconds since 1970
   * @param partition where the record came from: a file, a topic's partition; or an operator
   * @param position its place in there: byte offset, Kafka offset; -1 if there is none
   * @param raw the record's bytes, cut off at {@link #KEPT_BYTES}; empty if there are none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never a key
  public record Entry(
      long number, long timeMillis, String partition, long position, byte[] raw, String reason) {}

  public synchronized void add(
      long timeMillis, String partition, long position, byte[] raw, String reason) {
    if (entries.size() == KEPT) {
      entries.removeFirst();
    }
    byte[] kept = raw.length <= KEPT_BYTES ? raw : java.util.Arrays.copyOf(raw, KEPT_BYTES);
    entries.addLast(new Entry(count, timeMillis, partition, position, kept, reason));
    count++;
  }

  /** How many errors there were. */
  public synchronized long count() {
    return count;
  }

  /** The oldest error that is kept. */
  public synchronized Optional<Entry> first() {
    return Optional.ofNullable(entries.peekFirst());
  }

  /** The errors that are kept, oldest first. */
  public synchronized List<Entry> entries() {
    return new ArrayList<>(entries);
  }
}
